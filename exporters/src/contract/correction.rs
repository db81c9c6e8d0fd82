//! Corrections of a person's data: what they say is wrong and what is right, what writing it would change, and what was
//! written.
//!
//! Unlike the words of an eraser, those before the writing hold values: people have to see what would change into what. So a
//! [`Proposal`] is stored sealed only, and no `Debug` form shows a value. What was written ([`Written`]) holds none.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{erasure::Timed, text::Text};

/// The longest value that is written, in characters.
pub const LONGEST: usize = 10_000;

/// One field that is wrong, and what is right.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// `dataset.collection`.
    pub collection: String,
    /// The field.
    pub field: String,
    /// On which of the person's rows.
    pub held: Held,
    /// What should stand there; `None`: nothing.
    pub right: Option<String>,
}

/// On which of a person's rows a field is wrong.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// On all of them, whatever stands there.
    Whatever,
    /// On those where this stands, which is what the person was shown; `None`: where nothing stands.
    This(Option<String>),
}

impl fmt::Debug for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}=…", self.collection, self.field)
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Whatever => "Whatever",
            Self::This(_) => "This(…)",
        })
    }
}

/// At least one correction, and no two that say different things of the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrections {
    each: Vec<Correction>,
}

impl Corrections {
    /// These corrections, if they make sense together.
    ///
    /// # Errors
    /// If there are none: asked to correct nothing, nobody should touch a row. Or if one could not be written as it stands.
    pub fn new(each: Vec<Correction>) -> Result<Self, NoCorrections> {
        if each.is_empty() {
            return Err(NoCorrections::Empty);
        }
        for (at, one) in each.iter().enumerate() {
            let name = || format!("{}.{}", one.collection, one.field);
            if let Some(right) = &one.right {
                if right.chars().count() > LONGEST {
                    return Err(NoCorrections::TooLong(name()));
                }
                if right.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r')) {
                    return Err(NoCorrections::ControlCharacter(name()));
                }
            }
            let is_same = |other: &&Correction| other.collection == one.collection && other.field == one.field;
            let meets = |other: &Correction| match (&one.held, &other.held) {
                (Held::This(this), Held::This(that)) => this == that,
                (Held::Whatever, _) | (_, Held::Whatever) => true,
            };
            if each[..at].iter().filter(is_same).any(meets) {
                return Err(NoCorrections::Twice(name()));
            }
        }
        Ok(Self { each })
    }

    /// All of them, at least one.
    pub fn each(&self) -> &[Correction] {
        &self.each
    }
}

/// Why a list of corrections cannot be carried out. The messages name fields, never values.
#[derive(Debug, thiserror::Error)]
pub enum NoCorrections {
    /// There is none.
    #[error("no field is named that is to be corrected")]
    Empty,
    /// Two say different things of the same field.
    #[error("{0} is to become two things at once")]
    Twice(String),
    /// More than [`LONGEST`] characters.
    #[error("what is to stand in {0} is too long")]
    TooLong(String),
    /// A bell, a NUL or their like.
    #[error("what is to stand in {0} has a control character in it")]
    ControlCharacter(String),
}

/// A field that may be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correctable {
    /// `dataset.collection`.
    pub collection: String,
    /// The field.
    pub field: String,
    /// What it means, for people.
    pub description: Text,
    /// Whether the person is found by it, so that only another proven name of theirs may be written there.
    pub renames: bool,
    /// Whether it is there for what the person says about the other fields of the row: Art. 16, second sentence.
    pub is_statement: bool,
    /// What may stand there and what it stands for, where the field holds codes; none: whatever fits.
    pub values: Vec<(String, Text)>,
}

impl Correctable {
    /// What a code stands for, with the code itself: `English (en)`. Anything else as it is.
    pub fn in_words(&self, value: &str, language: &str) -> String {
        let known = self.values.iter().find(|(code, _)| code == value);
        known.map_or_else(|| value.to_owned(), |(code, says)| format!("{} ({code})", says.for_language(language)))
    }

    /// Whether this may be written there, as far as the manifest says.
    pub fn takes(&self, right: Option<&str>) -> bool {
        right.is_none_or(|right| self.values.is_empty() || self.values.iter().any(|(code, _)| code == right))
    }
}

/// What stands in a field that may be corrected. Holds values.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldField {
    /// `dataset.collection`.
    pub collection: String,
    /// The field.
    pub field: String,
    /// What stands there on rows that are the person's alone, each value once, sorted; `None`: nothing.
    pub values: Vec<Option<String>>,
    /// So many rows belong to other people too: what stands there is not told.
    pub shared: u64,
}

impl fmt::Debug for HeldField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}: {} values", self.collection, self.field, self.values.len())
    }
}

/// What writing some corrections would change: what staff approve, and what is then done exactly. Holds values.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The system's key.
    pub system: String,
    /// One for each correction, in their order.
    pub fields: Vec<FieldOutlook>,
    /// One for each row and field that would change.
    pub changes: Vec<RowChange>,
    /// Why this cannot be carried out as it is; empty: it can.
    pub misfits: Vec<Misfit>,
    /// Names the proposal: the same rows, the same values before and after. 32 digits in hexadecimal, keyed by the person's
    /// names.
    pub hash: String,
}

impl fmt::Debug for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proposal")
            .field("system", &self.system)
            .field("fields", &self.fields)
            .field("misfits", &self.misfits)
            .field("hash", &self.hash)
            .finish_non_exhaustive()
    }
}

impl Proposal {
    /// Whether it would change something and nothing stands in the way.
    pub fn is_ready(&self) -> bool {
        self.misfits.is_empty() && !self.changes.is_empty()
    }

