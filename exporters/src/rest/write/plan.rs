//! The writing steps of a section that was read and found in order.

use serde_json::Value;

use crate::{
    contract::{restrictor::Mark, subject::IdentifierKind, text::Text},
    rest::{
        erase::plan::{Action, CallPlan, EraseStep},
        request::{Test, Verb},
    },
};

/// One writing step.
#[derive(Clone, Debug)]
pub struct WriteStep {
    /// What it comes to.
    pub kind: Kind,
    /// The rows it is done for, and the call.
    pub change: EraseStep,
    /// What of a row tells that it is so already, all of it.
    pub stands: Vec<Test>,
    /// What of a row tells that it is not, any of it.
    pub stands_not: Vec<Test>,
    /// The mark stays while the person objects to marketing, because it says that too.
    pub unless_objecting: bool,
    /// What may be corrected by it.
    pub fields: Vec<WriteField>,
    /// The body is the row as it was read, with what is corrected in it.
    pub is_whole: bool,
}

/// What a writing step comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A correction.
    Rectify,
    /// A mark is set.
    Set(Mark),
    /// A mark is taken away.
    Lift(Mark),
}

/// A field that may be corrected.
#[derive(Clone, Debug)]
pub struct WriteField {
    /// Its name in the collection; `user.mail` inside another.
    pub name: String,
    /// What it means, for people.
    pub description: Text,
    /// Where its new value goes.
    pub at: Spot,
    /// What sort of value it is.
    pub sort: Sort,
    /// The longest text that is taken there, in characters.
    pub longest: Option<u64>,
    /// Whether it may be emptied.
    pub clears: bool,
    /// People are found by it: only a name of this kind that is theirs may stand there.
    pub renames: Option<IdentifierKind>,
    /// It is there for what the person says about the rest.
    pub is_statement: bool,
}

/// Where in a call a new value goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Into the JSON body, by the keys that lead there.
    Keys(Vec<String>),
    /// Into a parameter of the form.
    Parameter(String),
}

/// What sort of value a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// True or false.
    Boolean,
}

impl WriteStep {
    /// The call; every writing step has one.
    pub fn call(&self) -> Option<&CallPlan> {
        match &self.change.action {
            Action::Call(call) => Some(call),
            Action::Expire(_) => None,
        }
    }

    /// Whether the row is gone afterwards. Where the manifest says what a row tells, it is there, and a part of it goes.
    pub fn deletes(&self) -> bool {
        let has_tests = !self.stands.is_empty() || !self.stands_not.is_empty();
        !has_tests && self.call().is_some_and(|call| call.verb == Verb::Delete)
    }

    /// Whether a row tells that it is so already. Where rows are deleted, one that is there tells that it is not.
    pub fn stands_on(&self, row: &Value) -> bool {
        !self.deletes()
            && self.stands.iter().all(|test| test.holds(row))
            && !self.stands_not.iter().any(|test| test.holds(row))
    }
}
