//! The people who work at the desk: accounts, passwords, sessions, and tokens for their programs.

pub mod api_token;
pub mod entity;
pub mod password;
pub mod role;
pub mod session;
pub mod store;
