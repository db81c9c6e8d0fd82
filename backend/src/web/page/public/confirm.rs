//! The page behind the link, and what follows its buttons.

use askama::Template;

use crate::{web::page::frame::PublicFrame, words::fill::Fill};

/// The question whether it was the person. Looking at it changes nothing.
#[derive(Clone, Debug, Template)]
#[template(path = "public/confirm.html")]
pub struct Confirm {
    /// What stands around it.
    pub frame: PublicFrame,
    /// The secret of the link: the form goes to `/v/{token}`.
    pub token: String,
    /// The day on which somebody asked, written out.
    pub asked_on: String,
    /// The contact, masked.
    pub contact_masked: String,
    /// What was asked for, in words.
    pub wishes: Vec<String>,
    /// Whether that is to be erased, too.
    pub wants_erasure: bool,
    /// Which part of an erasure, in words; none: all of it.
    pub part: Option<String>,
    /// Whether the address is left out of advertising already.
    pub is_listed: bool,
}

impl Confirm {
    /// Whether somebody complains who asks for nothing.
    const fn is_complaint(&self) -> bool {
        self.wishes.is_empty()
    }
}

/// It was the person.
#[derive(Clone, Debug, Template)]
#[template(path = "public/confirmed.html")]
pub struct Confirmed {
    /// What stands around it.
    pub frame: PublicFrame,
    /// The day by which the person hears from us, written out; none: it is a complaint.
    pub due_on: Option<String>,
}

/// It was not the person.
#[derive(Clone, Debug, Template)]
#[template(path = "public/declined.html")]
pub struct Declined {
    /// What stands around it.
    pub frame: PublicFrame,
    /// Whether the address was left out of advertising until now.
    pub was_listed: bool,
}

/// The link is too old, was used, or never was: the page does not tell which.
#[derive(Clone, Debug, Template)]
#[template(path = "public/dead_link.html")]
pub struct DeadLink {
    /// What stands around it.
    pub frame: PublicFrame,
    /// Whether it led to files, and not to a button that confirms.
    pub to_files: bool,
}
