//! What is asked of the systems, on the page of a ticket.

use crate::web::page::tag::TaskTag;

/// One thing that is asked of a system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The task's id, in addresses.
    pub id: String,
    /// The system's name.
    pub system: String,
    /// What is asked: the right, or the operation where it serves all of them.
    pub what: String,
    /// Where it stands.
    pub state: TaskTag,
    /// Records found; `None` while that is not known.
    pub records: Option<u64>,
    /// The last error or the note of whoever did it by hand.
    pub remark: String,
    /// What staff can do about it.
    pub action: TaskAction,
    /// Whether it waits for people to approve what would be erased.
    pub waits_for_approval: bool,
}

impl Task {
    /// Whether asking again would bring nothing new by itself: the system knows people by other names than those there are. It
    /// may be asked again, but nobody is led to it.
    #[must_use]
    pub const fn brings_nothing_new(&self) -> bool {
        matches!(self.state, TaskTag::NotLooked)
    }
}

/// What staff can do about a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskAction {
    /// Nothing: it runs or is over.
    None,
    /// Try again now.
    Retry,
    /// Do it by hand.
    ByHand,
    /// Either.
    RetryOrByHand,
}
