//! What an erasure would do, what it did, and what is left: the words in which an eraser answers.
//!
//! None of them holds a value of a person's: counts, names of collections and columns, codes of grounds, and hashes that
//! only somebody who knows the person's names could check. So all may be stored, shown and sent. Only a plan names rows that
//! belong to others too by their keys ([`SharedRows::keys`]): it is shown to those who decide, and stored sealed.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::beyond::{Called, Collateral, Hidden, Pending, Remark};

/// What people have decided about an erasure, before or after they saw what it would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The moment by which periods of keeping are judged.
    pub as_of: DateTime<Utc>,
    /// What happens to rows that belong to other people too, by collection (`dataset.collection`). Goes before the
    /// manifest's rule, and is needed where the manifest asks.
    pub shared: BTreeMap<String, SharedChoice>,
    /// Whether somebody looked a second time at a plan that touches a large share of a table.
    pub accepts_large_share: bool,
}

impl Order {
    /// Nothing decided yet: the manifest's rules alone.
    pub fn by_the_manifest(as_of: DateTime<Utc>) -> Self {
        Self { as_of, shared: BTreeMap::new(), accepts_large_share: false }
    }
}

/// What happens to a row that belongs to other people too. It is never deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SharedChoice {
    /// Nothing.
    Keep,
    /// The fields that name the person, and only where it is this person whom they name, are overwritten.
    Detach,
    /// As `Detach`, and the other fields that have a rule are overwritten too.
    Blank,
}

/// What would happen to a person's data in one system: what is approved, and then done exactly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The system's key.
    pub system: String,
    /// What had been decided.
    pub order: Order,
    /// Every collection that was looked at, empty ones included, in the manifest's order.
    pub collections: Vec<Outlook>,
    /// What would become of rows, whoever's, that refer to deleted ones.
    pub along: Vec<Along>,
    /// Why this cannot be carried out as it is; empty: it can.
    pub obstacles: Vec<Obstacle>,
    /// What nothing here does and staff should know of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// Each object that an API is to be asked about and what becomes of it, as a hash keyed by the person's names: so that
    /// an erasure that was interrupted goes on with what is left of them, and only with that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frozen: Vec<String>,
    /// Where several engines erase one after the other: the hash of each one's plan, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// Names the plan: the same rows, the same treatment of each, the same decisions. 32 digits in hexadecimal.
    pub hash: String,
}

impl Preview {
    /// Whether nothing stands in the way.
    pub fn is_ready(&self) -> bool {
        self.obstacles.is_empty()
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        let changes = |outlook: &Outlook| {
            outlook.deleted + outlook.blanked + outlook.ended + outlook.suppressed > 0
                || outlook.shared.as_ref().is_some_and(|shared| !shared.fields.is_empty())
        };
        !self.collections.iter().any(changes)
    }
}

/// What would happen in one collection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlook {
    /// `dataset.collection`.
    pub collection: String,
    /// Rows of everybody's.
    pub in_table: u64,
    /// Rows of the person's, shared ones included.
    pub found: u64,
    /// Rows that go.
    pub deleted: u64,
    /// Rows that stay, with fields overwritten: all that are the person's alone and are neither deleted nor left as they are.
    pub blanked: u64,
    /// The fields that are overwritten on them.
    pub fields: Vec<Blanking>,
    /// Rows that stay for a reason.
    pub kept: Vec<Kept>,
    /// Rows that belong to other people too.
    pub shared: Option<SharedRows>,
    /// Rows that nobody deletes and that the system itself lets go of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expiring: Vec<Expiring>,
    /// Of the rows that go: those that are only out of sight at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden: Option<Hidden>,
    /// What of other people's lies in the same objects as what is the person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collateral: Option<Collateral>,
    /// Sessions and grants elsewhere that are ended: the person is logged out.
    #[serde(default, skip_serializing_if = "is_none")]
    pub ended: u64,
    /// Entries that are made in a list of those who are to be left alone; they stay.
    #[serde(default, skip_serializing_if = "is_none")]
    pub suppressed: u64,
}

/// Whether a count says nothing.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
const fn is_none(count: &u64) -> bool {
    *count == 0
}

/// Rows that nobody deletes and that the system itself lets go of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expiring {
    /// How many.
    pub rows: u64,
    /// Why they are not deleted.
    pub because: Because,
    /// The day on which the last of them goes; `None`: the system does not say enough to tell.
    pub until: Option<NaiveDate>,
}

/// Why something is left to expire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// It can only be deleted together with what is other people's.
    Others,
    /// The system has no way to delete it.
    NoWay,
}

/// A field that is overwritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blanking {
    /// Its name; with dots inside JSON.
    pub field: String,
    /// With what.
    pub with: Instead,
}

/// What stands in place of a value afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Instead {
    /// Nothing: SQL's NULL, or the key is gone from the JSON.
    Null,
    /// An empty text.
    Empty,
    /// The same text for everybody.
    Text(String),
    /// A keyed hash of the value inside this text, which has `{hash}` where it goes.
    Hash(String),
}

/// Rows that are not erased, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// How many.
    pub rows: u64,
    /// The ground's code.
    pub ground: String,
    /// The day from which the last of them may be erased; `None`: no such day is known.
    pub until: Option<NaiveDate>,
}

