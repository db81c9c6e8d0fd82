//! The coded list of grounds, for people who decide.

use askama::Template;

use crate::{web::page::frame::DeskFrame, words::deciding::Deciding};

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/grounds.html")]
pub struct Grounds {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The grounds, in the order of the list.
    pub rows: Vec<GroundRow>,
}

/// One ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroundRow {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The rights it can answer, in words.
    pub rights: String,
    /// The provisions in the Union; empty where it does not exist.
    pub eu: String,
    /// The provisions in the United Kingdom; empty where it does not exist.
    pub uk: String,
    /// What the person reads.
    pub says: String,
    /// What has to be on file.
    pub evidence: String,
    /// Whether the data protection officer has to agree.
    pub needs_officer: bool,
}

impl Grounds {
    fn w(&self) -> &'static Deciding {
        self.frame.language.deciding()
    }
}
