//! By what names people stand in the ledger: keyed hashes, by which they are recognised and from which nobody can read
//! who they were.

use serde_json::json;

/// One person's names: keyed hashes of all identifiers that were known, in hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<String>);

impl Names {
    /// The person of whom these are the keyed hashes.
    pub fn new<H: AsRef<[u8]>>(hashes: impl IntoIterator<Item = H>) -> Self {
        Self(hashes.into_iter().map(|hash| hexadecimal(hash.as_ref())).collect())
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

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