/// Rows that belong to other people too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedRows {
    /// How many.
    pub rows: u64,
    /// What happens to them; `None`: a person has to say.
    pub choice: Option<SharedChoice>,
    /// The fields that are overwritten.
    pub fields: Vec<Blanking>,
    /// Which rows they are, fifty of them at the most: the columns of the table's key and what stands there, without
    /// parts that may name somebody. For whoever decides; it goes into no ledger and no evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
}

/// What becomes of rows of a table, whoever's, when rows that they refer to are deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Along {
    /// The table.
    pub table: String,
    /// Whose deletion does it.
    pub with: String,
    /// How many rows, beyond those that are deleted anyway.
    pub rows: u64,
    /// What happens to them.
    pub effect: AlongEffect,
}

/// What becomes of a row that refers to a deleted one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlongEffect {
    /// The database deletes it too; the manifest says that it may.
    Deleted,
    /// It stays, and its reference is emptied: by the database, or because the manifest says so.
    Detached,
}

/// Why a plan cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obstacle {
    /// Where: `dataset.collection` or `dataset.collection.field`.
    pub at: String,
    /// What sort of thing it is.
    pub kind: ObstacleKind,
    /// What is in the way.
    pub what: String,
    /// What to do about it.
    pub advice: String,
}

/// Sorts of obstacles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObstacleKind {
    /// Rows belong to others too, and nobody has said what happens to them.
    Undecided,
    /// Much of a table would go: somebody has to look again.
    LargeShare,
    /// The new values collide with a rule of the table.
    Constraint,
    /// Rows that stay refer to rows that would go.
    Reference,
    /// Something would happen that nobody has looked at.
    Trigger,
    /// We may not.
    Permission,
    /// The engine cannot do it.
    Unable,
}

/// The answer to an order to erase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Erased {
    /// It is done, in one transaction, and was read back inside it.
    Done(Evidence),
    /// Nothing was done: what is there now is not what was previewed. This is what is there now.
    Changed(Box<Preview>),
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The hash of the plan that was carried out.
    pub plan: String,
    /// In the manifest's order; collections where nothing was found included.
    pub effects: Vec<Effect>,
    /// What became of rows that referred to deleted ones.
    pub along: Vec<Along>,
    /// Each statement that changed something, in its order.
    pub statements: Vec<Timed>,
    /// Each call that was to change something, in its order, and those that asked how a job was getting on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Called>,
}

/// What was done in one collection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// `dataset.collection`.
    pub collection: String,
    /// Rows of the table before, everybody's.
    pub before: u64,
    /// Rows of the table afterwards, everybody's. The difference is what was deleted, or nothing was done.
    pub after: u64,
    /// Rows of the person's that were found.
    pub found: u64,
    /// Rows that were deleted.
    pub deleted: u64,
    /// Rows on which fields were overwritten, shared ones included.
    pub blanked: u64,
    /// Rows that were left as they are, and why.
    pub kept: Vec<Kept>,
    /// Rows that belong to others too.
    pub shared: u64,
    /// Rows that are left to expire.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expiring: Vec<Expiring>,
    /// Of the rows that were deleted: those that are only out of sight at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden: Option<Hidden>,
    /// Sessions and grants elsewhere that were ended.
    #[serde(default, skip_serializing_if = "is_none")]
    pub ended: u64,
    /// Entries that were made in a list of those who are to be left alone.
    #[serde(default, skip_serializing_if = "is_none")]
    pub suppressed: u64,
}

/// A statement and how long it took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timed {
    /// What it did: `delete ems.host`.
    pub what: String,
    /// How many rows it changed.
    pub rows: u64,
    /// Microseconds.
    pub micros: u64,
}

/// What a read-back found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// What is still reached by the person's names, in the manifest's order.
    pub read_back: Vec<ReadBack>,
    /// Where the person's names still stand.
    pub residues: Vec<Residue>,
    /// So many text and JSON columns were searched.
    pub columns: u64,
    /// The kinds of names that were looked for; a name that is too short to be told from anything else is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// The tables whose columns were searched, declared or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<String>,
    /// What still shows and is on its way out, if the erasure was not long ago.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pending: Vec<Pending>,
}

impl Verified {
    /// Whether nothing is left, this long after the erasure, but what the manifest's rules keep.
    pub fn is_clean_after(&self, since: TimeDelta) -> bool {
        self.is_clean() && self.pending.iter().all(|pending| since < TimeDelta::hours(i64::from(pending.hours)))
    }

    /// Whether nothing is left but what the manifest's rules keep and what is on its way out.
    pub fn is_clean(&self) -> bool {
        self.read_back.iter().all(|one| one.left == 0)
            && self.residues.iter().all(|residue| match residue.standing {
                Standing::Kept => true,
                Standing::Left | Standing::Elsewhere => false,
            })
    }
}

/// What is still reached in one collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBack {
    /// `dataset.collection`.
    pub collection: String,
    /// Rows that are reached and whose place it is to stay.
    pub kept: u64,
    /// Rows that are reached and should be gone.
    pub left: u64,
}

/// A column in which a name of the person still stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Residue {
    /// `dataset.collection`, or the table's own name if the manifest does not speak of it.
    pub table: String,
    /// The column.
    pub column: String,
    /// In so many rows.
    pub rows: u64,
    /// What to make of it.
    pub standing: Standing,
}

/// What to make of a name that still stands somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The manifest's rules leave it there.
    Kept,
    /// By the manifest's rules it should be gone.
    Left,
    /// Nothing leads there from the person: staff have to look.
    Elsewhere,
}
