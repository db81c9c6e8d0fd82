//! A manifest that was read without an error.

use crate::account_data::section::Section;
use crate::contract::{
    disclosing::Discloses, erasure::SharedChoice, outcome::ManualWork, register::System, restrictor::Mark,
    subject::IdentifierKind, text::Text,
};

use super::{finding::Finding, node::Node};

/// One system: what it holds and how it is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Manifest {
    /// Its entry in the register.
    pub system: System,
    /// How it is asked.
    pub engine: Engine,
    /// Beside its tables, the API that is called before their rows are erased: the `rest:` section as it stands in the file.
    pub api: Option<Node>,
    /// What is probably not meant, though it can be used.
    pub warnings: Vec<Finding>,
    /// What is worth a look whether its author thought of it.
    pub notes: Vec<Finding>,
}

/// How a system is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Engine {
    /// By SQL: the `dataset:` section.
    Sql(Vec<Dataset>),
    /// By HTTP: the `rest:` section as it stands in the file, found to be in order by its engine.
    Rest(Node),
    /// By the account data of a bot on a homeserver: the `account_data:` section.
    AccountData(Section),
    /// By a person: the `manual:` section.
    Manual(ManualWork),
}

/// A database, or a schema of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// Its key: the first part of a collection's address.
    pub key: String,
    /// The schema the tables are in; `None`: wherever the connection looks first.
    pub schema: Option<String>,
    /// The tables, in the file's order; their names are distinct over all datasets of the manifest.
    pub collections: Vec<Collection>,
    /// What is known of the database besides and left out on purpose.
    pub left_out: Vec<LeftOut>,
}

/// A table, or columns of one, that the manifest leaves out on purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The table.
    pub table: String,
    /// Its columns; `None`: all of them.
    pub columns: Option<Vec<String>>,
}

impl LeftOut {
    /// Whether this column of that table is left out, as `is_same` compares names.
    pub fn covers(&self, table: &str, column: &str, is_same: impl Fn(&str, &str) -> bool) -> bool {
        is_same(&self.table, table)
            && self.columns.as_ref().is_none_or(|columns| columns.iter().any(|it| is_same(it, column)))
    }
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Collection {
    /// The table's name.
    pub name: String,
    /// What it is, for people.
    pub description: Text,
    /// Its rows say nothing about any person, such as a catalogue or a text that everybody signs: whoever else's rows
    /// lead there, they are not shared data.
    pub about_nobody: bool,
    /// Its columns, in the file's order; their names are distinct.
    pub fields: Vec<Field>,
    /// How people are erased from it. Either all collections of a manifest say that or none does.
    pub erasure: Option<Erasure>,
    /// How its rows tell to whom data was given.
    pub discloses: Option<Discloses>,
}

/// How people are erased from a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// What becomes of rows that are the person's alone.
    pub rows: Fate,
    /// What becomes of rows that belong to other people too; `None`: a person is asked each time.
    pub shared: Option<SharedChoice>,
    /// Tables whose rows the database may delete along with these, by its foreign keys.
    pub cascades: Vec<String>,
    /// Triggers of the table that somebody has looked at and found harmless.
    pub triggers: Vec<String>,
    /// Up to which share of the table, in percent, nobody has to look a second time.
    pub most_share: u8,
}

/// What becomes of a row that is the person's alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It goes.
    Delete,
    /// It stays, and the fields with a rule are overwritten.
    Blank,
    /// It stays as it is as long as the retention of one of its fields says; fields with a rule are overwritten. Afterwards it goes.
    Keep,
    /// It stays as it is: it says nothing about the person once the rows are gone that led to it, as an entry of a catalogue.
    Leave,
    /// It goes or stays with the row of this collection that it refers to; fields with a rule are overwritten.
    Follow(String),
}

/// What becomes of a field on a row that stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldErasure {
    /// It is emptied as well as the column allows.
    Blank,
    /// It becomes NULL; inside JSON the key goes.
    Null,
    /// It becomes an empty text.
    Empty,
    /// It becomes this text.
    Text(String),
    /// It becomes a keyed hash of what it was, inside this text, which has `{hash}` where it goes.
    Hash(String),
    /// It becomes NULL on every row, whoever's, that refers by it to a row that is deleted.
    Detach,
}

/// How a field may be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correct {
    /// By any value that fits.
    Freely,
    /// The person is found by it: only by another name that is proven to be theirs.
    Renames,
    /// It is there for a statement of the person's about the other fields of the row.
    Statement,
}

