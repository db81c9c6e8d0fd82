//! How a deadline came about, in words: a sentence for each step of the working.
//!
//! The law's own steps are data; here each is said so that a person can follow it by hand, in their language.

pub mod de;
pub mod en;
pub mod fr;
pub mod texts;

pub mod sentence;
