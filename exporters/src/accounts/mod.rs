//! What a homeserver knows of its accounts: which are closed, and since when.
//!
//! Nothing here knows the desk, and nothing here changes anything on the homeserver.
//!
//! What must always hold:
//!
//! - A whole list has every account that was closed all the time while it was read. Where a homeserver counts its pages
//!   by rows, and rows come and go meanwhile, each page begins before the end of the last one and must show it
//!   ([`overlap`]).
//! - An open account is never taken for a closed one: where an answer is not of the shape we know, there is no answer. And
//!   "there is no such account" is believed only in the homeserver's own words, not from whatever stands before it.
//! - Calls go to the configured origin and nowhere else; of a link in an answer only its cursor is taken.
//! - Error texts name nobody.

pub mod account;
pub mod overlap;

pub mod homeserver;

pub mod asking;

pub mod mas;
pub mod synapse;

#[cfg(test)]
mod tests;
