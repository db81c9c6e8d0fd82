//! Whether somebody means to take their request back, or a part of it. Looking at it changes nothing.

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

/// The question, of one part while the rest goes on.
#[derive(Clone, Debug, Template)]
#[template(path = "public/withdraw_one.html")]
pub struct WithdrawOnePage {
    /// What stands around it, behind the cookie.
    pub frame: PublicFrame,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The request's id, in addresses.
    pub id: String,
    /// What would be taken back, in words.
    pub wish: String,
    /// What goes on, in words.
    pub others: Vec<String>,
    /// Whether something is then erased of which they get no copy.
    pub gives_up_copy: bool,
}
