//! What people are told of the use of their data, product by product (Art. 13 and 14), in versions.
//!
//! A version is never changed: when the register changes, the next one begins. So it can be shown which one somebody had
//! before them when they asked.

pub mod content;

pub mod entity;
pub mod seen;
pub mod store;
