//! Legal holds: the list, one of them, and the form for a new one.

use askama::Template;

use super::select::Select;
use crate::{
    web::page::{
        field::{Field, Problem},
        frame::DeskFrame,
        tag::TaskTag,
    },
    words::fill::Fill,
};

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/holds.html")]
pub struct Holds {
    /// What stands around it.
    pub frame: DeskFrame,
    /// Those that stand, the next review first.
    pub rows: Vec<HoldRow>,
    /// Those that were lifted last.
    pub lifted: Vec<HoldRow>,
    /// Whether the reader may set one, and open them.
    pub may_work: bool,
}

/// One hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldRow {
    /// Its id, in addresses.
    pub id: String,
    /// The person's names, masked.
    pub person: String,
    /// Why, with its article.
    pub ground: String,
    /// Where; empty: everywhere.
    pub places: Vec<String>,
    /// How old it is, in words.
    pub age: String,
    /// The day of its review, for a table.
    pub review_on: String,
    /// How long until then; none if the day has come.
    pub left: Option<String>,
    /// When it was lifted.
    pub lifted_on: Option<String>,
}

impl HoldRow {
    /// Whether somebody should look at it by now.
    pub fn is_due(&self) -> bool {
        self.left.is_none() && self.lifted_on.is_none()
    }
}

/// One of them.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/hold.html")]
pub struct HoldPage {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The hold.
    pub row: HoldRow,
    /// The person's names: kind and value.
    pub names: Vec<(String, String)>,
    /// The reference of the ticket it was set from.
    pub ticket: Option<String>,
    /// Why the person is not told of it; none: they are.
    pub untold: Option<String>,
    /// Whether it stands.
    pub is_standing: bool,
    /// What happened to it, first to last.
    pub steps: Vec<StepRow>,
    /// What it stopped.
    pub stopped: Vec<StoppedRow>,
    /// Field `review_on`.
    pub review_on: Field,
    /// Field `reason` of the form that lets it stand.
    pub review_why: Field,
    /// Field `reason` of the form that lifts it.
    pub lift_why: Field,
}

/// One thing that happened to a hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    /// When, for a table.
    pub at: String,
    /// Who.
    pub who: String,
    /// What, in a word.
    pub what: String,
    /// Why.
    pub words: String,
    /// The next review that was agreed on, in words.
    pub review_on: Option<String>,
}

/// A task that did not erase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoppedRow {
    /// The ticket's reference.
    pub reference: String,
    /// The task's id, in addresses.
    pub task: String,
    /// The system's name.
    pub system: String,
    /// How it stands now.
    pub state: TaskTag,
}

impl HoldPage {
    fn problems(&self) -> Vec<Problem> {
        let problems = [
            self.review_on.problem("review_on"),
            self.review_why.problem("reason-review"),
            self.lift_why.problem("reason-lift"),
        ];
        problems.into_iter().flatten().collect()
    }

    fn state(&self, row: &StoppedRow) -> String {
        row.state.tag(self.frame.w, self.frame.language).word
    }
}

/// The form for a new one.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/new_hold.html")]
pub struct NewHold {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The reference of the ticket it is set from; empty: from none.
    pub ticket: String,
    /// Field `names`.
    pub names: Field,
    /// Field `ground`: the chosen code.
    pub ground: String,
    /// The grounds: code and words.
    pub grounds: Vec<(String, String)>,
    /// Field `place`: the systems.
    pub places: Vec<PlaceChoice>,
    /// Field `reason`.
    pub reason: Field,
    /// Field `review_on`.
    pub review_on: Field,
    /// Field `untold`: why the person is not told; empty: they are.
    pub untold: Field,
}

/// A system that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceChoice {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether it is chosen.
    pub checked: bool,
}

impl NewHold {
    fn problems(&self) -> Vec<Problem> {
        let problems = [
            self.names.problem("names"),
            self.reason.problem("reason"),
            self.review_on.problem("review_on"),
            self.untold.problem("untold"),
        ];
        problems.into_iter().flatten().collect()
    }

    fn ground_select(&self) -> Select {
        Select::new("ground", self.frame.language.holding().ground, &self.ground, self.grounds.iter().cloned())
    }
}
