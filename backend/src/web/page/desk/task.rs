//! A task that a person carries out.

use askama::Template;

use crate::{
    web::page::{
        desk::{
            correcting::{CorrectingPart, CorrectingView},
            erasing::{ErasingPart, ErasureView, Stage},
        },
        field::{Field, Problem},
        frame::DeskFrame,
    },
    words::fill::Fill,
};

/// What to do, and the form for how it ended.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/task.html")]
pub struct TaskPage {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The ticket's reference.
    pub reference: String,
    /// The task's id.
    pub id: String,
    /// The system's name.
    pub system: String,
    /// What to do, step by step; line breaks are kept.
    pub instructions: String,
    /// Until when, written out.
    pub due_on: Option<String>,
    /// The names by which the system may know the person: kind and value.
    pub identifiers: Vec<(String, String)>,
    /// Files that were uploaded before: name and size, written out.
    pub uploaded: Vec<(String, String)>,
    /// Field `outcome`.
    pub outcome: Option<Outcome>,
    /// What is wrong with the outcome.
    pub outcome_error: Option<String>,
    /// Field `note`.
    pub note: Field,
    /// Whether what is found goes into a package.
    pub takes_files: bool,
    /// What is wrong with the files.
    pub files_error: Option<String>,
    /// What it would erase, or has erased.
    pub erasure: Option<ErasureView>,
    /// What it would correct, or has corrected.
    pub correcting: Option<CorrectingView>,
    /// Why what was just sent did not happen.
    pub refusal: Option<String>,
    /// Whether it is finished: then there is no form.
    pub is_finished: bool,
}

/// How a task by hand ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// `done`.
    Done,
    /// `not_found`.
    NotFound,
    /// `partial`: needs a note.
    Partial,
    /// `skipped`: needs a note.
    Skipped,
}

impl Outcome {
    /// All of them, in the form's order.
    pub const ALL: [Self; 4] = [Self::Done, Self::NotFound, Self::Partial, Self::Skipped];

    /// The value of the field.
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NotFound => "not_found",
            Self::Partial => "partial",
            Self::Skipped => "skipped",
        }
    }

    /// The outcome with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

impl TaskPage {
    fn problems(&self) -> Vec<Problem> {
        let of = |anchor: &str, error: &Option<String>| {
            error.as_ref().map(|message| Problem { anchor: anchor.to_owned(), message: message.clone() })
        };
        [
            of("content", &self.refusal),
            of("outcome-done", &self.outcome_error),
            self.note.problem("note"),
            of("files", &self.files_error),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What is to be done: somebody who approves a plan does nothing by hand.
    fn title(&self) -> String {
        let waits = |erasure: &ErasureView| match erasure.stage {
            Stage::Looking(_) => true,
            Stage::Approved | Stage::Done { .. } => false,
        };
        let words = match &self.erasure {
            Some(erasure) if waits(erasure) => self.frame.language.erasing().approve_at,
            Some(_) | None => self.frame.w.task.title,
        };
        words.with(&self.system)
    }

    fn erasing(&self) -> Option<ErasingPart<'_>> {
        let erasure = self.erasure.as_ref()?;
        let action = format!("/desk/t/{}/tasks/{}", self.reference, self.id);
        Some(ErasingPart { frame: &self.frame, w: self.frame.language.erasing(), action, erasure, may_work: true })
    }

    fn correcting(&self) -> Option<CorrectingPart<'_>> {
        let view = self.correcting.as_ref()?;
        let action = format!("/desk/t/{}/tasks/{}", self.reference, self.id);
        Some(CorrectingPart { frame: &self.frame, w: self.frame.language.correcting(), action, view })
    }

    fn outcomes(&self) -> [(&'static str, &'static str, &'static str, bool); 4] {
        let w = &self.frame.w.task;
        Outcome::ALL.map(|outcome| {
            let (word, hint) = match outcome {
                Outcome::Done => (w.done, w.done_hint),
                Outcome::NotFound => (w.not_found, w.not_found_hint),
                Outcome::Partial => (w.partial, w.partial_hint),
                Outcome::Skipped => (w.skipped, w.skipped_hint),
            };
            (outcome.code(), word, hint, self.outcome == Some(outcome))
        })
    }
}
