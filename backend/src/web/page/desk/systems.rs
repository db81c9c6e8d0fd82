//! The connected systems and how they are.

use askama::Template;

use crate::{
    web::page::{frame::DeskFrame, tag::HealthTag},
    words::fill::Fill,
};

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/systems.html")]
pub struct Systems {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The systems.
    pub rows: Vec<SystemRow>,
    /// Whether the reader may test them.
    pub may_test: bool,
}

/// One system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemRow {
    /// Its key, in addresses.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// The kinds of names by which it finds people, in words; empty when a person looks.
    pub finds_by: String,
    /// The kinds of names that it can tell us, in words.
    pub learns: String,
    /// How it is.
    pub health: HealthTag,
    /// When it last answered, for a table.
    pub last_success: Option<String>,
    /// When it last failed and how, for a table.
    pub last_error: Option<(String, String)>,
    /// What staff should know although nothing is broken.
    pub remarks: Vec<String>,
    /// How it differs from its manifest, as it was last looked at; none if it has no shape that we could see.
    pub drift: Option<DriftNote>,
}

/// How a system differs from its manifest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DriftNote {
    /// So much is declared and gone.
    pub gone: usize,
    /// In so many tables that nobody has declared names of people seem to stand.
    pub people: usize,
}

impl SystemRow {
    /// Whether there is something to test.
    fn can_be_tested(&self) -> bool {
        self.health != HealthTag::ByHand
    }
}