/// What a field holds when its row is marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// As locked: Art. 18.
    pub restrict: Option<MarkValues>,
    /// As not to be written to for marketing: Art. 21(2).
    pub object: Option<MarkValues>,
}

impl Marks {
    /// The values of this mark.
    pub fn of(&self, mark: Mark) -> Option<&MarkValues> {
        match mark {
            Mark::Restrict => self.restrict.as_ref(),
            Mark::Object => self.object.as_ref(),
        }
    }

    /// Whether it holds any.
    pub fn is_any(&self) -> bool {
        self.restrict.is_some() || self.object.is_some()
    }
}

/// The two values of a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkValues {
    /// With it.
    pub set: String,
    /// Without it; none: it is not taken away by us.
    pub lift: Option<String>,
}

/// A column, or a value inside a column that holds JSON.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Field {
    /// The column's name; inside JSON the key.
    pub name: String,
    /// What it means.
    pub description: Text,
    /// Fideslang data categories.
    pub data_categories: Vec<String>,
    /// What the values are, if the file says.
    pub data_type: Option<DataType>,
    /// Whether the values are lists of that.
    pub is_list: bool,
    /// Part of the primary key.
    pub primary_key: bool,
    /// The kind of identifier it holds: the walk starts here.
    pub identity: Option<IdentifierKind>,
    /// How an identifier is compared with it.
    pub matching: Matching,
    /// The fixed text around the identifier.
    pub format: Option<IdentityFormat>,
    /// The kind of further identifier that a row of the person holds here.
    pub resolves: Option<IdentifierKind>,
    /// Whoever fills in the row chooses the value: what is learned here is relied on only once a person accepts it.
    pub claimed: bool,
    /// It names whom the row belongs to.
    pub owner: bool,
    /// Provided by the person under consent or contract: Art. 20(1).
    pub portable: bool,
    /// A credential.
    pub secret: bool,
    /// Free text that may name other people.
    pub may_name_others: bool,
    /// Where else the same value stands.
    pub references: Vec<Reference>,
    /// Why and until when it is kept although erasure was asked.
    pub retention: Option<Retention>,
    /// What becomes of it on a row that stays.
    pub erasure: Option<FieldErasure>,
    /// Whether and how it may be corrected when the person says that it is wrong.
    pub correct: Option<Correct>,
    /// What stands there when the row is marked.
    pub marks: Marks,
    /// The values inside, where the column holds JSON objects.
    pub fields: Vec<Field>,
}

/// What the values of a field are: fideslang's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataType {
    /// `string`.
    Text,
    /// `integer`.
    Integer,
    /// `float`.
    Float,
    /// `boolean`.
    Boolean,
    /// `object_id`, of document stores.
    ObjectId,
    /// `object`: JSON.
    Object,
}

/// How an identifier is compared with what a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Matching {
    /// Byte for byte.
    #[default]
    Exact,
    /// Letters in capitals and small are the same, by the database's own `lower()`.
    IgnoreCase,
    /// Byte for byte with what stands in front of the column's first colon; with all of it where there is none.
    BeforeColon,
}

/// Fixed text around an identifier: `https://matrix.to/#/{value}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityFormat {
    /// What stands before it.
    pub before: String,
    /// What stands behind it.
    pub after: String,
}

impl IdentityFormat {
    /// The identifier inside its text.
    pub fn wrap(&self, value: &str) -> String {
        format!("{}{value}{}", self.before, self.after)
    }

    /// The identifier out of its text, if the text is of this form.
    pub fn unwrap<'a>(&self, text: &'a str) -> Option<&'a str> {
        text.strip_prefix(self.before.as_str())?.strip_suffix(self.after.as_str()).filter(|value| !value.is_empty())
    }
}

/// The same value stands in another field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The dataset of the other field.
    pub dataset: String,
    /// The collection of the other field.
    pub collection: String,
    /// The other field; more than one step where it is inside JSON.
    pub field: Vec<String>,
    /// Which of the two is found by the other.
    pub direction: Direction,
    /// References of one collection with the same name here, to the same collection, are matched together.
    pub join: Option<String>,
}

/// Which field is found by which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Rows of this field's collection are found by the other.
    From,
    /// Rows of the other collection are found by this field.
    To,
    /// Both.
    Both,
}

/// Data that an eraser keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// The ground's code, such as `TAX_RECORDS`.
    pub ground: String,
    /// Until when: a column, or a column and a span (`issued_at + 6 years`).
    pub until: Option<String>,
}
