//! Whom one can turn to who is not content.

use askama::{Template, filters::HtmlSafe};

use crate::words::{fill::Fill, public::Remedies as Words};

/// The ways to complain, by the laws that hold for the ticket.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/remedies.html")]
pub struct Remedies {
    /// The texts.
    pub w: &'static Words,
    /// The mail address for complaints to the organisation itself.
    pub contact: String,
    /// The authority in the United Kingdom, by name and how it is reached, if its law holds.
    pub uk: Option<String>,
    /// The authority in the European Union, if its law holds.
    pub eu: Option<String>,
}

impl HtmlSafe for Remedies {}
