//! How long an API asks us to wait, read from the headers of its answer.
//!
//! Our own clock is not asked: where a header names a moment, the answer's `Date` is what it is compared with, so that
//! a clock that is wrong on either side makes no difference.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

/// What is waited when the API says nothing, or nothing that can be understood.
pub const UNKNOWN: Duration = Duration::from_secs(60);

/// No API is believed that asks for more than a day.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// The wait that the headers ask for: `Retry-After` in seconds or as a date, else `reset_header` as seconds since 1970.
pub fn asked_for(headers: &HeaderMap, reset_header: Option<&str>) -> Option<Duration> {
    retry_after(headers)
        .or_else(|| reset(headers, reset_header?))
        .map(|wait| wait.clamp(Duration::from_secs(1), LONGEST))
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds.ceil()).ok();
    }
    let moment = DateTime::parse_from_rfc2822(text).ok()?.to_utc();
    Some(from_date(headers, moment))
}

fn reset(headers: &HeaderMap, name: &str) -> Option<Duration> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    let epoch = text.parse::<f64>().ok().filter(|epoch| epoch.is_finite() && *epoch > 0.0 && *epoch < 1e12)?;
    // Up to the next whole second: too early is answered with another refusal.
    let whole = format!("{:.0}", epoch.ceil()).parse().ok()?;
    Some(from_date(headers, DateTime::from_timestamp(whole, 0)?))
}

fn from_date(headers: &HeaderMap, moment: DateTime<Utc>) -> Duration {
    let date = headers.get(DATE).and_then(|date| DateTime::parse_from_rfc2822(date.to_str().ok()?).ok());
    match date {
        Some(date) => (moment - date.to_utc()).max(TimeDelta::zero()).to_std().unwrap_or(UNKNOWN),
        None => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESET: &str = "x-sentry-rate-limit-reset";

    fn wait(pairs: &[(&'static str, &'static str)]) -> Option<u64> {
        let headers = pairs.iter().map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap())).collect();
        asked_for(&headers, Some(RESET)).map(|wait| wait.as_secs())
    }

    #[test]
    fn the_wait_is_read_from_any_of_the_three_forms() {
        let date = ("date", "Sun, 22 Nov 2026 10:00:00 GMT");
        assert_eq!(wait(&[("retry-after", "7")]), Some(7));
        assert_eq!(wait(&[("retry-after", "Sun, 22 Nov 2026 10:00:30 GMT"), date]), Some(30));
        assert_eq!(wait(&[(RESET, "1795341645"), date]), Some(45));
        assert_eq!(wait(&[(RESET, "1795341644.2"), date]), Some(45));
    }

    #[test]
    fn nonsense_is_no_wait_and_no_panic() {
        assert_eq!(wait(&[]), None);
        assert_eq!(wait(&[("retry-after", "soon")]), None);
        assert_eq!(wait(&[("retry-after", "-5")]), None);
        assert_eq!(wait(&[("retry-after", "1e300")]), None);
        assert_eq!(wait(&[(RESET, "NaN")]), None);
        assert_eq!(wait(&[("retry-after", "999999999")]), Some(24 * 3600));
        assert_eq!(wait(&[("retry-after", "0")]), Some(1));
        assert_eq!(wait(&[(RESET, "1795341645")]), Some(60), "no date to compare with");
    }
}
