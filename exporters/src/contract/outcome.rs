//! What a connector answers.

use serde::{Deserialize, Serialize};

use super::{subject::Identifier, text::Text};

/// The answer to [`check`](super::connector::Connector::check): the system can be reached and is as the manifest says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Things that staff should know although nothing is broken.
    pub remarks: Vec<String>,
}

/// A further name of the person, and where it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learned {
    /// The name.
    pub identifier: Identifier,
    /// The collection and field it was read from: `ems.account.matrix_id`.
    pub from: String,
    /// Whether the person may have chosen it.
    pub certainty: Certainty,
}

/// How sure a system is that a name is the person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Whoever wrote it there could write anything, somebody else's name too. A person decides whether it is relied on.
    Claimed,
    /// The system gave the name itself, or has seen that it is theirs: they signed in with it.
    Known,
}

impl Certainty {
    /// Of a value that a manifest marks as `claimed`, or does not.
    pub const fn of(is_claimed: bool) -> Self {
        if is_claimed { Self::Claimed } else { Self::Known }
    }
}

/// How much of a person is in one collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The collection, as `dataset.collection`.
    pub collection: String,
    /// Records that are about the person.
    pub records: u64,
    /// How many of these belong to other people too.
    pub shared: u64,
}

/// The answer to [`locate`](super::connector::Connector::locate): a count for each collection that was looked at, zeros included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located {
    /// In the manifest's order.
    pub counts: Vec<Count>,
}

/// Where an export that is not finished goes on. Opaque to the desk, which stores it and hands it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// How much of what a person has is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All that is about the person: Art. 15(3).
    Everything,
    /// What the person provided, under consent or contract: Art. 20(1). The fields marked portable in the manifest.
    Portable,
}

/// Something that is held but could not be handed over, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// What is missing: a collection or a kind of data.
    pub what: String,
    /// Why, in words that the person may read.
    pub why: Text,
}

/// The answer to one call of [`export`](super::connector::Connector::export).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exported {
    /// There is more: call again with this cursor and a fresh sink.
    Continues(Cursor),
    /// This was the last of it; whether anything came is known by the sink. Gaps say what is held but was not handed over.
    Ends {
        /// Empty when everything was handed over.
        gaps: Vec<Gap>,
    },
    /// A person has to do it.
    ByHand(ManualWork),
}

/// What a person is asked to do where no engine can.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManualWork {
    /// What to do, step by step.
    pub instructions: Text,
    /// How many days the person has.
    pub days: u16,
}
