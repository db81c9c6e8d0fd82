//! Finds the letters of many names in a text in one go over it, capitals and small alike.
//!
//! A text costs about as much with ten thousand names as with one, and the names cost little more than their own letters: where
//! four letters stand with which any name begins, it is looked up whether one of the names does stand there.

use std::collections::{BTreeSet, HashMap};

/// So many letters tell where a name may begin.
pub(super) const BEGINNING: usize = 4;

/// One bit of what four letters come to.
const BITS: usize = 1 << 16;

/// Names, to be found in texts.
#[derive(Debug)]
pub(super) struct Letters {
    /// Whether a name begins with four letters that come to this.
    begins: Vec<bool>,
    /// Which names are these, in small letters. Several may differ by capitals only.
    names: HashMap<Vec<u8>, Vec<usize>>,
    /// How long they are, in bytes.
    lengths: BTreeSet<usize>,
}

impl Letters {
    /// Of these names; whoever finds them hears their places in this order. None is found that is shorter than a beginning.
    pub(super) fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut letters = Self { begins: vec![false; BITS], names: HashMap::new(), lengths: BTreeSet::new() };
        for (place, name) in names.into_iter().enumerate() {
            let small = name.to_lowercase().into_bytes();
            let Some(beginning) = small.first_chunk() else { continue };
            letters.begins[bit(beginning)] = true;
            letters.lengths.insert(small.len());
            letters.names.entry(small).or_default().push(place);
        }
        letters
    }

    /// Whether the letters of a name stand in this text of which `is_it` holds.
    pub(super) fn any(&self, text: &str, mut is_it: impl FnMut(usize) -> bool) -> bool {
        let small = text.to_lowercase().into_bytes();
        for (at, beginning) in small.windows(BEGINNING).enumerate() {
            let may_begin = beginning.first_chunk().is_some_and(|beginning| self.begins[bit(beginning)]);
            if !may_begin {
                continue;
            }
            let here = self.lengths.iter().map_while(|length| small.get(at..at + length));
            if here.filter_map(|letters| self.names.get(letters)).flatten().any(|&place| is_it(place)) {
                return true;
            }
        }
        false
    }
}

/// What four letters come to. Others may come to the same.
fn bit(letters: &[u8; BEGINNING]) -> usize {
    (u32::from_le_bytes(*letters).wrapping_mul(0x9E37_79B1) >> 16) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_wherever_it_begins() {
        let letters = Letters::of(["@ada:hs", "1815", "@Ada:hs", "@adalbert:hs", "ada", "%40ada"]);
        let found = |text: &str| {
            let mut found = Vec::new();
            letters.any(text, |place| {
                found.push(place);
                false
            });
            found.sort_unstable();
            found
        };
        assert_eq!(found("by @ada:hs"), [0, 2]);
        assert_eq!(found("@ADALBERT:HS and 18151815"), [1, 1, 3]);
        assert_eq!(found("ÄÖ%40Ada%3ahs"), [5]);
        assert!(
            found("ada").is_empty() && found("").is_empty() && found("@ad").is_empty(),
            "too short to be told apart"
        );
        assert!(letters.any("@ada:hs", |place| place == 2) && !letters.any("@eve:hs", |_| true));
    }
}
