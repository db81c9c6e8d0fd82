//! What was erased, and by whose names: append-only and chained, written before anything is destroyed.
//!
//! The ledger outlives the ticket, its key and the person's names. It holds keyed hashes of the names, so that a person who
//! comes back out of a backup can be recognised, and nobody can read from it who they were.

pub mod batch;
pub mod cause;
pub mod entity;
pub mod entry;
pub mod names;
pub mod store;
pub mod what;
