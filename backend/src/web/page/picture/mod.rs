//! Pictures for staff: the line of a deadline, the fan of systems, and closed accounts by day.
//!
//! All are inline SVG of a fixed width of [`WIDTH`] units, with classes in place of colours, so that dark mode, print and
//! forced colours work; no text is smaller than 13 units. Beside each picture the page has the same facts in words.

pub mod closings;
pub mod deadline;
pub mod fan;

/// The width of every picture's view box.
pub const WIDTH: i32 = 720;

/// About how wide a text of the size 13 gets, with a wide sans serif: seven and a half units a character.
pub fn text_width(text: &str) -> i32 {
    let characters = i32::try_from(text.chars().count()).unwrap_or(i32::MAX / 100);
    characters.saturating_mul(15) / 2
}

/// The text, cut with an ellipsis when it would get wider than `width`.
pub fn fitting(text: &str, width: i32) -> String {
    if text_width(text) <= width {
        return text.to_owned();
    }
    let characters = usize::try_from(width * 2 / 15 - 1).unwrap_or(0);
    let mut cut: String = text.chars().take(characters).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_and_says_so() {
        assert_eq!(fitting("Matrix server", 208), "Matrix server");
        assert_eq!(fitting("Integration manager (production)", 160), "Integration manager…");
        assert_eq!(fitting("ééé", 8), "…");
    }
}
