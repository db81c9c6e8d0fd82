//! The eight rights of a data subject, as pure data.
//!
//! One file for each right says what is particular to it: its articles, what it asks of the connected systems, and
//! what the person gets in the end. [`right::Right`] is the list of them. Nothing here knows a ticket, a date or a database;
//! how long an answer may take is the business of `law`.

pub mod right;
pub mod rules;

pub mod access;
pub mod automated_decisions;
pub mod erasure;
pub mod informed;
pub mod objection;
pub mod portability;
pub mod rectification;
pub mod restriction;
