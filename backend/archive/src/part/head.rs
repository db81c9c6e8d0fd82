//! What stands above a run of records, and above a file: words for people, in their language already.

use serde::{Deserialize, Serialize};

/// The head of a run of records of one shape.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionHead {
    /// Unique in the system. May be anything; the archive makes a file name of it.
    pub name: String,
    /// What it is, for people.
    #[serde(default)]
    pub description: String,
    /// The fields, in the order in which a table shows them. Records may have more.
    pub fields: Vec<FieldHead>,
    /// Whether the records are flat, so that a table shows all of them.
    pub tabular: bool,
}

/// What one field of a record means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldHead {
    /// The name, as in the records.
    pub name: String,
    /// What it means, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Data categories, such as `user.contact.email`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data_categories: Vec<String>,
    /// Provided by the person, under consent or contract: Art. 20(1).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub portable: bool,
    /// A credential: the value says only that one is held.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
    /// Free text that may name other people: Art. 15(4).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_name_others: bool,
}

/// The head of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileHead {
    /// The name that the system has for it. May be anything; the archive makes a file name of it.
    pub name: String,
    /// Its media type, as far as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The collection or record it belongs to, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub belongs_to: String,
}
