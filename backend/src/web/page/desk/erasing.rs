//! An erasure on the page of its task: what would be erased, what is open, who has approved, and what was erased.

use askama::Template;

use super::select::Select;
use crate::{
    web::page::frame::DeskFrame,
    words::{
        erasing::Erasing,
        fill::{Fill, fill},
        number,
    },
};

/// The erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureView {
    /// The hash of the plan.
    pub plan: String,
    /// What would happen, or happened, by collection.
    pub rows: Vec<Row>,
    /// What the database does by itself.
    pub along: Vec<String>,
    /// What is not done by us, and what to do about it.
    pub remarks: Vec<(String, String)>,
    /// How many calls were made to have it erased, if any.
    pub calls: Option<u64>,
    /// How far it is.
    pub stage: Stage,
}

/// How far an erasure is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// People look at it.
    Looking(Looking),
    /// Enough people have approved; a worker is at it.
    Approved,
    /// It is done.
    Done {
        /// Whether the system's answer was lost.
        is_answer_lost: bool,
        /// Where names still stand that should not, or of which nobody knows whose they are.
        left: Vec<String>,
        /// What still shows and is on its way out.
        pending: Vec<String>,
    },
}

/// What people have to look at and to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looking {
    /// What is in the way, and what to do about it.
    pub obstacles: Vec<(String, String)>,
    /// Collections with rows that belong to others too, and the chosen treatment.
    pub shared: Vec<(String, String)>,
    /// Whether a large share of a table would go; and whether that was looked at again.
    pub large_share: Option<bool>,
    /// Who has approved.
    pub approved_by: Vec<String>,
    /// How many have to.
    pub needed: usize,
    /// The systems that come first and have not ended: a worker gets the plan only afterwards.
    pub waits_for: Vec<String>,
    /// Whether what was asked for is still to be handed over, which comes first too.
    pub waits_for_exports: bool,
    /// Whether something that is held there is being corrected, which comes first as well.
    pub is_contested: bool,
    /// Whether somebody decided that it need not wait.
    pub goes_ahead: bool,
    /// Whether this reader can approve it now.
    pub may_approve: bool,
}

/// One collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub collection: String,
    /// Everybody's rows; before the erasure.
    pub in_table: u64,
    /// Everybody's rows afterwards, once it is done.
    pub after: Option<u64>,
    /// The person's.
    pub found: u64,
    /// Those that go.
    pub deleted: u64,
    /// Those that are overwritten.
    pub blanked: u64,
    /// Those that stay.
    pub kept: u64,
    /// Those that belong to others too.
    pub shared: u64,
    /// What there is to say of them, a sentence each.
    pub remarks: Vec<String>,
}

/// The part of the page.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/erasing.html")]
pub struct ErasingPart<'a> {
    /// What stands around the page.
    pub frame: &'a DeskFrame,
    /// The texts.
    pub w: &'static Erasing,
    /// Where the forms go: the task's address.
    pub action: String,
    /// The erasure.
    pub erasure: &'a ErasureView,
    /// Whether the reader may decide.
    pub may_work: bool,
}

impl askama::filters::HtmlSafe for ErasingPart<'_> {}

impl ErasingPart<'_> {
    fn count(&self, number: &u64) -> String {
        number::count(*number, self.frame.language)
    }

    /// An API does not say how much it holds of everybody.
    fn everybodys(&self, row: &Row) -> String {
        if row.in_table == 0 && row.found > 0 { "–".to_owned() } else { self.count(&row.in_table) }
    }

    fn calls(&self) -> Option<String> {
        Some(self.w.calls.with(self.count(&self.erasure.calls?)))
    }

    fn is_done(&self) -> bool {
        match self.erasure.stage {
            Stage::Done { .. } => true,
            Stage::Looking(_) | Stage::Approved => false,
        }
    }

    fn looking(&self) -> Option<&Looking> {
        match &self.erasure.stage {
            Stage::Looking(looking) => Some(looking),
            Stage::Approved | Stage::Done { .. } => None,
        }
    }

    fn approvals(&self, looking: &Looking) -> String {
        let names = if looking.approved_by.is_empty() {
            self.frame.w.site.none.to_owned()
        } else {
            looking.approved_by.join(", ")
        };
        fill(self.w.approvals, &[&looking.approved_by.len(), &looking.needed, &names])
    }

    fn approve_hint(&self, looking: &Looking) -> String {
        match looking.needed {
            0 | 1 => self.frame.language.guiding().approve_hint_alone.to_owned(),
            many => self.w.approve_hint.with(many),
        }
    }

    fn treatment(&self, number: &usize, collection: &str, chosen: &str) -> Select {
        let guide = self.frame.language.guiding();
        let by_itself = if chosen.is_empty() { guide.rows_open } else { guide.rows_by_rule };
        let none = (String::new(), by_itself.to_owned());
        let choices = [("keep", self.w.keep), ("detach", self.w.detach), ("blank", self.w.blank)];
        let choices = choices.into_iter().map(|(code, words)| (code.to_owned(), words.to_owned()));
        let label = self.w.whose.with(collection);
        Select::new(
            "shared",
            label,
            &value(collection, chosen),
            std::iter::once(none).chain(choices).map(|(code, words)| (value(collection, &code), words)),
        )
        .of_part(&number.to_string())
    }
}

/// What the list sends: the collection and its treatment, in one value, for a page may have several such lists.
fn value(collection: &str, code: &str) -> String {
    if code.is_empty() { String::new() } else { format!("{collection}={code}") }
}
