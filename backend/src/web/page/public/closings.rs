//! How we keep our word about closed accounts, in numbers.

use askama::Template;

use crate::{web::page::frame::PublicFrame, words::closings::Closings};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "public/closings.html")]
pub struct ClosingsPage {
    /// What stands around it.
    pub frame: PublicFrame,
    /// Its texts.
    pub w: &'static Closings,
    /// Which days it tells of, written out.
    pub span: String,
    /// What became of how many, written out.
    pub rows: Vec<(&'static str, String)>,
    /// Whether nobody is late.
    pub is_kept: bool,
}
