//! Crockford's base32: letters and digits that people can read out on the telephone.
//!
//! There is no I, L, O or U; whoever writes I or L means 1, whoever writes O means 0; case, blanks and dashes do not
//! matter.

use crate::chance::Chance;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// `length` random symbols, five bits each.
pub fn draw(chance: &dyn Chance, length: usize) -> String {
    let mut bytes = vec![0; length];
    chance.fill(&mut bytes);
    // 256 is a multiple of 32, so every symbol is equally likely.
    bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// What a person meant, in capital letters without dashes; nothing if one of the characters cannot be meant.
pub fn read(text: &str) -> Option<String> {
    // Whoever sends a novel does not mean a code.
    if text.len() > 256 {
        return None;
    }
    let meant = text.chars().filter(|c| !c.is_whitespace() && !is_dash(*c));
    meant
        .map(|c| match c.to_ascii_uppercase() {
            'O' => Some('0'),
            'I' | 'L' => Some('1'),
            symbol => u8::try_from(symbol).is_ok_and(|b| ALPHABET.contains(&b)).then_some(symbol),
        })
        .collect()
}

/// The symbols in groups of four with dashes between.
pub fn grouped(symbols: &str) -> String {
    let mut text = String::with_capacity(symbols.len() * 5 / 4);
    for (place, symbol) in symbols.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        text.push(symbol);
    }
    text
}

/// Dashes that keyboards and word processors put in place of the plain one.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chance::SystemChance;

    #[test]
    fn what_was_meant_is_read() {
        assert_eq!(read("o1l-I 0O"), Some("011100".to_owned()));
        assert_eq!(read("abcd\u{2013}efgh\u{a0}"), Some("ABCDEFGH".to_owned()));
        for nothing in ["U", "AB!", "Ä", "АВ", "\u{ff21}"] {
            assert_eq!(read(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn every_symbol_comes_up() {
        let drawn = draw(&SystemChance, 4096);
        assert!(ALPHABET.iter().all(|symbol| drawn.as_bytes().contains(symbol)));
        assert_eq!(grouped("ABCDEFGHJ"), "ABCD-EFGH-J");
    }

    proptest! {
        #[test]
        fn anything_can_be_read_without_harm(text: String) {
            let _ = read(&text);
        }
    }
}
