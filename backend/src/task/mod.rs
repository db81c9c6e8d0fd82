//! A task: one operation on one system for one request. The row is the queue.
//!
//! A task ends with an outcome that says what is known, never just "failed". `abandoned` is not an end that a ticket can
//! be answered with: a person must look, and try again, finish it by hand or skip it with a reason.

pub mod approval;
pub mod begin;
pub mod correcting;
pub mod entity;
pub mod erasure;
pub mod result;
pub mod state;
pub mod store;
pub mod withheld_before;
