//! The configuration: one TOML file.
//!
//! Unknown keys are refused, because a misspelt protection is none. Secrets are not written into it but named: the file
//! or the environment variable that holds them. [`check`] says in words what is wrong.

pub mod archive;
pub mod authority;
pub mod automated;
pub mod calendars;
pub mod check;
pub mod customer;
pub mod deactivation;
pub mod decisions;
pub mod erasure;
pub mod file;
pub mod homeserver;
pub mod limits;
pub mod misread;
pub mod own_servers;
pub mod questions;
pub mod ranges;
pub mod receiver;
pub mod recipient;
pub mod rectification;
pub mod reminders;
pub mod restriction;
pub mod retention;
pub mod secret;
