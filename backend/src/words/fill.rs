//! Putting values into the places of a text.
//!
//! A text is walked once, so a value that itself looks like a place stays as it is.

use std::fmt::{self, Display};

/// The text with `{0}`, `{1}`, … replaced by the values. A place without a value stays visible.
pub fn fill(text: &str, values: &[&dyn Display]) -> String {
    let mut filled = String::with_capacity(text.len() + 16 * values.len());
    for piece in Pieces(text) {
        match piece {
            Piece::Words(words) => filled.push_str(words),
            Piece::Place(number) => match values.get(number) {
                Some(value) => filled.push_str(&value.to_string()),
                None => filled.push_str(&format!("{{{number}}}")),
            },
        }
    }
    filled
}

/// The forms of [`fill`] that templates use: `{{ words.answered.with2(answered, total) }}`.
pub trait Fill {
    /// The text with one value.
    fn with(&self, value: impl Display) -> String;
    /// The text with two values.
    fn with2(&self, first: impl Display, second: impl Display) -> String;
    /// The text with one value in bold, for HTML.
    fn strong(&self, value: impl Display) -> Strong<'_>;
    /// The text with two values in bold, for HTML.
    fn strong2(&self, first: impl Display, second: impl Display) -> Strong<'_>;
}

impl Fill for str {
    fn with(&self, value: impl Display) -> String {
        fill(self, &[&value])
    }

    fn with2(&self, first: impl Display, second: impl Display) -> String {
        fill(self, &[&first, &second])
    }

    fn strong(&self, value: impl Display) -> Strong<'_> {
        Strong::new(self, &[&value])
    }

    fn strong2(&self, first: impl Display, second: impl Display) -> Strong<'_> {
        Strong::new(self, &[&first, &second])
    }
}

/// A text for HTML whose places are filled with values in bold; words and values are escaped.
pub struct Strong<'a> {
    text: &'a str,
    values: Vec<String>,
}

impl<'a> Strong<'a> {
    /// The text with its values.
    pub fn new(text: &'a str, values: &[&dyn Display]) -> Self {
        Self { text, values: values.iter().map(ToString::to_string).collect() }
    }
}

impl Display for Strong<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in Pieces(self.text) {
            match piece {
                Piece::Words(words) => f.write_str(&escape(words))?,
                Piece::Place(number) => {
                    let value = self.values.get(number).map_or("", String::as_str);
                    write!(f, "<strong>{}</strong>", escape(value))?;
                }
            }
        }
        Ok(())
    }
}

impl askama::filters::HtmlSafe for Strong<'_> {}

/// The numbers of the places in a text, sorted: what translations must have in common.
pub fn places(text: &str) -> Vec<usize> {
    let mut places: Vec<usize> = Pieces(text)
        .filter_map(|piece| match piece {
            Piece::Words(_) => None,
            Piece::Place(number) => Some(number),
        })
        .collect();
    places.sort_unstable();
    places
}

/// The text with what HTML takes for markup written as entities.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&#60;"),
            '>' => escaped.push_str("&#62;"),
            '&' => escaped.push_str("&#38;"),
            '"' => escaped.push_str("&#34;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

enum Piece<'a> {
    Words(&'a str),
    Place(usize),
}

/// A text cut at its places.
struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.0.is_empty() {
            return None;
        }
        if let Some((number, rest)) = place(self.0) {
            self.0 = rest;
            return Some(Piece::Place(number));
        }
        // The first byte is not a place, so the next one is looked for behind it.
        let end =
            self.0.char_indices().skip(1).find_map(|(at, _)| place(&self.0[at..]).map(|_| at)).unwrap_or(self.0.len());
        let (words, rest) = self.0.split_at(end);
        self.0 = rest;
        Some(Piece::Words(words))
    }
}

/// A place at the start of a text: its number, and the text behind it. Places have one digit.
fn place(text: &str) -> Option<(usize, &str)> {
    let inside = text.strip_prefix('{')?;
    let number = inside.chars().next()?.to_digit(10)?;
    Some((number as usize, inside[1..].strip_prefix('}')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_where_the_language_wants_them() {
        assert_eq!(fill("{0} of {1}", &[&5, &8]), "5 of 8");
        assert_eq!(fill("von {1} sind {0} da", &[&5, &8]), "von 8 sind 5 da");
        assert_eq!(fill("é{0}", &[&"x"]), "éx");
    }

    #[test]
    fn a_value_that_looks_like_a_place_stays_as_it_is() {
        assert_eq!(fill("{0}, {1}", &[&"{1}", &"{0}"]), "{1}, {0}");
        assert_eq!(fill("{0} {1} {x} {", &[&1]), "1 {1} {x} {");
    }

    #[test]
    fn a_bold_value_cannot_bring_its_own_markup() {
        let bold = Strong::new("by {0} & more", &[&"<b onclick='x'>"]);
        assert_eq!(bold.to_string(), "by <strong>&#60;b onclick=&#39;x&#39;&#62;</strong> &#38; more");
    }
}
