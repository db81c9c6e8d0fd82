//! The manual engine: a system that only a person can ask.

pub mod connector;
