//! Spans of time and days as a manifest writes them: `90d`, `1 hour`, `2026-11-20T10:00:00Z + 90 days`.

use std::time::Duration;

use chrono::{DateTime, Days, Months, NaiveDate};

/// The longest span, in years. Whatever is longer is a slip of the pen, and no calendar reaches there.
const MOST_YEARS: u32 = 100;

/// The same in days.
const MOST_DAYS: u32 = 36_525;

/// Reads a span of days, hours, minutes, seconds or milliseconds, of a hundred years at most.
///
/// # Errors
/// Why it is none.
pub fn span(text: &str) -> Result<Duration, String> {
    let wrong = || format!("{text:?} is not a span such as 90d, 24h, 10m or 30s");
    let (number, unit) = parts(text).ok_or_else(wrong)?;
    let milliseconds = match unit {
        "ms" => 1,
        "s" | "second" | "seconds" => 1_000,
        "m" | "minute" | "minutes" => 60_000,
        "h" | "hour" | "hours" => 3_600_000,
        "d" | "day" | "days" => 86_400_000,
        _ => return Err(wrong()),
    };
    let span = Duration::from_millis(u64::from(number) * milliseconds);
    if span > Duration::from_secs(u64::from(MOST_DAYS) * 86_400) {
        return Err(format!("{text:?} is longer than {MOST_YEARS} years"));
    }
    Ok(span)
}

/// Reads a day, or a day and a span of a hundred years at most behind it. A moment counts for its day in UTC; a number is seconds since 1970.
pub fn day(text: &str) -> Option<NaiveDate> {
    let (from, more) = match text.split_once(" + ") {
        Some((from, more)) => (from.trim(), Some(more)),
        None => (text.trim(), None),
    };
    let from = moment(from)?;
    let Some(more) = more else { return Some(from) };
    let (number, unit) = parts(more)?;
    match unit {
        "d" | "day" | "days" if number <= MOST_DAYS => from.checked_add_days(Days::new(u64::from(number))),
        "month" | "months" if number <= MOST_YEARS * 12 => from.checked_add_months(Months::new(number)),
        "y" | "year" | "years" if number <= MOST_YEARS => from.checked_add_months(Months::new(number * 12)),
        _ => None,
    }
}

fn moment(text: &str) -> Option<NaiveDate> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment.to_utc().date_naive());
    }
    if let Ok(day) = NaiveDate::parse_from_str(text.get(..10).unwrap_or(text), "%Y-%m-%d") {
        return Some(day);
    }
    let seconds: i64 = text.parse().ok()?;
    Some(DateTime::from_timestamp(seconds, 0)?.date_naive())
}

fn parts(text: &str) -> Option<(u32, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    Some((text[..end].parse().ok()?, text[end..].trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_and_days_are_read_or_refused() {
        assert_eq!(span("24h").unwrap(), Duration::from_secs(86_400));
        assert_eq!(span("1 hour").unwrap(), Duration::from_secs(3_600));
        for wrong in ["", "h", "5", "soon", "5 weeks"] {
            assert!(span(wrong).is_err(), "{wrong}");
        }
        assert_eq!(span("36525d").unwrap(), Duration::from_secs(36_525 * 86_400));
        for long in ["36526d", "100000000d", "4294967295d", "1000000h"] {
            assert!(span(long).is_err_and(|why| why.contains("longer than 100 years")), "{long}");
        }
        let on = |text| day(text).map(|day| day.to_string());
        assert_eq!(on("2026-11-20T23:30:00+02:00 + 90 days").as_deref(), Some("2027-02-18"));
        assert_eq!(on("2026-01-31 + 1 month").as_deref(), Some("2026-02-28"));
        assert_eq!(on("1795375349").as_deref(), Some("2026-11-22"));
        assert_eq!(on("1970-01-01 + 100 years").as_deref(), Some("2070-01-01"));
        for wrong in ["2026-11-20 + 36526 days", "2026-11-20 + 1201 months", "2026-11-20 + 101 years"] {
            assert_eq!(on(wrong), None, "{wrong}");
        }
        for wrong in ["", "tomorrow", "2026-11-20 + soon", "2026-11-20 + 3 hours"] {
            assert_eq!(on(wrong), None, "{wrong}");
        }
    }
}
