//! What happens at the desk: one file for each thing that people or workers do.
//!
//! A verb joins the nouns in one transaction: the state, the audit line and the letter are written together or not at
//! all. Nothing leaves the machine inside a transaction. Doors (web, API, worker, command line) call verbs and nothing else.

pub mod accounts;
pub mod answering;
pub mod asking;
pub mod circumstances;
pub mod collecting;
pub mod complaints;
pub mod copying;
pub mod erasing;
pub mod error;
pub mod holding;
pub mod inform;
pub mod keeping;
pub mod locking;
mod our_fault;
pub mod receiving;
pub mod rectify;
pub mod refusal;
pub mod report;
pub mod sealing;
pub mod staffing;
pub mod stopping;
pub mod telling;
pub mod writing;
