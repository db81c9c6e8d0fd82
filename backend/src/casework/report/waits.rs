//! How long people waited for their answers.

use serde::Serialize;

/// Days from receipt to answer, of many requests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits(Vec<i64>);

/// What is told of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Half of them waited this many days or fewer.
    pub median: i64,
    /// 95 of 100 waited this many days or fewer.
    pub p95: i64,
}

impl Waits {
    /// One more.
    pub fn add(&mut self, days: i64) {
        self.0.push(days);
    }

    /// All of these as well.
    pub fn add_all(&mut self, others: &Self) {
        self.0.extend_from_slice(&others.0);
    }

    /// The middle one and the one that only 5 of 100 exceed, each the wait of a real request (nearest rank); none if nobody
    /// was answered.
    pub fn told(&self) -> Option<Told> {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = |hundredths: usize| {
            let rank = (sorted.len() * hundredths).div_ceil(100);
            sorted.get(rank.saturating_sub(1)).copied()
        };
        Some(Told { median: rank(50)?, p95: rank(95)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_those_of_real_requests() {
        let mut waits = Waits::default();
        assert_eq!(waits.told(), None);
        for days in (1..=20).rev() {
            waits.add(days);
        }
        assert_eq!(waits.told(), Some(Told { median: 10, p95: 19 }));
    }
}
