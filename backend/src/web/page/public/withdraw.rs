//! Whether somebody means to take their request back. Looking at it changes nothing.

use askama::Template;

use super::status::Way;
use crate::web::page::frame::PublicFrame;

/// The question.
#[derive(Clone, Debug, Template)]
#[template(path = "public/withdraw.html")]
pub struct WithdrawPage {
    /// What stands around it, behind the cookie.
    pub frame: PublicFrame,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// What it takes.
    pub way: Way,
}
