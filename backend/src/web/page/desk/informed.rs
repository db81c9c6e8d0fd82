//! The versions of what people are told of the use of their data.

use askama::Template;

use crate::{
    privacy_notice::content::{Change, Section},
    web::page::frame::DeskFrame,
    words::fill::Fill,
};

/// All of them.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/informed.html")]
pub struct Versions {
    /// What stands around it.
    pub frame: DeskFrame,
    /// By product, the newest first.
    pub rows: Vec<VersionRow>,
}

/// One version in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRow {
    /// Its id, in addresses.
    pub id: String,
    /// The product.
    pub product: String,
    /// Its number.
    pub number: i32,
    /// Since when, for a table.
    pub began_on: String,
    /// How many requests came while it was in force.
    pub seen: u64,
}

/// One of them.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/informed_version.html")]
pub struct VersionPage {
    /// What stands around it.
    pub frame: DeskFrame,
    /// Which.
    pub row: VersionRow,
    /// The beginning of its hash.
    pub hash: String,
    /// What it says, in the reader's language.
    pub sections: Vec<Section>,
    /// What changed since the one before; none: it is the first.
    pub changes: Option<Vec<Change>>,
}
