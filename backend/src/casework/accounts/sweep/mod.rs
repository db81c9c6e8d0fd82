//! Closed accounts are erased, hundreds at once.
//!
//! [`gather`] claims due accounts into a sweep. [`prepare`] looks once more whether they are closed, asks all systems what
//! else the people are called, leaves out those of whom data is held or who have asked for something, and stores
//! what is known, sealed, before the first delete. [`part`] erases them from one system: a line in the ledger, [`lots`] of people, a line
//! in the ledger, and between the two now and then a look at all texts of the system ([`search`]). When the last part is done, [`conclude`] settles all accounts in a few statements. [`follow`] brings back those
//! that people had. What was given up before becomes tickets ([`given_up`]) and can be tried again ([`retry`]).
//!
//! Each step may be taken twice, and a process may die in any of them: who is erased already is proven once more, with
//! nothing left to erase.

mod stopped;

pub mod people;
pub mod scope;

pub mod resolve;
pub mod still_closed;
pub mod ticket;
pub mod withheld;

pub mod leave_out;

mod given_up;

pub mod gather;
pub mod prepare;

mod still;
mod sum;

pub mod erase_each;
pub mod lots;
mod search;

pub mod part;

pub mod conclude;
pub mod follow;

pub mod evidence;
pub mod retry;
