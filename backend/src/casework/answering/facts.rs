//! What was done for a right, ready for its letter.

use crate::{
    letter::{kind::Kind, wording::fulfil_erasure::InSystem},
    request::follows::Follows,
};

/// What was done, by letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Facts {
    /// Data is locked.
    Locked {
        /// A line for each lock.
        locks: Vec<String>,
        /// What may be done with it meanwhile; none if no lock stands any more.
        meanwhile: Vec<String>,
        /// Whether recipients that the person may know of are told.
        is_told: bool,
    },
    /// A use has stopped.
    Stopped {
        /// The uses, in words.
        uses: Vec<String>,
        /// The names of the systems from which everything goes.
        erased: Vec<String>,
        /// What the rest stays for, in words.
        stays_for: Vec<String>,
        /// The locks while it was decided.
        locks: Vec<String>,
    },
    /// What machines decide alone, and what people decided anew; none: nothing.
    Automated(Vec<String>),
    /// Data was erased.
    Erased {
        /// What was done.
        done: Vec<InSystem>,
        /// What stays, and why.
        stays: Vec<InSystem>,
        /// The systems in which nobody could be looked for.
        not_looked: Vec<String>,
        /// By which day no backup has it any more, written out; none: nothing went.
        backups_until: Option<String>,
        /// What it follows from; none: the person asked for it.
        follows: Option<Follows>,
        /// Whether recipients that the person may know of are told.
        is_told: bool,
    },
    /// Data was corrected: what became of each field, and who is told; several lines.
    Corrected(String),
    /// Nothing of what was asked for, in words, is done.
    Refused(Vec<String>),
}

impl Facts {
    /// The letter that tells of it.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Locked { .. } => Kind::FulfilRestriction,
            Self::Stopped { .. } => Kind::FulfilObjection,
            Self::Automated(_) => Kind::FulfilAutomated,
            Self::Erased { .. } => Kind::FulfilErasure,
            Self::Corrected(_) => Kind::FulfilRectification,
            Self::Refused(_) => Kind::Refuse,
        }
    }
}
