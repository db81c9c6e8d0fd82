//! What anybody may do: ask, and hear how far it is.

pub mod given;

pub mod asking;
pub mod status;

pub mod operations;
