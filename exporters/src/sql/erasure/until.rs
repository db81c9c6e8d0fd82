//! Until when a row is kept: a moment that stands in one of its columns, and a span.

use chrono::{DateTime, Days, Months, NaiveDate, NaiveDateTime};

/// The column of `issued_at + 6 years`.
pub(super) fn column(until: &str) -> Option<&str> {
    until.split_whitespace().next()
}

/// The day on which that is over; `None` if the column holds nothing that we can read as a moment.
pub(super) fn day(until: &str, value: Option<&[u8]>) -> Option<NaiveDate> {
    let day = moment(std::str::from_utf8(value?).ok()?)?;
    let words: Vec<&str> = until.split_whitespace().collect();
    let [_, _, count, unit] = words.as_slice() else { return Some(day) };
    let count: u32 = count.parse().ok()?;
    match unit.trim_end_matches('s') {
        "day" => day.checked_add_days(Days::new(count.into())),
        "month" => day.checked_add_months(Months::new(count)),
        "year" => day.checked_add_months(Months::new(count.checked_mul(12)?)),
        _ => None,
    }
}

/// A day as databases write it, alone or with a time. Numbers are not read: nobody knows whether they count seconds.
fn moment(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment.to_utc().date_naive());
    }
    if let Ok(moment) = DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f%#z") {
        return Some(moment.to_utc().date_naive());
    }
    for format in ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f"] {
        if let Ok(moment) = NaiveDateTime::parse_from_str(text, format) {
            return Some(moment.date());
        }
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_and_a_span_make_a_day() {
        let of = |until: &str, value: &str| day(until, Some(value.as_bytes())).map(|day| day.to_string());
        let expected = Some("2032-04-30".to_owned());
        for value in [
            "2026-04-30T23:59:59Z",
            "2026-04-30 23:59:59+00",
            "2026-04-30 23:59:59.123456+00",
            "2026-05-01T01:00:00+02:00",
            "2026-04-30 12:00:00",
            "2026-04-30",
        ] {
            assert_eq!(of("issued_at + 6 years", value), expected, "{value}");
        }
        assert_eq!(of("a", "2024-02-29"), Some("2024-02-29".to_owned()));
        assert_eq!(of("a + 1 year", "2024-02-29"), Some("2025-02-28".to_owned()));
        assert_eq!(of("a + 30 days", "2024-02-29"), Some("2024-03-30".to_owned()));
        for nothing in ["", "soon", "1777680001815"] {
            assert_eq!(of("a + 1 day", nothing), None, "{nothing}");
        }
        assert_eq!(day("a", None), None);
    }
}
