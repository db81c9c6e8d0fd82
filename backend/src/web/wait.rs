//! How long somebody waits who came too often. Counts begin anew with the full hour; where a day's count is full as well, the
//! next hour says so again.

use chrono::{DateTime, Timelike, Utc};
use poem::{
    Response,
    http::{HeaderValue, StatusCode, header},
};

/// The seconds until counts begin anew.
pub fn seconds(now: DateTime<Utc>) -> u32 {
    3600 - now.num_seconds_from_midnight() % 3600
}

/// The same in minutes, for people: never less than it takes.
pub fn minutes(now: DateTime<Utc>) -> u32 {
    seconds(now).div_ceil(60).max(2)
}

/// Says so to whoever was told that it was too often.
pub fn told(mut page: Response, now: DateTime<Utc>) -> Response {
    if page.status() == StatusCode::TOO_MANY_REQUESTS {
        page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds(now)));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_away_for_less_than_it_takes() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!((seconds(at("2026-11-14T09:12:00Z")), minutes(at("2026-11-14T09:12:00Z"))), (2880, 48));
        assert_eq!(minutes(at("2026-11-14T09:11:59Z")), 49);
        assert_eq!(minutes(at("2026-11-14T09:59:59Z")), 2, "in the plural in all languages");
    }
}
