//! Contacts as they may be shown to somebody who looks over a shoulder.

/// The first letter and the place: `a***@example.org`, `@a***:example.org`.
pub fn masked(contact: &str) -> String {
    let (sigil, rest, mark) = match contact.strip_prefix('@') {
        Some(rest) => ("@", rest, ':'),
        None => ("", contact, '@'),
    };
    let (name, place) = rest.split_once(mark).unwrap_or((rest, ""));
    let first: String = name.chars().take(1).collect();
    if place.is_empty() { format!("{sigil}{first}***") } else { format!("{sigil}{first}***{mark}{place}") }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn only_the_first_letter_and_the_place_are_shown() {
        assert_eq!(masked("ada@example.org"), "a***@example.org");
        assert_eq!(masked("@ada:example.org"), "@a***:example.org");
        assert_eq!(masked("é@x"), "é***@x");
        assert_eq!(masked(""), "***");
    }
}
