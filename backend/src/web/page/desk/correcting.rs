//! A rectification on the page of its task: what is held, what is said to be wrong, what would change, and what was written.

use askama::Template;

use super::select::Select;
use crate::{
    web::page::{field::Field, frame::DeskFrame},
    words::{
        correcting::Correcting,
        fill::{Fill, fill},
    },
};

/// The rectification.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorrectingView {
    /// Fields that can be corrected, with what stands there, and what there is to say of them.
    pub held: Vec<(String, String, Option<String>)>,
    /// What is said to be wrong.
    pub said: Vec<SaidRow>,
    /// What would change.
    pub changes: Vec<ChangeRow>,
    /// What is in the way, and what to do about it.
    pub misfits: Vec<(String, String)>,
    /// Where all is right already.
    pub already: Vec<String>,
    /// What there is to approve.
    pub looking: Option<Looking>,
    /// Whether a worker is at it.
    pub is_in_work: bool,
    /// What was found when it was read back; empty: nothing was written.
    pub read_back: Vec<String>,
    /// Whether the system's answer was lost.
    pub is_answer_lost: bool,
    /// The fields that staff can write something down for: what is sent, and what is read. Empty: not now.
    pub fields: Vec<(String, String)>,
    /// Field `right`.
    pub right: Field,
    /// Field `held`.
    pub held_field: Field,
    /// Grounds on which something is not corrected: code and name.
    pub grounds: Vec<(String, String)>,
}

/// One correction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaidRow {
    /// Its id.
    pub id: String,
    /// The field.
    pub field: String,
    /// What stands there.
    pub old: String,
    /// What should.
    pub new: String,
    /// Who said it.
    pub by: String,
    /// How it stands, in words.
    pub state: String,
    /// Whether it can be decided now.
    pub may_decide: bool,
}

/// A field of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeRow {
    /// The field.
    pub field: String,
    /// Which of the person's rows.
    pub row: String,
    /// What stands there.
    pub old: String,
    /// What would.
    pub new: String,
}

/// What there is to approve.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looking {
    /// The hash of the proposal.
    pub plan: String,
    /// Who has approved.
    pub approved_by: Vec<String>,
    /// How many have to.
    pub needed: usize,
    /// Whether this reader can approve it now.
    pub may_approve: bool,
}

/// The part of the page.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/correcting.html")]
pub struct CorrectingPart<'a> {
    /// What stands around the page.
    pub frame: &'a DeskFrame,
    /// The texts.
    pub w: &'static Correcting,
    /// Where the forms go: the task's address.
    pub action: String,
    /// The rectification.
    pub view: &'a CorrectingView,
}

impl askama::filters::HtmlSafe for CorrectingPart<'_> {}

impl CorrectingPart<'_> {
    fn approvals(&self, looking: &Looking) -> String {
        let names = if looking.approved_by.is_empty() {
            self.frame.w.site.none.to_owned()
        } else {
            looking.approved_by.join(", ")
        };
        fill(self.w.approvals, &[&looking.approved_by.len(), &looking.needed, &names])
    }

    fn field(&self) -> Select {
        let none = (String::new(), self.frame.w.site.none.to_owned());
        Select::new("field", self.w.field, "", std::iter::once(none).chain(self.view.fields.iter().cloned()))
    }

    fn decision(&self, row: &SaidRow, number: &usize) -> Select {
        let own = [("by_hand", self.w.choose_by_hand), ("statement", self.w.choose_statement)];
        let own = own.into_iter().map(|(code, words)| (code.to_owned(), words.to_owned()));
        let grounds = self.view.grounds.iter().map(|(code, name)| (code.clone(), self.w.choose_refuse.with(name)));
        let none = (String::new(), self.frame.w.site.none.to_owned());
        let choices = std::iter::once(none).chain(own).chain(grounds);
        Select::new("decision", self.w.decision.with(&row.field), "", choices).of_part(&number.to_string())
    }
}
