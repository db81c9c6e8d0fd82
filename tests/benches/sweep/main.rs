//! What erasing closed accounts costs: thousands of them from five shipped systems, found, erased and read back in sets,
//! against a script that somebody who knows the tables would write, on the same rows in the same run.
//!
//! ```text
//! cargo bench -p rightsdesk-tests --bench sweep                # 1,000, 10,000 and 100,000 accounts
//! cargo bench -p rightsdesk-tests --bench sweep -- 1000 10000
//! cargo bench -p rightsdesk-tests --bench sweep -- 100000 --only=postgres --sets-of=2000
//! ```
//!
//! There are two floors, and both count the rows by every name before, delete them, and count by every name that none is
//! left: the script for all people *at once*, and the script *in the same sets* as the sweeps, each set with a transaction
//! of its own, and on PostgreSQL with the same settings of the planner. Nobody erases a hundred thousand accounts in one
//! transaction from systems that are in use; the first floor is there because it is the lowest. Then the desk does it all:
//! from lines that are due to accounts that are proven.
//!
//! Sweeps go through two systems at a time, as the desk's workers do; the script goes through one after the other. So
//! ratios are given twice, on the clock and on the processors: the second takes no advantage of that, and hardly suffers
//! from others who work on the same machine.
//!
//! What the sweeps do beyond the script: it is told all names and that no row is shared, while they walk from names to
//! keys, look for strangers who lead to the same rows, read everything back by every value, and tell what was done for whom.
//!
//! Each line comes from a process of its own, so that the memory which it tells is its own: what is resident at the most
//! while the work is done, with everything that the program has loaded.
//!
//! Nothing is asserted about time; what is asserted is that both leave tables of the same size, and that everybody is proven.

// What a worker may have to do is deep.
#![recursion_limit = "256"]

mod counted;
mod desk;
mod floor;
mod scene;
mod systems;
mod took;

use std::{fs, process::Command};

use futures_util::{StreamExt, TryStreamExt, stream};
use rightsdesk_exporters::contract::{
    call::Call,
    erasure::Order,
    error::ConnectorError,
    pseudonym::Pseudonyms,
    subject::{Identifier, Subject},
    sweep::Fate,
};
use scene::Scene;
use stage::desk::On;
use took::{Meter, Took};

/// So many people are erased at once unless the command says otherwise.
const SET: u32 = 2000;

/// On SQLite not more than so many.
const MOST_ON_SQLITE: u32 = 10_000;

/// So many systems are swept side by side.
const SIDE_BY_SIDE: usize = 2;

/// What is measured.
struct Wanted {
    sizes: Vec<u32>,
    engines: Vec<On>,
    set: u32,
    /// In this process; none where it is left to others.
    here: Option<Table>,
}

/// Which lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Table {
    /// Of the sweeps beside the script.
    Sweeps,
    /// Of a desk.
    Desk,
}

impl Table {
    fn word(self) -> &'static str {
        match self {
            Self::Sweeps => "--here=sweeps",
            Self::Desk => "--here=desk",
        }
    }
}

impl Wanted {
    fn on_the_command_line() -> Self {
        let words: Vec<String> = std::env::args().collect();
        let after = |name: &str| words.iter().find_map(|word| word.strip_prefix(name));
        let sizes: Vec<u32> = words.iter().filter_map(|size| size.parse().ok()).collect();
        Self {
            sizes: if sizes.is_empty() { vec![1000, 10_000, 100_000] } else { sizes },
            engines: match after("--only=") {
                Some("sqlite") => vec![On::Sqlite],
                Some("postgres") => vec![On::Postgres],
                _ => vec![On::Sqlite, On::Postgres],
            },
            set: after("--sets-of=").and_then(|set| set.parse().ok()).unwrap_or(SET),
            here: [Table::Sweeps, Table::Desk].into_iter().find(|table| words.iter().any(|word| word == table.word())),
        }
    }

