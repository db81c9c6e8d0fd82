//! Locks: the list, one of them, and the form for a new one.

pub mod rows;

pub mod list;
pub mod one;
pub mod set;
