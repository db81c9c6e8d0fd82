//! One ticket: everything about it on one page, and the forms on it.
//!
//! [`case`](crate::web::case) reads what is known, [`show`] fills the page, part by part. Each form calls one verb; [`outcome`] leads on
//! to the page again, with what was done, or with what kept it from being done.

pub mod automated;
pub mod circumstances;
pub mod complaints;
pub mod law;
pub mod log;
pub mod messages;
mod next_step;
mod offered;
pub mod package;
pub mod proposal;
pub mod questions;
mod reach;
pub mod tasks;
mod todo;

pub mod saved;
pub mod show;

pub mod outcome;

pub mod act;
pub mod again;
pub mod ask;
pub mod complain;
pub mod identify;
pub mod learn;
pub mod review;
pub mod weigh;
pub mod write;
