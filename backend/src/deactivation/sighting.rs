//! That somebody saw an account closed, and whether what they say of the time can be true.

use chrono::{DateTime, TimeDelta, Utc};

/// An account that was seen closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The Matrix ID.
    pub account: String,
    /// When it was closed, if the source knows.
    pub closed_at: Option<DateTime<Utc>>,
}

/// Matrix began in this year: nobody had an account to close before.
const FIRST_YEAR: &str = "2014-01-01T00:00:00Z";

/// How far another machine's clock may be ahead of ours.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);

/// Why a sighting was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum NotNoted {
    /// Not `@somebody:somewhere`.
    #[error("it is not a Matrix ID, such as @name:example.org")]
    Account,
    /// Lists come from our homeservers: an account of another is not ours to judge.
    #[error("it is an account of a homeserver that is not in the configuration, or one that is left out there")]
    Foreign,
    /// The account cannot have been closed then.
    #[error("the time lies in the future")]
    Future,
    /// The account cannot have been closed then.
    #[error("the time lies before 2014, when there was no Matrix")]
    TooEarly,
    /// The number of seconds was taken for one of milliseconds.
    #[error("the time lies in 1970: seconds were written where milliseconds are meant")]
    SecondsForMilliseconds,
    /// The number of milliseconds was taken for one of seconds.
    #[error("the time lies thousands of years ahead: milliseconds were written where seconds are meant")]
    MillisecondsForSeconds,
    /// The account was opened again after that time, so that it tells nothing new.
    #[error("the account was opened again after that time")]
    ReopenedSince,
}

/// The time that counts, if what is said can be true at `now`.
pub fn plausible(closed_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<DateTime<Utc>, NotNoted> {
    let first: DateTime<Utc> = FIRST_YEAR.parse().unwrap_or(DateTime::UNIX_EPOCH);
    let is_plausible = |moment: DateTime<Utc>| first <= moment && moment <= now + CLOCKS_DIFFER;
    if is_plausible(closed_at) {
        return Ok(closed_at.min(now));
    }
    let scaled =
        |by: fn(i64) -> Option<i64>| by(closed_at.timestamp_millis()).and_then(DateTime::from_timestamp_millis);
    if closed_at > now {
        let is_slip = scaled(|number| Some(number / 1000)).is_some_and(is_plausible);
        return Err(if is_slip { NotNoted::MillisecondsForSeconds } else { NotNoted::Future });
    }
    let is_slip = scaled(|number| number.checked_mul(1000)).is_some_and(is_plausible);
    Err(if is_slip { NotNoted::SecondsForMilliseconds } else { NotNoted::TooEarly })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn times_that_cannot_be_are_refused_with_the_reason() {
        let now = at("2026-11-14T12:00:00Z");
        let closed = at("2026-11-01T09:30:00Z");
        assert_eq!(plausible(closed, now), Ok(closed));
        // Another clock is a little ahead.
        assert_eq!(plausible(at("2026-11-14T12:04:00Z"), now), Ok(now));
        assert_eq!(plausible(at("2026-11-14T12:06:00Z"), now), Err(NotNoted::Future));
        assert_eq!(plausible(at("2013-12-31T23:59:59Z"), now), Err(NotNoted::TooEarly));
        assert_eq!(plausible(DateTime::UNIX_EPOCH, now), Err(NotNoted::TooEarly));
        let seconds_as_milliseconds = DateTime::from_timestamp_millis(closed.timestamp()).unwrap();
        assert_eq!(plausible(seconds_as_milliseconds, now), Err(NotNoted::SecondsForMilliseconds));
        let milliseconds_as_seconds = DateTime::from_timestamp(closed.timestamp_millis(), 0).unwrap();
        assert_eq!(plausible(milliseconds_as_seconds, now), Err(NotNoted::MillisecondsForSeconds));
    }
}
