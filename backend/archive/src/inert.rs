//! Making hostile text harmless where it is written out.
//!
//! What systems hold was written by anybody. In a page it must not become markup, nor turn the direction of the line
//! round; in a table it must not become a formula. JSON is left exactly as it is: it has no such powers.

use std::{
    borrow::Cow,
    fmt::{self, Write},
};

use askama::filters::Escaper;

/// Stands where a character was that a page must not have.
const REPLACEMENT: char = '\u{fffd}';

/// The escaper of the HTML templates.
#[derive(Clone, Copy, Debug)]
pub struct Html;

impl Escaper for Html {
    fn write_escaped_str<W: Write>(&self, dest: W, text: &str) -> fmt::Result {
        askama::filters::Html.write_escaped_str(dest, &plain(text))
    }
}

/// The escaper of the plain text templates.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl Escaper for Plain {
    fn write_escaped_str<W: Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        dest.write_str(&plain(text))
    }
}

/// The text without characters that act instead of being read.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.chars().any(acts) {
        text.chars().map(|c| if acts(c) { REPLACEMENT } else { c }).collect::<String>().into()
    } else {
        text.into()
    }
}

/// Control characters but line breaks and tabs; what turns or isolates the direction of writing; what is never seen.
fn acts(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => c.is_control(),
    }
}

/// A text as a cell of a table that may be opened in a spreadsheet.
///
/// An apostrophe goes before whatever a spreadsheet would take for a formula (OWASP, CSV injection): at the start, and
/// also after a semicolon, a tab or a line break, because a spreadsheet of another country splits cells there.
/// The exact value stands in the JSON beside the table.
pub fn cell(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| acts(c) || c == '\r' || starts_formula(c)) {
        return text.into();
    }
    let mut safe = String::with_capacity(text.len() + 4);
    let mut at_start = true;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let c = match c {
            // Line ends become one form. A lone CR would end a row in some programs.
            '\r' if characters.peek() == Some(&'\n') => continue,
            '\r' => '\n',
            c if acts(c) => REPLACEMENT,
            c => c,
        };
        if at_start && starts_formula(c) {
            safe.push('\'');
        }
        safe.push(c);
        let is_blank = c == ' ' || c == '\u{a0}' || c == '\u{3000}' || c == REPLACEMENT || c == '\u{200b}';
        at_start = matches!(c, ';' | '\t' | '\n') || (at_start && is_blank);
    }
    safe.into()
}

/// Whether a spreadsheet takes a cell for a formula that begins so, in the plain or the full-width form. A tab or a line
/// break is swallowed by some, so that what follows it begins the cell.
fn starts_formula(c: char) -> bool {
    matches!(
        c,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}' | '\u{2212}'
    )
}

/// The beginning of a text, at most so many characters, with a mark if that is not all.
pub fn beginning(text: &str, characters: usize) -> Cow<'_, str> {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

/// The address if a page may link to it: the web, and nothing that acts.
pub fn web_address(url: &str) -> Option<&str> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    (is_web && !url.chars().any(|c| c.is_whitespace() || acts(c))).then_some(url)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_stay_text() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("+44 20 7946 0000", "'+44 20 7946 0000"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t'=1"),
            ("\r=1", "'\n'=1"),
            ("  =1", "  '=1"),
            ("\u{feff}=1", "\u{fffd}'=1"),
            ("\u{0}=1", "\u{fffd}'=1"),
            ("＝1", "'＝1"),
            ("a;=cmd|' /C calc'!A0", "a;'=cmd|' /C calc'!A0"),
            ("a\n=1", "a\n'=1"),
            ("a\r\n=1", "a\n'=1"),
            ("1=1", "1=1"),
            ("a-b@c", "a-b@c"),
            ("", ""),
        ] {
            assert_eq!(cell(text), safe, "{text:?}");
        }
    }

    #[test]
    fn a_page_shows_characters_that_act_as_a_mark() {
        let mut page = String::new();
        Html.write_escaped_str(&mut page, "<b>\u{202e}gpj\u{0}\u{1b}[31m\"'&").unwrap();
        assert_eq!(page, "&#60;b&#62;\u{fffd}gpj\u{fffd}\u{fffd}[31m&#34;&#39;&#38;");
        assert_eq!(plain("café\nשלום 👩‍💻"), "café\nשלום 👩‍💻");
    }

    #[test]
    fn only_the_web_is_linked_to() {
        assert!(web_address("https://ico.org.uk/").is_some());
        for url in ["javascript:alert(1)", " https://x", "https://x y", "file:///etc/passwd", "data:text/html,x", ""] {
            assert_eq!(web_address(url), None, "{url}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(beginning("äöü", 3), "äöü");
        assert_eq!(beginning("äöüß", 3), "äöü…");
    }

    proptest! {
        #[test]
        fn no_cell_begins_a_formula(text: String) {
            let safe = cell(&text);
            for line in safe.split([';', '\n', '\t']) {
                let first = line.trim_start_matches([' ', '\u{a0}', '\u{3000}', REPLACEMENT, '\u{200b}']).chars().next();
                prop_assert!(!first.is_some_and(|c| "=+-@＝＋－＠−".contains(c)), "{:?}", safe);
            }
            prop_assert!(!safe.chars().any(acts));
        }
    }
}