    /// Whether everything already is as it should be.
    pub fn is_settled(&self) -> bool {
        self.misfits.is_empty() && self.changes.is_empty() && self.fields.iter().all(|field| field.right > 0)
    }
}

/// What one correction comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldOutlook {
    /// `dataset.collection`.
    pub collection: String,
    /// The field.
    pub field: String,
    /// Rows of the person's alone in this collection.
    pub found: u64,
    /// Rows that would change.
    pub changed: u64,
    /// Rows where the right value stands already.
    pub right: u64,
}

/// A field of one row that would change.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowChange {
    /// `dataset.collection`.
    pub collection: String,
    /// The field.
    pub field: String,
    /// Which of the person's rows there, counted from 1.
    pub row: u64,
    /// What stands there.
    pub old: Option<String>,
    /// What would stand there, as the system would say it.
    pub new: Option<String>,
}

impl fmt::Debug for RowChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{} of row {}", self.collection, self.field, self.row)
    }
}

/// Why a correction cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misfit {
    /// Where: `dataset.collection.field`.
    pub at: String,
    /// What sort of thing it is.
    pub kind: MisfitKind,
    /// What is in the way; never a value.
    pub what: String,
    /// What to do about it.
    pub advice: String,
}

/// Sorts of misfits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MisfitKind {
    /// The manifest does not say that it may be corrected.
    Undeclared,
    /// No row of the person's alone holds what is to be corrected.
    NotFound,
    /// A row belongs to somebody else too: a person has to look.
    Shared,
    /// People are found by it, and the new value is not proven to be this person's.
    Unproven,
    /// It is no value of the column's type.
    Type,
    /// It is longer than the column holds.
    Length,
    /// Something has to stand there.
    Empty,
    /// A condition of the table would be broken.
    Check,
    /// Another row has that value already, and no two may.
    Unique,
    /// Rows refer to each other by it.
    Reference,
    /// Something would happen that nobody has looked at.
    Trigger,
    /// We may not.
    Permission,
    /// The engine cannot do it.
    Unable,
    /// The system was asked to write it, and did not: it said no, or it said yes and the old value still stands.
    Refused,
}

/// The answer to an order to write corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rectified {
    /// They are written, as a whole, and were read back before they held.
    Done(Written),
    /// Nothing was written: what is there now is not what was proposed. Or a system that undoes nothing did not take all of it:
    /// then what it did not take is a misfit of its field ([`MisfitKind::Refused`]). This is what is there now.
    Changed(Box<Proposal>),
}

/// What was written. Holds no value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The hash of the proposal that was carried out.
    pub plan: String,
    /// What each correction came to.
    pub fields: Vec<FieldOutlook>,
    /// Each statement or call that changed something, in its order.
    pub statements: Vec<Timed>,
}

/// What a read-back found, one line for each correction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadAgain {
    /// In the order of the corrections.
    pub fields: Vec<FieldAgain>,
}

impl ReadAgain {
    /// Whether what is right stands everywhere, and what was wrong nowhere.
    pub fn is_clean(&self) -> bool {
        self.fields.iter().all(|field| field.right > 0 && field.wrong == 0)
    }
}

/// What the same corrections come to once they are written.
impl From<Proposal> for ReadAgain {
    fn from(now: Proposal) -> Self {
        let fields = now.fields.into_iter().map(|field| FieldAgain {
            collection: field.collection,
            field: field.field,
            right: field.right,
            wrong: field.changed,
        });
        Self { fields: fields.collect() }
    }
}

/// What stands in a field afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldAgain {
    /// `dataset.collection`.
    pub collection: String,
    /// The field.
    pub field: String,
    /// Rows of the person's alone where the right value stands.
    pub right: u64,
    /// Rows of the person's alone where what was to be corrected still stands.
    pub wrong: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(held: Held, right: &str) -> Correction {
        Correction { collection: "d.c".into(), field: "name".into(), held, right: Some(right.into()) }
    }

    #[test]
    fn nothing_to_correct_is_no_list_of_corrections() {
        assert!(matches!(Corrections::new(Vec::new()), Err(NoCorrections::Empty)));
    }

    #[test]
    fn a_field_does_not_become_two_things_at_once() {
        let this = |old: &str| Held::This(Some(old.to_owned()));
        let both = |one, other| Corrections::new(vec![name(one, "Ada"), name(other, "Eda")]);
        assert!(both(this("Ad"), this("Ed")).is_ok());
        assert!(both(this("Ad"), Held::This(None)).is_ok());
        assert!(matches!(both(this("Ad"), this("Ad")), Err(NoCorrections::Twice(_))));
        assert!(matches!(both(this("Ad"), Held::Whatever), Err(NoCorrections::Twice(_))));
    }

    #[test]
    fn what_cannot_be_written_is_refused_by_its_field() {
        for bad in ["a\0b".to_owned(), "a".repeat(LONGEST + 1)] {
            let error = Corrections::new(vec![name(Held::Whatever, &bad)]).expect_err("no value");
            assert!(error.to_string().contains("d.c.name") && !error.to_string().contains(&bad));
        }
    }

    #[test]
    fn a_debug_print_shows_no_value() {
        let one = name(Held::This(Some("Old".to_owned())), "New");
        let change = RowChange {
            collection: "d.c".into(),
            field: "name".into(),
            row: 1,
            old: Some("Old".into()),
            new: Some("New".into()),
        };
        let all = Proposal {
            system: "d".into(),
            fields: Vec::new(),
            changes: vec![change.clone()],
            misfits: Vec::new(),
            hash: String::new(),
        };
        for text in [format!("{one:?}"), format!("{:?}", one.held), format!("{change:?}"), format!("{all:?}")] {
            assert!(!text.contains("Old") && !text.contains("New"), "{text}");
        }
    }
}
