//! What erasing closed accounts costs: thousands of them from five shipped systems, found, erased and read back in sets,
//! against a script that somebody who knows the tables would write, on the same rows in the same run.
//!
//! ```text
//! cargo bench -p rightsdesk-tests --bench sweep                # 1,000, 10,000 and 100,000 accounts
//! cargo bench -p rightsdesk-tests --bench sweep -- 1000 10000
//! ```
//!
//! There are two floors, and both delete the same rows and count that none is left: the script for all people *at once*, and the
//! script *in the same sets* as the sweeps, each set with a transaction of its own, and on PostgreSQL with the same settings
//! of the planner. Nobody erases a hundred thousand accounts in one transaction from systems that are in use; the first
//! floor is there because it is the lowest. Then the desk does it all: from lines that are due to accounts that are proven.
//!
//! What is above twice the first floor is what the script does not do: it is told all names and that no row is shared, while the
//! sweeps walk from names to keys, look for strangers who lead to the same rows, and read everything back by every value.
//!
//! Nothing is asserted about time; what is asserted is that both leave tables of the same size, and that everybody is proven.

// What a worker may have to do is deep.
#![recursion_limit = "256"]

mod counted;
mod desk;
mod floor;
mod scene;
mod systems;

use std::{fs, time::Duration};

use rightsdesk_exporters::contract::{
    call::Call,
    erasure::Order,
    pseudonym::Pseudonyms,
    subject::{Identifier, Subject},
    sweep::Fate,
};
use scene::Scene;
use stage::desk::On;
use tokio::time::Instant;

/// So many people are erased at once.
const SET: u32 = 2000;

/// On SQLite not more than so many.
const MOST_ON_SQLITE: u32 = 10_000;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    counted::begin();
    let mut sizes: Vec<u32> = std::env::args().filter_map(|size| size.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1000, 10_000, 100_000];
    }
    let runs = || {
        let on_both = [On::Sqlite, On::Postgres].into_iter();
        let sizes = &sizes;
        on_both
            .flat_map(move |on| sizes.iter().map(move |&accounts| (on, accounts)))
            .filter(|&(on, accounts)| on == On::Postgres || accounts <= MOST_ON_SQLITE)
    };
    println!("accounts that go, as many others stay; five systems; sets of {SET}; times in seconds\n");
    println!(
        "{:<9} {:>8} {:>7} {:>8} {:>8} {:>8} {:>6} {:>8} {:>6} {:>9}",
        "", "accounts", "sweeps", "us each", "stm each", "in sets", "ratio", "at once", "ratio", "peak MiB"
    );
    for (on, accounts) in runs() {
        line(on, accounts).await;
    }
    println!("\none desk with its four workers, from lines that are due to accounts that are proven\n");
    println!("{:<9} {:>8} {:>7} {:>8} {:>9} {:>8}", "", "accounts", "all", "us each", "per sec", "stm each");
    for (on, accounts) in runs() {
        desk_line(on, accounts).await;
    }
    println!(
        "\nThe script is told who goes and what each is called; the sweeps find it out, and tell what was done for whom."
    );
}

async fn line(on: On, accounts: u32) {
    let at_once = scene::set(on, accounts).await;
    let at_once_time = floor::at_once(&at_once).await;
    let in_sets_time = floor::in_sets(&scene::set(on, accounts).await, accounts, SET).await;
    let swept = scene::set(on, accounts).await;
    forget_peak();
    let before = counted::so_far();
    let sweep_time = sweep(&swept, accounts).await;
    let statements = counted::so_far() - before;
    let peak = peak();
    same(&at_once, &swept).await;
    let (time, sets, once) = (seconds(sweep_time), seconds(in_sets_time), seconds(at_once_time));
    println!(
        "{:<9} {accounts:>8} {time:>7.2} {:>8.0} {:>8} {sets:>8.2} {:>5.2}x {once:>8.2} {:>5.2}x {peak:>9}",
        format!("{on:?}"),
        time * 1e6 / f64::from(accounts),
        each(statements, accounts),
        time / sets,
        time / once,
    );
}

async fn desk_line(on: On, accounts: u32) {
    let scenes = scene::set(on, accounts).await;
    let took = desk::work(on, &scenes, accounts, SET).await;
    let time = seconds(took.time);
    println!(
        "{:<9} {accounts:>8} {time:>7.2} {:>8.0} {:>9.0} {:>8}",
        format!("{on:?}"),
        time * 1e6 / f64::from(accounts),
        f64::from(accounts) / time,
        each(took.statements, accounts),
    );
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

/// How many there are for each account.
fn each(count: u64, accounts: u32) -> String {
    let thousandths = count * 1000 / u64::from(accounts);
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

/// Names from everywhere first, then each system in turn: as the desk does it.
async fn sweep(scenes: &[Scene], accounts: u32) -> Duration {
    let connectors: Vec<_> = scenes.iter().map(scene::connector).collect();
    let sweepers: Vec<_> = connectors
        .iter()
        .map(|connector| connector.eraser().and_then(|eraser| eraser.sweeper()).expect("a system that can be swept"))
        .collect();
    let call = Call::unhurried("benchmark");
    let order = Order::by_the_manifest("2026-05-05T00:00:00Z".parse().expect("a moment"));
    let pseudonyms = Pseudonyms::keyed(b"benchmark".to_vec());
    let began = Instant::now();
    for first in (0..accounts).step_by(SET as usize) {
        let numbers = (first..(first + SET).min(accounts)).map(|account| account * 2 + 1);
        let mut people: Vec<Subject> = numbers.map(person).collect();
        for sweeper in &sweepers {
            let learned = sweeper.resolve_all(&people, &call).await.expect("names");
            for (person, learned) in people.iter_mut().zip(learned) {
                let more = learned.into_iter().map(|one| one.identifier);
                *person = Subject::new(person.identifiers().iter().cloned().chain(more)).expect("a person");
            }
        }
        for sweeper in &sweepers {
            let swept = sweeper.sweep(&people, &order, &pseudonyms, &call).await.expect("a sweep");
            let aside = swept.fates.iter().find(|fate| matches!(fate, Fate::SetAside(_)));
            assert_eq!(aside, None);
        }
    }
    began.elapsed()
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
