//! Who works at the desk: they come in, have programs act for them, are given tickets and reminded of them.

pub mod api_token;
pub mod assign;
pub mod remind;
pub mod show_contact;
pub mod sign_in;
