//! Staff accounts.

use askama::Template;

use crate::web::page::frame::DeskFrame;

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/people.html")]
pub struct People {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The accounts.
    pub rows: Vec<PersonRow>,
}

/// One account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// The name.
    pub name: String,
    /// The role, in words.
    pub role: String,
    /// When they last signed in, for a table.
    pub last_seen: Option<String>,
    /// Whether they can sign in.
    pub is_active: bool,
}
