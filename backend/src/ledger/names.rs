//! By what names people stand in the ledger: keyed hashes, by which they are recognised and from which nobody can read
//! who they were.

use rightsdesk_exporters::contract::{
    roll::{Called, Spelling},
    subject::Identifier,
};
use rightsdesk_vault::index::BlindIndex;
use serde_json::json;

/// One person's names: keyed hashes of all identifiers that were known, in hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<String>);

impl Names {
    /// The person of whom these are the keyed hashes.
    pub fn new<H: AsRef<[u8]>>(hashes: impl IntoIterator<Item = H>) -> Self {
        Self(hashes.into_iter().map(|hash| hexadecimal(hash.as_ref())).collect())
    }

    /// The person who is called so, as somebody who comes back can be recognised: each name as it is written, and once more
    /// in small letters, for systems that do not tell them apart.
    pub fn of<'a>(index: &BlindIndex, names: impl IntoIterator<Item = &'a Identifier>) -> Self {
        let both = |name: &Identifier| {
            let (kind, value) = (name.kind().as_str(), name.value());
            [index.hash(kind, value), index.hash(&any_case(kind), &value.to_lowercase())]
        };
        let mut hashes: Vec<_> = names.into_iter().flat_map(both).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self::new(hashes)
    }

    /// The hashes, in hexadecimal.
    pub fn hashes(&self) -> &[String] {
        &self.0
    }
}

/// As they are stored: one list for the one person of a ticket, a list of lists for those of a batch.
pub(super) fn write(people: &[Names]) -> String {
    match people {
        [one] => json!(one.0),
        many => json!(many.iter().map(|names| &names.0).collect::<Vec<_>>()),
    }
    .to_string()
}

/// The people of a stored line; none if it cannot be read.
pub fn read(stored: &str) -> Option<Vec<Names>> {
    if let Ok(one) = serde_json::from_str::<Vec<String>>(stored) {
        return Some(if one.is_empty() { Vec::new() } else { vec![Names(one)] });
    }
    let many = serde_json::from_str::<Vec<Vec<String>>>(stored).ok()?;
    Some(many.into_iter().map(Names).collect())
}

/// All hashes under which somebody who is called so in a system may stand in the ledger.
pub fn candidates(index: &BlindIndex, called: &Called) -> Vec<[u8; 32]> {
    let (kind, value) = (called.name.kind().as_str(), called.name.value());
    let mut hashes = index.candidates(kind, value);
    match called.spelling {
        // Where capitals count, somebody whose name differs by them is somebody else.
        Spelling::Exact => {}
        Spelling::AnyCase => hashes.extend(index.candidates(&any_case(kind), &value.to_lowercase())),
    }
    hashes
}

/// The field under which small letters are hashed: no kind of name is written so.
fn any_case(kind: &str) -> String {
    format!("{kind}, any case")
}

/// The hash that is written so; none if it is no hash of ours.
pub fn parse(hash: &str) -> Option<[u8; 32]> {
    let bytes = hash.as_bytes();
    if bytes.len() != 64 || !hash.is_ascii() {
        return None;
    }
    let mut parsed = [0; 32];
    for (at, byte) in parsed.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hash[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(parsed)
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    // Without the machinery of format!: thousands of people stand in a line of a batch, each with several hashes.
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}

#[cfg(test)]
mod tests {
    use rightsdesk_vault::{
        chance::CountedChance,
        master::{MasterKey, MasterKeys},
    };

    use super::*;

    #[test]
    fn capitals_count_where_the_system_says_so() {
        let index = BlindIndex::new(&MasterKeys::only(MasterKey::generate(&CountedChance::seeded(1))));
        let called = |text, spelling| Called { name: Identifier::parse(text).unwrap(), spelling };
        let ada = Names::of(&index, [&Identifier::parse("email=Ada@example.org").unwrap()]);
        let is_ada = |called| {
            let hashes = candidates(&index, &called);
            ada.hashes().iter().any(|hash| hashes.contains(&parse(hash).unwrap()))
        };
        assert!(is_ada(called("email=Ada@example.org", Spelling::Exact)));
        assert!(is_ada(called("email=ADA@example.org", Spelling::AnyCase)));
        assert!(!is_ada(called("email=ada@example.org", Spelling::Exact)));
        assert!(!is_ada(called("email=ada@example.or", Spelling::AnyCase)));
        assert!(!is_ada(called("matrix_id=Ada@example.org", Spelling::AnyCase)));
    }

    #[test]
    fn people_are_read_back_as_they_were_written() {
        let (ada, bob) = (Names::new([[0_u8, 255]]), Names::new([[1_u8], [2]]));
        for people in [vec![], vec![ada.clone()], vec![bob.clone()], vec![ada, bob]] {
            assert_eq!(read(&write(&people)).unwrap(), people);
        }
        assert_eq!(write(&[Names::new([[0_u8, 255]])]), r#"["00ff"]"#, "as lines stand there that were written before");
        assert_eq!(read("{}"), None);
    }
}
