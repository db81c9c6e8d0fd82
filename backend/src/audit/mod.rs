//! The audit log: who did what when, one line for each change, chained by hashes so that a missing or altered line shows.
//!
//! Lines hold ids, codes and counts, never people: the log outlives the tickets it speaks of.

pub mod entity;
pub mod entry;
pub mod store;
