//! What has come back after an erasure, or was never gone.

use askama::Template;

use crate::{
    web::page::frame::DeskFrame,
    words::{again::Again as Words, fill::Fill},
};

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/again.html")]
pub struct Again {
    /// What stands around it.
    pub frame: DeskFrame,
    /// Its texts.
    pub w: &'static Words,
    /// What nobody has seen to, oldest first.
    pub rows: Vec<AgainRow>,
    /// Whether the reader may say that it was seen to.
    pub may_work: bool,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgainRow {
    /// Its id, in addresses.
    pub id: String,
    /// The system's name.
    pub system: String,
    /// The ticket, if it is about one.
    pub reference: Option<String>,
    /// When it was found, for a table.
    pub when: String,
    /// What it is, in words.
    pub what: String,
    /// Where, or which lines of the ledger.
    pub remark: String,
}
