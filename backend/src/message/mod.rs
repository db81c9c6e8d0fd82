//! What the person and the desk write to each other on a ticket, and the notes that staff keep to themselves.

pub mod entity;
pub mod kind;
pub mod store;

/// The longest message, in characters.
pub const LONGEST_MESSAGE: usize = 10_000;
