//! How a person shows that they are who they say: one-time links to their mailbox, and sessions on their own request.
//!
//! Only keyed hashes are stored. A link is used once, in one statement; opening it (GET) changes nothing.

pub mod case_session;
pub mod entity;
pub mod store;
