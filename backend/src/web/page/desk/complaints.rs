//! Complaints: the part of a ticket's page, and the list of all.

use askama::Template;

use super::select::Select;
use crate::web::page::{
    field::{Field, Problem},
    frame::DeskFrame,
    tag::{Tag, Tone},
};

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/complaints.html")]
pub struct ComplaintList {
    /// What stands around it.
    pub frame: DeskFrame,
    /// Those that are open, the first to be acknowledged first.
    pub open: Vec<ComplaintLine>,
    /// Those that were answered last.
    pub answered: Vec<ComplaintLine>,
}

/// One of the list.
#[derive(Clone, Debug)]
pub struct ComplaintLine {
    /// Its case number.
    pub case: String,
    /// The reference of its ticket.
    pub reference: String,
    /// When it reached us, in words.
    pub received: String,
    /// How it stands, in words.
    pub stands: String,
    /// Whether the day to acknowledge it is over.
    pub is_late: bool,
}

impl ComplaintLine {
    /// How it stands, with its shape.
    pub fn tag(&self) -> Tag {
        let (tone, glyph) = if self.is_late { (Tone::Bad, "!") } else { (Tone::Waiting, "‖") };
        Tag { tone, glyph, word: self.stands.clone() }
    }
}

/// Those about one ticket.
#[derive(Clone, Debug, Default)]
pub struct Complaints {
    /// First to last.
    pub rows: Vec<ComplaintRow>,
    /// The form that records one; `None`: not by this reader, or not yet.
    pub form: Option<RecordForm>,
}

/// One complaint.
#[derive(Clone, Debug)]
pub struct ComplaintRow {
    /// Its id, in addresses.
    pub id: String,
    /// As in the list.
    pub line: ComplaintLine,
    /// What was said.
    pub text: String,
    /// How it ended, in words.
    pub outcome: Option<String>,
    /// Whether it can be noted that the person knows.
    pub may_acknowledge: bool,
    /// The form for the answer.
    pub answer: Option<AnswerForm>,
}

/// The answer to a complaint.
#[derive(Clone, Debug)]
pub struct AnswerForm {
    /// Field `outcome`.
    pub outcome: Select,
    /// Field `found`.
    pub found: Field,
    /// Field `done`.
    pub done: Field,
}

/// A complaint that came by other means.
#[derive(Clone, Debug, Default)]
pub struct RecordForm {
    /// Field `complaint`.
    pub text: Field,
    /// Field `came_on`: a day, or empty.
    pub came_on: String,
}

impl Complaints {
    /// What goes into the summary of problems.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems: Vec<Problem> = self.form.iter().filter_map(|form| form.text.problem("complaint")).collect();
        for row in &self.rows {
            let Some(answer) = &row.answer else { continue };
            problems.extend(answer.found.problem(&format!("found-{}", row.id)));
            problems.extend(answer.done.problem(&format!("done-{}", row.id)));
        }
        problems
    }

    /// Whether nothing of the ticket is disposed of.
    pub fn freezes(&self) -> bool {
        self.rows.iter().any(|row| row.outcome.is_none())
    }
}
