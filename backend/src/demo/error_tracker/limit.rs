//! A limit of so many calls in a minute, told in Sentry's headers.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// The calls of the last minute.
#[derive(Debug, Default)]
pub struct Limit(Mutex<VecDeque<Instant>>);

const WINDOW: Duration = Duration::from_secs(60);

impl Limit {
    /// Takes one of `most` places; if there is none, the wait until there is one.
    pub fn take(&self, most: usize, now: Instant) -> Result<(), Duration> {
        let mut recent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while recent.front().is_some_and(|at| now.saturating_duration_since(*at) >= WINDOW) {
            recent.pop_front();
        }
        match recent.front() {
            Some(oldest) if recent.len() >= most => Err(WINDOW - now.saturating_duration_since(*oldest)),
            Some(_) | None => {
                recent.push_back(now);
                Ok(())
            }
        }
    }
}