    fn runs(&self) -> impl Iterator<Item = (On, u32)> {
        let of = |&on: &On| self.sizes.iter().map(move |&accounts| (on, accounts));
        self.engines.iter().flat_map(of).filter(|&(on, accounts)| on == On::Postgres || accounts <= MOST_ON_SQLITE)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let wanted = Wanted::on_the_command_line();
    match wanted.here {
        None => all(&wanted),
        Some(table) => {
            counted::begin();
            for (on, accounts) in wanted.runs() {
                match table {
                    Table::Sweeps => line(on, accounts, wanted.set).await,
                    Table::Desk => desk_line(on, accounts, wanted.set).await,
                }
            }
        }
    }
}

/// Both tables, line by line.
fn all(wanted: &Wanted) {
    println!("accounts that go, as many others stay; five systems; sets of {}\n", wanted.set);
    println!(
        "{:<9} {:>8} {:>7} {:>8} {:>8} {:>8} {:>9}   script in sets: s, CPU s, ratios   script at once: s, CPU s, ratios",
        "", "accounts", "sweeps", "us each", "CPU each", "stm each", "peak MiB"
    );
    wanted.runs().for_each(|(on, accounts)| elsewhere(Table::Sweeps, on, accounts, wanted.set));
    println!("\none desk with its four workers, from lines that are due to accounts that are proven\n");
    println!(
        "{:<9} {:>8} {:>7} {:>8} {:>8} {:>9} {:>8} {:>9}",
        "", "accounts", "all", "us each", "CPU each", "per sec", "stm each", "peak MiB"
    );
    wanted.runs().for_each(|(on, accounts)| elsewhere(Table::Desk, on, accounts, wanted.set));
    println!("\nThe load of the machine is now {}", load());
    println!(
        "The script is told who goes and what each is called; the sweeps find it out, and tell what was done for whom."
    );
}

/// One line, in a process of its own.
fn elsewhere(table: Table, on: On, accounts: u32, set: u32) {
    let only = match on {
        On::Sqlite => "--only=sqlite",
        On::Postgres => "--only=postgres",
    };
    let this = std::env::current_exe().expect("a program knows where it is");
    let words = [table.word().to_owned(), only.to_owned(), format!("--sets-of={set}"), accounts.to_string()];
    let ended = Command::new(this).args(words).status().expect("what has been started once can be started again");
    assert!(ended.success(), "{on:?} {accounts}: {ended}");
}

async fn line(on: On, accounts: u32, set: u32) {
    // The sweeps come first: what the script's rows have left in memory is not theirs.
    let swept = scene::set(on, accounts).await;
    forget_peak();
    let before = counted::so_far();
    let sweeps = sweep(&swept, accounts, set).await;
    let statements = counted::so_far() - before;
    let peak = peak();
    let at_once = scene::set(on, accounts).await;
    let once = floor::at_once(&at_once).await;
    same(&at_once, &swept).await;
    drop((at_once, swept));
    let sets = floor::in_sets(&scene::set(on, accounts).await, accounts, set).await;
    let against = |floor: Took| {
        let (wall, cpu) = (floor.wall.as_secs_f64(), floor.cpu.as_secs_f64());
        let ratio = sweeps.wall.as_secs_f64() / wall;
        format!("{wall:>9.2} {cpu:>6.2} {ratio:>6.2}x {:>5.2}x", sweeps.cpu.as_secs_f64() / cpu)
    };
    let [time, each, cpu_each] = columns(sweeps, accounts);
    println!(
        "{:<9} {accounts:>8} {time:>7} {each:>8} {cpu_each:>8} {:>8} {peak:>9}   {}   {}",
        format!("{on:?}"),
        per_account(statements, accounts),
        against(sets),
        against(once),
    );
}

async fn desk_line(on: On, accounts: u32, set: u32) {
    let scenes = scene::set(on, accounts).await;
    forget_peak();
    let worked = desk::work(on, &scenes, accounts, set).await;
    let [time, each, cpu_each] = columns(worked.took, accounts);
    println!(
        "{:<9} {accounts:>8} {time:>7} {each:>8} {cpu_each:>8} {:>9.0} {:>8} {:>9}",
        format!("{on:?}"),
        f64::from(accounts) / worked.took.wall.as_secs_f64(),
        per_account(worked.statements, accounts),
        peak(),
    );
}

/// Seconds of all, and microseconds of each: on the clock and on the processors.
fn columns(took: Took, accounts: u32) -> [String; 3] {
    let each = |time: std::time::Duration| format!("{:.0}", time.as_secs_f64() * 1e6 / f64::from(accounts));
    [format!("{:.2}", took.wall.as_secs_f64()), each(took.wall), each(took.cpu)]
}

/// How many there are for each account.
fn per_account(count: u64, accounts: u32) -> String {
    let thousandths = count * 1000 / u64::from(accounts);
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

/// Names from everywhere first, then each system: as the desk does it.
async fn sweep(scenes: &[Scene], accounts: u32, set: u32) -> Took {
    let connectors: Vec<_> = scenes.iter().map(scene::connector).collect();
    let sweepers: Vec<_> = connectors
        .iter()
        .map(|connector| connector.eraser().and_then(|eraser| eraser.sweeper()).expect("a system that can be swept"))
        .collect();
    let call = Call::unhurried("benchmark");
    let order = Order::by_the_manifest("2026-05-05T00:00:00Z".parse().expect("a moment"));
    let pseudonyms = Pseudonyms::keyed(b"benchmark".to_vec());
    let meter = Meter::start();
    for first in (0..accounts).step_by(set as usize) {
        let numbers = (first..(first + set).min(accounts)).map(|account| account * 2 + 1);
        let mut people: Vec<Subject> = numbers.map(person).collect();
        let asked = sweepers.iter().map(|sweeper| Ok::<_, ConnectorError>(sweeper.resolve_all(&people, &call)));
        let learned: Vec<_> = stream::iter(asked).try_buffered(SIDE_BY_SIDE).try_collect().await.expect("names");
        for learned in learned {
            for (person, learned) in people.iter_mut().zip(learned).filter(|(_, learned)| !learned.is_empty()) {
                let more = learned.into_iter().map(|one| one.identifier);
                *person = Subject::new(person.identifiers().iter().cloned().chain(more)).expect("a person");
            }
        }
        let sweeps = sweepers.iter().map(|sweeper| sweeper.sweep(&people, &order, &pseudonyms, &call));
        let mut sweeps = stream::iter(sweeps).buffer_unordered(SIDE_BY_SIDE);
        while let Some(swept) = sweeps.next().await {
            let swept = swept.expect("a sweep");
            let aside = swept.fates.iter().find(|fate| matches!(fate, Fate::SetAside(_)));
            assert_eq!(aside, None);
        }
    }
    meter.stop()
}

fn person(number: u32) -> Subject {
    let name = Identifier::parse(&format!("matrix_id=@user{number}:example.org")).expect("an identifier");
    Subject::new([name]).expect("a person")
}

/// Both ways must have come to the same.
async fn same(one: &[Scene], other: &[Scene]) {
    for (one, other) in one.iter().zip(other) {
        let (first, second) = (one.database.connect().await, other.database.connect().await);
        for (table, _, _) in one.system.emptied {
            let (left, right) = (floor::rows(&first, table).await, floor::rows(&second, table).await);
            assert_eq!(left, right, "{}: {table}", one.system.key);
        }
    }
}

/// Lets the kernel measure the most memory anew (proc(5), clear_refs).
fn forget_peak() {
    fs::write("/proc/self/clear_refs", "5").expect("this is Linux");
}

/// The most memory that was resident since then, in MiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("this is Linux");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("a line");
    let kibibytes: u64 = line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number");
    kibibytes / 1024
}

/// How many processes wanted a processor over the last one, five and fifteen minutes.
fn load() -> String {
    let words = fs::read_to_string("/proc/loadavg").expect("this is Linux");
    words.split(' ').take(3).collect::<Vec<_>>().join(" ")
}
