//! Where a recipient of data says that it is done. It names nobody: whom it is about stands in the letter.

use askama::Template;

use crate::{web::page::frame::PublicFrame, words::fill::Fill};

/// The question, or the thanks.
#[derive(Clone, Debug, Template)]
#[template(path = "public/recipient.html")]
pub struct RecipientPage {
    /// What stands around it.
    pub frame: PublicFrame,
    /// The secret of the link: the form goes to `/notices/{token}`.
    pub token: String,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// What was done, a sentence.
    pub done: String,
    /// What is expected, a sentence.
    pub please: String,
    /// Whether it was said already.
    pub is_done: bool,
}
