//! How long something takes: on the clock, and on the processors, of this process and of the server for its databases.
//!
//! Others who work on the same machine make the first longer and hardly the second.

use std::{collections::BTreeMap, fs, ops::AddAssign, time::Duration};

use tokio::time::Instant;

/// The kernel counts in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);

/// How long something took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Took {
    /// On the clock.
    pub wall: Duration,
    /// On all processors together.
    pub cpu: Duration,
}

impl AddAssign for Took {
    fn add_assign(&mut self, more: Self) {
        self.wall += more.wall;
        self.cpu += more.cpu;
    }
}

/// A measurement under way.
pub struct Meter {
    began: Instant,
    ticks: BTreeMap<u32, u32>,
}

impl Meter {
    /// From now on.
    pub fn start() -> Self {
        Self { began: Instant::now(), ticks: ticks() }
    }

    /// Until now. What ended meanwhile is not counted: connections must still be open.
    pub fn stop(&self) -> Took {
        let wall = self.began.elapsed();
        let since = |(pid, now): (u32, u32)| now.saturating_sub(self.ticks.get(&pid).copied().unwrap_or_default());
        Took { wall, cpu: TICK * ticks().into_iter().map(since).sum::<u32>() }
    }
}

/// For this process and for each of PostgreSQL that works for one of its databases, what it has used so far (proc(5)).
fn ticks() -> BTreeMap<u32, u32> {
    let own = std::process::id();
    let database = format!(" test_{own}_");
    let processes = fs::read_dir("/proc").expect("this is Linux").flatten();
    let pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let is_ours = |pid: &u32| {
        // PostgreSQL writes there what it does, and where.
        let words = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let words = String::from_utf8_lossy(&words);
        *pid == own || (words.starts_with("postgres: ") && words.contains(&database))
    };
    pids.filter(is_ours).filter_map(|pid| Some((pid, used(pid)?))).collect()
}

/// What a process has used in its own code and in the kernel for it: fields 14 and 15.
fn used(pid: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name of the program stands in brackets and may hold spaces.
    let fields = stat.rsplit(')').next()?.split_whitespace();
    Some(fields.skip(11).take(2).filter_map(|field| field.parse::<u32>().ok()).sum())
}
