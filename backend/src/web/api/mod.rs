//! The API, for programs: what the public form takes, and for staff what their pages can do.
//!
//! What must always hold: handlers call verbs and read, as the pages do; what the document says is what is checked
//! ([`schema`], [`operations`]); whatever goes wrong is told as a problem of RFC 9457 ([`problem`]), never as a page; who
//! acts for staff shows a token ([`caller`]), never a cookie, so that no page of another site can act for them.

pub mod day;
pub mod finding;

pub mod schema;
pub mod strict;

pub mod body;
pub mod codes;

pub mod problem;

pub mod faults;
pub mod reply;

pub mod operations;

pub mod caller;
pub mod signed;

pub mod intake;
pub mod staff;

pub mod document;
pub mod door;
