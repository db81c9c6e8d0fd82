//! How a system differs from its manifest.

use askama::Template;

use crate::{web::page::frame::DeskFrame, words::fill::Fill};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/drift.html")]
pub struct DriftPage {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The system's key, in addresses.
    pub key: String,
    /// Its name.
    pub name: String,
    /// When it was last looked at, written out, if it ever was.
    pub looked_at: Option<String>,
    /// What is declared and gone.
    pub gone: Vec<String>,
    /// Tables in which values look like names of people.
    pub people: Vec<StrangeRow>,
    /// Other tables that nobody has declared wholly.
    pub others: Vec<StrangeRow>,
    /// Tables of which staff have said that there is no personal data in them.
    pub known: Vec<StrangeRow>,
    /// Why what was just sent did not happen.
    pub refusal: Option<String>,
    /// Whether the reader may say something of them.
    pub may_work: bool,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrangeRow {
    /// Its name.
    pub table: String,
    /// Whether nothing of it is declared.
    pub is_whole: bool,
    /// The columns that are not declared.
    pub columns: String,
    /// What was seen, a sentence each.
    pub looks: Vec<String>,
    /// How many rows were looked at, in words.
    pub sampled: String,
    /// Since when it is there, in words.
    pub since: String,
    /// Its fingerprint.
    pub shape: String,
    /// Who said what of it.
    pub known: Option<(String, String)>,
}
