//! A small company to try the desk with.

pub mod mailbox;

pub mod error_tracker;
