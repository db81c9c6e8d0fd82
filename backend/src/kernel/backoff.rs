//! How long to wait before something that failed is tried again.

use chrono::TimeDelta;

/// How long to wait after the `attempts`-th attempt: 10 s, 20 s, 40 s, … up to an hour.
pub fn backoff(attempts: i32) -> TimeDelta {
    let doublings = attempts.saturating_sub(1).clamp(0, 9);
    TimeDelta::seconds(10 << doublings).min(TimeDelta::hours(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_up_to_an_hour() {
        let seconds: Vec<_> = [0, 1, 2, 3, 9, 10, 1000].map(|attempts| backoff(attempts).num_seconds()).into();
        assert_eq!(seconds, [10, 10, 20, 40, 2560, 3600, 3600]);
    }
}
