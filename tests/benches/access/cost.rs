//! Measuring: time on the processor, time on the wall, statements.

use std::{fs, time::Duration};

use tokio::time::Instant;

/// The kernel counts in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);

/// What something cost.
pub struct Cost {
    /// Time on the processor, of this process.
    pub cpu: Duration,
    /// Time on the wall.
    pub wall: Duration,
    /// Statements.
    pub statements: u64,
}

impl Cost {
    /// One line, of the cost of one among `parts`.
    pub fn print(&self, what: &str, parts: u32) {
        let milliseconds = |all: Duration| all.as_secs_f64() * 1000.0 / f64::from(parts);
        println!(
            "{what:<34} {:>10.2} {:>10.2} {:>12.1}",
            milliseconds(self.cpu),
            milliseconds(self.wall),
            self.statements as f64 / f64::from(parts)
        );
    }
}

/// A measurement under way.
pub struct Meter {
    cpu: Duration,
    began: Instant,
    statements: u64,
}

impl Meter {
    /// Starts; so many statements were sent before.
    pub fn start(statements: u64) -> Self {
        Self { cpu: cpu(), began: Instant::now(), statements }
    }

    /// Stops; so many statements have been sent by now.
    pub fn stop(self, statements: u64) -> Cost {
        Cost { cpu: cpu() - self.cpu, wall: self.began.elapsed(), statements: statements - self.statements }
    }
}

/// What this process has used so far, in its own code and in the kernel for it (proc(5), fields 14 and 15).
fn cpu() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").expect("this is Linux");
    // The name of the program stands in brackets and may hold spaces.
    let after_name = stat.rsplit(')').next().expect("a line has an end");
    let ticks: u32 =
        after_name.split_whitespace().skip(11).take(2).map(|field| field.parse::<u32>().expect("a number")).sum();
    TICK * ticks
}
