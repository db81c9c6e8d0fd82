//! The report on the desk's own work.

use askama::Template;

use crate::{web::page::frame::DeskFrame, words::reporting::Reporting};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/report.html")]
pub struct ReportPage {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The first day, as it stands in the field.
    pub from: String,
    /// The last day, as it stands in the field.
    pub to: String,
    /// What is wrong with the days.
    pub problem: Option<String>,
    /// The counts; none if the days are wrong.
    pub counts: Option<Counts>,
}

/// What was counted, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// What became of the requests of each right, and how long that took: narrow enough, each, for a screen.
    pub rights: Vec<Table>,
    /// Further lists: title, and what stands in each line.
    pub lists: Vec<List>,
}

/// A table of rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is about.
    pub title: &'static str,
    /// The heads of the columns after the first.
    pub heads: Vec<&'static str>,
    /// A line for each right and, last, for all.
    pub lines: Vec<Line>,
}

/// A line of a table of rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The right.
    pub right: &'static str,
    /// Head and count.
    pub counts: Vec<(&'static str, String)>,
}

/// A list of counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What it is about.
    pub title: &'static str,
    /// What, and how many.
    pub lines: Vec<(String, String)>,
}

impl ReportPage {
    fn w(&self) -> &'static Reporting {
        self.frame.language.reporting()
    }
}
