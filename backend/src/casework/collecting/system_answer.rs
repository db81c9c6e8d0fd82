//! What came of asking a system, before it is written down.

use rightsdesk_exporters::contract::{
    error::ConnectorError,
    outcome::{Cursor, Learned, ManualWork},
};

use crate::{
    hold::store::Held,
    ledger::entry::Entry,
    task::{
        result::{Segment, TaskResult},
        state::Outcome,
    },
};

/// What came of asking a system.
#[derive(Debug)]
pub(in crate::casework) enum Answer {
    /// Further names of the person.
    Learned(Vec<Learned>),
    /// So far this, and what staff have to know of it; there is more.
    Continues(Cursor, Segment, Option<String>),
    /// That was all.
    Ended {
        /// Everything the task brought.
        result: TaskResult,
        /// How it ended.
        outcome: Outcome,
    },
    /// A person has to do it.
    ByHand(TaskResult, ManualWork),
    /// Nothing was erased yet, because the person has it locked: they say which they want.
    AsksFirst {
        /// What is there.
        result: TaskResult,
        /// What staff do.
        work: ManualWork,
        /// By which locks.
        by: Vec<Held>,
    },
    /// Nothing was erased, because it is held.
    Kept {
        /// What is there, and what the person is told.
        result: TaskResult,
        /// By which holds.
        by: Vec<Held>,
    },
    /// It gave an error for the last time, after it had done a part.
    GivenUp {
        /// What is gone, and what is there still.
        result: Box<TaskResult>,
        /// What the system said.
        error: ConnectorError,
    },
    /// An erasure that had begun was broken off: the line of the ledger that says what was gone by then, and what comes of the
    /// task.
    BrokenOff(Box<Entry>, Box<Answer>),
}
