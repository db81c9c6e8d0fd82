//! What proves an erasure: everything that is known of it and names nobody, in one signed bundle.
//!
//! For a machine as JSON, for people as a page in the ticket's language. The only thing in it that points to a person is the
//! ticket's reference; identifiers, notes and messages stay out.

pub mod bundle;
pub mod content;
mod gather;
mod page;
