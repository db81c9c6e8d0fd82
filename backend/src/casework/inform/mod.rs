//! What people are told of the use of their data, made from the register (Art. 13 and 14).
//!
//! Nobody types it: what a manifest says of purposes, grounds, recipients and periods is what the page, the letter and the
//! archive say. A change of the register is a new version by itself.

pub mod answer;
pub mod content;
pub mod text;
pub mod versions;
