//! What we asked the person, on the page of their request.

use super::status::Withheld;
use crate::web::page::field::Field;

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// When it was asked and by when a reply is hoped for, in words.
    pub asked: String,
    /// The exact wording; how they get to read it while they have shown the access code alone.
    pub wording: Result<String, Withheld>,
    /// That the person has replied, in words; none: they can.
    pub replied: Option<String>,
    /// Field `reply`.
    pub reply: Field,
}

impl Question {
    /// Whether it waits for the person.
    pub const fn is_open(&self) -> bool {
        self.replied.is_none()
    }
}
