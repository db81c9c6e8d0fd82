//! The values that lead on from a group of columns, and whose they are.

use std::collections::BTreeMap;

/// The values of one row in the columns of a group, each as its canonical bytes.
pub type Tuple = Vec<Vec<u8>>;

/// The texts of one part of these values.
pub(super) fn texts(values: &[&Tuple], at: usize) -> Vec<String> {
    values.iter().filter_map(|value| String::from_utf8(value.get(at)?.clone()).ok()).collect()
}

/// Bytes as capitals in hexadecimal, as every database's `hex()` says them.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02X}");
        text
    })
}

/// Whose the rows are that carry a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Some row that carries it was not reached: it is somebody else's.
    Foreign,
    /// All were reached, but some are not the person's alone.
    Shared,
    /// All are the person's alone.
    Exclusive,
}

/// The values of a group.
#[derive(Clone, Debug, Default)]
pub struct KeySet {
    values: BTreeMap<Tuple, Grade>,
}

impl KeySet {
    /// Adds a value; whether it is new.
    pub fn add(&mut self, value: Tuple, grade: Grade) -> bool {
        match self.values.entry(value) {
            std::collections::btree_map::Entry::Occupied(_) => false,
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert(grade);
                true
            }
        }
    }

    /// Judges a value that is known; whether that changed anything.
    pub fn grade(&mut self, value: &Tuple, grade: Grade) -> bool {
        match self.values.get_mut(value) {
            Some(known) if *known != grade => {
                *known = grade;
                true
            }
            Some(_) | None => false,
        }
    }

    /// Whose the rows are that carry a value, if it is known.
    pub fn grade_of(&self, value: &Tuple) -> Option<Grade> {
        self.values.get(value).copied()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// All values.
    pub fn all(&self) -> impl Iterator<Item = &Tuple> {
        self.values.keys()
    }

    /// The values of some grades.
    pub fn of(&self, wanted: impl Fn(Grade) -> bool) -> impl Iterator<Item = &Tuple> {
        self.values.iter().filter(move |(_, grade)| wanted(**grade)).map(|(value, _)| value)
    }
}
