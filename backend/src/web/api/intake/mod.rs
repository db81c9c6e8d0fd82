//! What anybody may do: ask, and hear how far it is; and what homeservers may that sign their calls.

pub mod given;

pub mod asking;
pub mod complaining;
pub mod status;

pub mod accounts;

pub mod operations;
pub mod part;
