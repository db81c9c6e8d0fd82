//! Locks: the list, one of them, and the form for a new one.

use askama::Template;

use super::{
    holds::{HoldRow, PlaceChoice, StepRow, StoppedRow},
    select::Select,
};
use crate::{
    web::page::{
        field::{Field, Problem},
        frame::DeskFrame,
    },
    words::fill::Fill,
};

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/locks.html")]
pub struct Locks {
    /// What stands around it.
    pub frame: DeskFrame,
    /// Those that stand, the next review first.
    pub rows: Vec<LockRow>,
    /// Those that ended last.
    pub ended: Vec<LockRow>,
    /// The code of the case that is shown; empty: all.
    pub case: String,
    /// The cases of Art. 18(1): code and words.
    pub cases: Vec<(String, String)>,
    /// Whether the reader may lock, and open them.
    pub may_work: bool,
}

/// One lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockRow {
    /// What it has in common with a hold: whom, which case, where, how old.
    pub hold: HoldRow,
    /// The code of its case.
    pub code: String,
    /// For which purpose; none: whatever purpose.
    pub purpose: Option<String>,
    /// The day on which it ends, for a table.
    pub ends_on: Option<String>,
}

impl Locks {
    fn case_select(&self) -> Select {
        let w = self.frame.language.locking();
        let all = std::iter::once((String::new(), w.all.to_owned()));
        Select::new("case", w.filter, &self.case, all.chain(self.cases.iter().cloned()))
    }
}

/// One of them.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/lock.html")]
pub struct LockPage {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The lock.
    pub row: LockRow,
    /// The person's names: kind and value.
    pub names: Vec<(String, String)>,
    /// The reference of the ticket it was set from.
    pub ticket: Option<String>,
    /// Whether it stands.
    pub is_standing: bool,
    /// What happened to it, first to last.
    pub steps: Vec<StepRow>,
    /// What it stopped.
    pub stopped: Vec<StoppedRow>,
    /// That its end is planned, in words.
    pub planned: Option<String>,
    /// Whether the letter about that has not left.
    pub is_unsent: bool,
    /// So many days lie at least between the letter and the end.
    pub gap: i64,
    /// Field `ends_on`.
    pub ends_on: Field,
    /// Field `why`.
    pub why: Field,
    /// Field `told`.
    pub told: Field,
    /// Field `reason` of the form that calls the end off.
    pub stay_why: Field,
    /// Field `review_on`.
    pub review_on: Field,
    /// Field `reason` of the form that lets it stand.
    pub review_why: Field,
}

impl LockPage {
    fn problems(&self) -> Vec<Problem> {
        let problems = [
            self.ends_on.problem("ends_on"),
            self.why.problem("why"),
            self.told.problem("told"),
            self.stay_why.problem("reason-stay"),
            self.review_on.problem("review_on"),
            self.review_why.problem("reason-review"),
        ];
        problems.into_iter().flatten().collect()
    }

    fn state(&self, row: &StoppedRow) -> String {
        row.state.tag(self.frame.w, self.frame.language).word
    }
}

/// The form for a new one.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/new_lock.html")]
pub struct NewLock {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The reference of the ticket it is set from; empty: from none.
    pub ticket: String,
    /// Field `names`.
    pub names: Field,
    /// Field `case`: the chosen code.
    pub case: String,
    /// The cases: code and words.
    pub cases: Vec<(String, String)>,
    /// Field `purpose`.
    pub purpose: Field,
    /// Field `place`: the systems.
    pub places: Vec<PlaceChoice>,
    /// Field `reason`.
    pub reason: Field,
}

impl NewLock {
    fn problems(&self) -> Vec<Problem> {
        let problems = [self.names.problem("names"), self.purpose.problem("purpose"), self.reason.problem("reason")];
        problems.into_iter().flatten().collect()
    }

    fn case_select(&self) -> Select {
        Select::new("case", self.frame.language.locking().case, &self.case, self.cases.iter().cloned())
    }
}
