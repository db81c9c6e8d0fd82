//! What the desk can say of its own work: how many asked for what, how long they waited, what was refused and why.
//!
//! No article asks for a register of requests, but whoever is accountable has to be able to show (Art. 5(2), 24): [`gather`]
//! counts over a span of days, [`table`] writes the counts as a table for any spreadsheet, and [`record`] tells of one ticket in the terms of
//! the W3C's Data Privacy Vocabulary. None of it names a person.

pub mod complaints;
pub mod figures;
pub mod gather;
pub mod record;
pub mod span;
pub mod table;
pub mod waits;
