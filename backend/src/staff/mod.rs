//! The people who work at the desk: accounts, passwords and sessions.

pub mod entity;
pub mod password;
pub mod role;
pub mod session;
pub mod store;
