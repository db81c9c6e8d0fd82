//! Complaints: the part of a ticket's page, and the list of all.

use askama::Template;

use super::select::Select;
use crate::{
    web::page::{
        field::{Field, Problem},
        frame::DeskFrame,
        tag::{Tag, Tone},
    },
    words::language::Language,
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
    /// The form for somebody without a request; `None`: not by this reader.
    pub form: Option<AloneForm>,
}

/// A complaint of somebody without a request that came by mail, by phone or by letter.
#[derive(Clone, Debug, Default)]
pub struct AloneForm {
    /// Hidden field `form`: sent twice, it is one complaint.
    pub form: String,
    /// Field `channel`: `mail`, `phone`, `letter`.
    pub channel: String,
    /// Field `language`.
    pub language: Language,
    /// Field `came_on`.
    pub came_on: Field,
    /// Field `email`.
    pub email: Field,
    /// Field `elsewhere`: a phone number or a postal address, for somebody without a mailbox.
    pub elsewhere: Field,
    /// Field `complaint`.
    pub text: Field,
    /// Field `how`: how staff know who complains.
    pub how: Field,
}

impl ComplaintList {
    fn channel_select(&self, form: &AloneForm) -> Select {
        let w = &self.frame.w.record;
        let channels = [("mail", w.mail), ("phone", w.phone), ("letter", w.letter)];
        let channels = channels.map(|(code, word)| (code.to_owned(), word.to_owned()));
        Select::new("channel", w.channel, &form.channel, channels)
    }

    fn language_select(&self, form: &AloneForm) -> Select {
        let languages = Language::ALL.map(|language| (language.code().to_owned(), language.own_name().to_owned()));
        Select::new("language", self.frame.w.record.language, form.language.code(), languages)
    }

    fn problems(&self) -> Vec<Problem> {
        let Some(form) = &self.form else { return Vec::new() };
        let of = [
            form.came_on.problem("came_on"),
            form.email.problem("email"),
            form.elsewhere.problem("elsewhere"),
            form.text.problem("complaint"),
            form.how.problem("how"),
        ];
        of.into_iter().flatten().collect()
    }
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
