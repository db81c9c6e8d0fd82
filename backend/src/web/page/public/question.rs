//! What we asked the person, on the page of their request, and how they get to read what is ours.

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

/// Messages that are not shown to the access code alone, which whoever filled in the form has: ours, and those that came with
/// requests that were merged into this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// They can have a link sent.
    Link,
    /// A link was just sent.
    LinkSent,
    /// There is no link to be had yet.
    Later,
}

impl Withheld {
    /// Whether they can have one sent.
    pub const fn is_link(self) -> bool {
        matches!(self, Self::Link)
    }

    /// Whether one was just sent.
    pub const fn is_link_sent(self) -> bool {
        matches!(self, Self::LinkSent)
    }
}

impl Question {
    /// Whether it waits for the person.
    pub const fn is_open(&self) -> bool {
        self.replied.is_none()
    }
}
