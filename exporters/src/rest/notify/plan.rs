//! The steps of a section that tell a recipient, read and found in order.

use serde_json_path::JsonPath;

use crate::{
    contract::notifier::Deed,
    rest::{
        erase::plan::{Action, CallPlan, EraseStep},
        request::Test,
    },
};

/// What the holes of such a call may be filled with besides settings and identities.
pub const HOLES: [&str; 6] =
    ["notice.id", "notice.what", "notice.reference", "notice.done_on", "notice.systems", "notice.text"];

/// One step that tells a recipient.
#[derive(Clone, Debug)]
pub struct NotifyStep {
    /// The names it is done for, and the call.
    pub change: EraseStep,
    /// What it tells of.
    pub of: Vec<Deed>,
    /// Where the answer has the name by which they know our notice.
    pub receipt: Option<JsonPath>,
    /// Whoever takes the call has done it.
    pub acknowledges: bool,
    /// What in the body says that it is done, all of it; none: nothing there says it.
    pub acknowledged: Vec<Test>,
}

impl NotifyStep {
    /// The call; every such step has one.
    pub fn call(&self) -> Option<&CallPlan> {
        match &self.change.action {
            Action::Call(call) => Some(call),
            Action::Expire(_) => None,
        }
    }
}
