//! A day, as people and programs write it.

use chrono::NaiveDate;

/// The day that a text such as `2026-11-14` stands for. Years of more than four digits, or before our era, can be written as well,
/// but no calendar and not every database reaches there.
pub fn parse(text: &str) -> Option<NaiveDate> {
    // Without a sign, a year that makes ten characters has four digits.
    let is_usual = text.len() == 10 && text.starts_with(|first: char| first.is_ascii_digit());
    text.parse().ok().filter(|_| is_usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_four_digits_are_read() {
        assert_eq!(parse("2026-02-28"), NaiveDate::from_ymd_opt(2026, 2, 28));
        for text in
            ["", "2026-02-30", "2026-2-28", "+12026-1-1", "-262143-01-01", "-026-01-01", "+262142-12-31", "20260228"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
