//! Counts and sizes as people write them.

use super::language::Language;

/// The space that keeps a number and its unit on one line.
const NARROW: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';

/// A count with its thousands set apart: `48,112`, `48 112` (narrow space), `48.112`.
pub fn count(number: u64, language: Language) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(match language {
                Language::En => ',',
                Language::Fr => NARROW,
                Language::De => '.',
            });
        }
        text.push(digit);
    }
    text
}

/// A number of bytes in the unit that suits it, by thousands: `812 bytes`, `2.4 MB`, `2,4 Mo`.
pub fn size(bytes: u64, language: Language) -> String {
    let units = match language {
        Language::En => ["bytes", "kB", "MB", "GB", "TB"],
        Language::Fr => ["octets", "ko", "Mo", "Go", "To"],
        Language::De => ["Byte", "kB", "MB", "GB", "TB"],
    };
    let mut unit = 0;
    let mut tenths = u128::from(bytes) * 10;
    // Rounding may carry into the next unit (999,960 bytes are 1.0 MB), hence the half step in the comparison.
    while tenths >= 9_995 && unit + 1 < units.len() {
        tenths = (tenths + 500) / 1_000;
        unit += 1;
    }
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let mark = match language {
        Language::En => '.',
        Language::Fr | Language::De => ',',
    };
    let number =
        if unit == 0 || whole >= 100 || tenth == 0 { whole.to_string() } else { format!("{whole}{mark}{tenth}") };
    format!("{number}{NO_BREAK}{}", units[unit])
}

/// A share of a hundred: `62 %`; English sets no space.
pub fn percent(share: u8, language: Language) -> String {
    match language {
        Language::En => format!("{share}%"),
        Language::Fr | Language::De => format!("{share}{NO_BREAK}%"),
    }
}

/// The text for one or for several, by the language's own rule: French counts zero as one (CLDR).
pub fn plural(number: u64, language: Language, one: &'static str, several: &'static str) -> &'static str {
    let is_one = match language {
        Language::En | Language::De => number == 1,
        Language::Fr => number <= 1,
    };
    if is_one { one } else { several }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart_as_the_language_does() {
        assert_eq!(count(48_112, Language::En), "48,112");
        assert_eq!(count(48_112, Language::Fr), "48\u{202f}112");
        assert_eq!(count(1_048_112, Language::De), "1.048.112");
        assert_eq!(count(999, Language::De), "999");
        assert_eq!(count(0, Language::Fr), "0");
    }

    #[test]
    fn a_size_has_the_unit_that_suits_it() {
        assert_eq!(size(812, Language::En), "812\u{a0}bytes");
        assert_eq!(size(2_412_000, Language::Fr), "2,4\u{a0}Mo");
        assert_eq!(size(999_960, Language::De), "1\u{a0}MB");
        assert_eq!(size(154_300_000, Language::De), "154\u{a0}MB");
        assert_eq!(size(u64::MAX, Language::En), "18446744\u{a0}TB");
    }

    #[test]
    fn nothing_is_singular_in_french_only() {
        assert_eq!(plural(0, Language::Fr, "jour", "jours"), "jour");
        assert_eq!(plural(0, Language::En, "day", "days"), "days");
        assert_eq!(plural(1, Language::De, "Tag", "Tage"), "Tag");
    }
}
