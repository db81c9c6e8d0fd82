//! Which parts of a text are web addresses.

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word<'a> {
    /// Words, spaces and line ends.
    Text(&'a str),
    /// An address that begins with `http://` or `https://`. Nothing else ever becomes a link.
    Link(&'a str),
}

/// Cuts a text into pieces which, put together again, are that text.
pub(super) fn split(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(start) = next_address(rest) {
        let (before, from_here) = rest.split_at(start);
        let end = from_here.find(ends_address).unwrap_or(from_here.len());
        // A full stop after an address belongs to the sentence.
        let address = from_here[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        if !before.is_empty() {
            words.push(Word::Text(before));
        }
        words.push(Word::Link(address));
        rest = &from_here[address.len()..];
    }
    if !rest.is_empty() {
        words.push(Word::Text(rest));
    }
    words
}

fn next_address(text: &str) -> Option<usize> {
    let starts = ["https://", "http://"].into_iter().filter_map(|scheme| text.find(scheme));
    starts.min()
}

fn ends_address(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || matches!(letter, '<' | '>' | '"' | '\'' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_and_nothing_is_lost() {
        let text = "See <https://a.example/x?y=1>, or (http://b.example/). javascript:alert(1)";
        let words = split(text);
        let links: Vec<_> = words.iter().filter(|word| matches!(word, Word::Link(_))).collect();
        assert_eq!(links, [&Word::Link("https://a.example/x?y=1"), &Word::Link("http://b.example/")]);
        let together: String = words
            .iter()
            .map(|word| match word {
                Word::Text(it) | Word::Link(it) => *it,
            })
            .collect();
        assert_eq!(together, text);
    }

    #[test]
    fn a_text_without_addresses_is_one_piece() {
        assert_eq!(split("Good day."), [Word::Text("Good day.")]);
        assert_eq!(split(""), []);
    }
}
