//! Where an export goes.
//!
//! Records and files are handed over one at a time and never collected, so that memory does not grow with the data.
//! Order: [`Sink::collection`], then its records, then the next collection; files may stand between collections.
//! A sink may see the same export again from the start (or from a cursor) after a fault; the desk throws the earlier
//! one away.

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream::BoxStream;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{error::ConnectorError, text::Text};

/// What one field of a record means; becomes the archive's `fields.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The name, as in the records.
    pub name: String,
    /// What it means.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
    /// Fideslang data categories, such as `user.contact.email`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data_categories: Vec<String>,
    /// Provided by the person and processed under consent or contract, so part of a portability answer (Art. 20(1)).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub portable: bool,
    /// A credential: the value says only that one is held.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
    /// Free text that may name other people: staff look at it before it goes out (Art. 15(4)).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_name_others: bool,
}

/// The head of a run of records of one shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// Unique in the system: `account`, `billing_contact_change`. ASCII, usable as a file name after cleaning.
    pub name: String,
    /// What it is, for people.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
    /// The fields, in order. Records may have more (documents), never silently fewer.
    pub fields: Vec<Field>,
    /// Whether the records are flat, so that a table (CSV) shows all of them.
    pub tabular: bool,
}

/// One record.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// A JSON object, values exactly as the system gave them.
    pub json: &'a RawValue,
    /// By which of the collection's inputs it was reached, such as `account.billing_contact_id`; one or several.
    pub reached_by: &'a [String],
    /// Whether it belongs to other people too.
    pub shared: bool,
}

/// The head of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileHead {
    /// The name that the system has for it; may be hostile, the archive cleans it.
    pub name: String,
    /// Its media type, as far as known.
    pub media_type: Option<String>,
    /// The collection or record it belongs to, for people.
    pub belongs_to: String,
}

/// The bytes of a file, a piece at a time.
pub type Body<'a> = BoxStream<'a, Result<Bytes, ConnectorError>>;

/// Takes what an export hands over.
#[async_trait]
pub trait Sink: Send {
    /// Opens a collection: the records that follow are of it. Called once for each collection with records, and also
    /// for one that turned out empty, so that "nothing found" can be told apart from "not looked".
    async fn collection(&mut self, head: &Collection) -> Result<(), ConnectorError>;

    /// Takes one record of the open collection.
    async fn record(&mut self, record: Record<'_>) -> Result<(), ConnectorError>;

    /// Takes a file.
    async fn file(&mut self, head: &FileHead, body: Body<'_>) -> Result<(), ConnectorError>;
}
