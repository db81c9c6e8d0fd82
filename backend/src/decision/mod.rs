//! How a request is to be answered, on which grounds, who said so and who agreed.
//!
//! A refusal, in whole or in part, is looked at by a second person before the person is told (four eyes). A decision that was
//! proposed is agreed to or returned; the row stays in either case, for the burden of proof is the company's.

pub mod balance;
pub mod entity;
pub mod review;
pub mod state;
pub mod store;
