//! A question to the person: who they are, whether they may act for somebody, to pay, what they mean.
//!
//! Such a question may move the period of a request, differently under each law ([`clock`]). What was asked and when, why, and how the
//! answer was checked stay on file; the proof itself, such as a copy of a passport, never does.

pub mod clock;
pub mod entity;
pub mod kind;
pub mod store;
