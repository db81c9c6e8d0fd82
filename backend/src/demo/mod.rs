//! A small company to try the desk with.
//!
//! [`world`] sets it up in a folder: connected systems with their real tables and several people in them, an error
//! tracker that answers over HTTP, a mailbox behind a mail server, and a desk that is configured as in production.
//! [`journey`] takes a request through it by the doors that people use.

pub mod browser;
pub mod company;
pub mod error_tracker;
pub mod journey;
pub mod mailbox;
pub mod run;
pub mod world;
