//! A letter: a mail that we send. It is rendered when it is queued, in the transaction of what it tells, and sent by a
//! worker afterwards; its row says whether it went.

pub mod entity;
pub mod kind;
pub mod store;
pub mod wording;
