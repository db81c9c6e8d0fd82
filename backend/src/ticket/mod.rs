//! A ticket: one person's case, from the form to the answer.
//!
//! What must always hold: what is verified was verified at some time (the table checks it too); a state changes only by
//! one of the moves in [`state`], and never without its line in the audit log, because [`store::save`] takes only what a
//! move returned.

pub mod entity;
pub mod intake;
pub mod keys;
pub mod queue;
pub mod state;
pub mod store;
