//! Everything that stands in a built package, as its own manifest lists it.

use askama::Template;

use crate::{web::page::frame::DeskFrame, words::fill::Fill};

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/contents.html")]
pub struct Contents {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The ticket's reference.
    pub reference: String,
    /// The entries, in the package's order.
    pub rows: Vec<ContentsRow>,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsRow {
    /// Its path.
    pub path: String,
    /// Its size, written out.
    pub size: String,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}
