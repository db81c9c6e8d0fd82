//! Notices that go to recipients through their own systems.
//!
//! The row is the queue, as that of a letter is for those that go by mail. It has the notice's id, which tells a repetition to the
//! recipient: however often it is sent, after restarts and by order of staff, it is one notice to them.

pub mod state;

pub mod entity;
pub mod store;
