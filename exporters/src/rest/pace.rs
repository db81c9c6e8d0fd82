//! A fixed rate: at most so many calls in any span of so long.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// A rate as the manifest says it: `5/60s`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Calls.
    pub calls: usize,
    /// The span.
    pub per: Duration,
}

impl Rate {
    /// Reads `calls/span`, the span in `s`, `m` or `h`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is not a rate such as 5/60s");
        let (calls, span) = text.split_once('/').ok_or_else(wrong)?;
        let calls: usize = calls.trim().parse().map_err(|_| wrong())?;
        let span = span.trim();
        let (number, unit) = span.split_at(span.char_indices().next_back().map_or(0, |(last, _)| last));
        let seconds = match unit {
            "s" => 1,
            "m" => 60,
            "h" => 3600,
            _ => return Err(wrong()),
        };
        let number: u32 = if number.is_empty() { 1 } else { number.parse().map_err(|_| wrong())? };
        if calls == 0 || number == 0 {
            return Err(wrong());
        }
        Ok(Self { calls, per: Duration::from_secs(u64::from(number) * seconds) })
    }
}

/// Keeps the calls of one step within its rate, whoever asks.
#[derive(Debug)]
pub struct Pace {
    rate: Rate,
    recent: Mutex<VecDeque<Instant>>,
}

impl Pace {
    /// Nothing called yet.
    pub fn new(rate: Rate) -> Self {
        Self { rate, recent: Mutex::default() }
    }

    /// Takes a place at `now`, or says how long until there is one.
    pub fn take(&self, now: Instant) -> Result<(), Duration> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        while recent.front().is_some_and(|at| now.saturating_duration_since(*at) >= self.rate.per) {
            recent.pop_front();
        }
        match recent.front() {
            Some(oldest) if recent.len() >= self.rate.calls => {
                Err(self.rate.per - now.saturating_duration_since(*oldest))
            }
            Some(_) | None => {
                recent.push_back(now);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_call_of_a_minute_waits_until_the_first_is_a_minute_old() {
        let pace = Pace::new(Rate::parse("5/60s").unwrap());
        let start = Instant::now();
        for n in 0..5 {
            assert_eq!(pace.take(start + Duration::from_secs(n)), Ok(()));
        }
        assert_eq!(pace.take(start + Duration::from_secs(10)), Err(Duration::from_secs(50)));
        assert_eq!(pace.take(start + Duration::from_secs(60)), Ok(()));
        assert!(pace.take(start + Duration::from_secs(60)).is_err());
    }

    #[test]
    fn a_rate_is_read_or_refused() {
        assert_eq!(Rate::parse("100/m").unwrap(), Rate { calls: 100, per: Duration::from_secs(60) });
        for wrong in ["", "5", "5/", "0/s", "5/0s", "x/s", "5/60", "5/60µ", "5/µ"] {
            assert!(Rate::parse(wrong).is_err(), "{wrong}");
        }
    }
}
