//! Accounts that were closed on the homeserver: what satellites still hold of them is gone within thirty days.
//!
//! Each account that stands closed has one line, by the keyed hash of its Matrix ID. The name itself is sealed and is
//! destroyed when the account is proven, or opened again; the hash stays. Lines are worked on in *sweeps*: a sweep is a
//! batch of accounts, and its *parts* are what it does in each system. There is no row for an account in a system.

pub mod sighting;
pub mod state;

pub mod entity;
pub mod store;

pub mod claim;
pub mod figures;
pub mod in_the_way;
pub mod settle;
pub mod unseen;
pub mod year;

pub mod import;
pub mod part;
pub mod search;
pub mod sweep;
