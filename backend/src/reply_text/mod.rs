//! A saved reply text: what staff write often, kept once and well, in the language of the person.
//!
//! It holds placeholders and nothing else that means anything: no conditions, no template, no markup. A value that is filled in
//! is never looked at again, so nothing that a person wrote can become a placeholder.

pub mod placeholders;

pub mod entity;
pub mod store;
