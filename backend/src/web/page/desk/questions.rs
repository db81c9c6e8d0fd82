//! Questions to the person, as the page of a ticket shows them.

use super::select::Select;
use crate::web::page::field::{Field, Problem};

/// All of them, and the form for one more.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// Oldest first.
    pub rows: Vec<QuestionRow>,
    /// What the open ones do to the period, in words.
    pub waits: Vec<String>,
    /// The form; `None` when nothing can be asked, or not by this reader.
    pub form: Option<AskForm>,
    /// Whether the ticket, closed for want of a reply, can be opened again by this reader.
    pub may_reopen: bool,
}

/// One question.
#[derive(Clone, Debug)]
pub struct QuestionRow {
    /// Its id, in addresses.
    pub id: String,
    /// What is asked, in words.
    pub kind: String,
    /// When, how it stands, and whether it came late, in words.
    pub stands: Vec<String>,
    /// That a message came while it waits, in words: it may be the answer.
    pub message_came: Option<String>,
    /// The exact wording.
    pub wording: String,
    /// Why it is asked.
    pub reason: String,
    /// How the answer was checked.
    pub how: Option<String>,
    /// The forms that take the answer; `None` when there is none to take, or not by this reader.
    pub take: Option<TakeForms>,
    /// Whether the ticket can be closed for want of a reply.
    pub may_close: bool,
}

/// What staff find of an answer.
#[derive(Clone, Debug, Default)]
pub struct TakeForms {
    /// Field `how`.
    pub how: Field,
    /// Field `on`: a day, or empty.
    pub on: String,
    /// Field `missing`.
    pub missing: Field,
    /// Field `on` beside it: a day, or empty.
    pub missing_on: String,
}

/// What somebody would ask.
#[derive(Clone, Debug)]
pub struct AskForm {
    /// Field `what`.
    pub what: Select,
    /// Field `concerns`: the id of a request; empty: the whole ticket.
    pub concerns: Select,
    /// Field `wording`.
    pub wording: Field,
    /// Field `reason`.
    pub reason: Field,
    /// Field `amount`.
    pub amount: Field,
    /// Field `late_because`.
    pub late_because: Field,
    /// From which day on a question counts as late.
    pub late_hint: String,
}

impl AskForm {
    /// Whether it is to be shown open, because something is wrong in it.
    pub fn is_wrong(&self) -> bool {
        [&self.wording, &self.reason, &self.amount].into_iter().any(|field| field.error.is_some())
    }
}

impl TakeForms {
    /// Whether it is to be shown open.
    pub fn is_wrong(&self) -> bool {
        self.how.error.is_some() || self.missing.error.is_some()
    }
}

impl Questions {
    /// What goes into the summary of problems.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Some(form) = &self.form {
            let fields = [("wording", &form.wording), ("reason", &form.reason), ("amount", &form.amount)];
            problems.extend(fields.into_iter().filter_map(|(name, field)| field.problem(name)));
        }
        for row in &self.rows {
            let Some(take) = &row.take else { continue };
            problems.extend(take.how.problem(&format!("how-{}", row.id)));
            problems.extend(take.missing.problem(&format!("missing-{}", row.id)));
        }
        problems
    }
}
