//! The list of those who are not written to for marketing: keyed hashes of their addresses, and nothing else.
//!
//! It is kept so that the objection can be honoured (Art. 21(3)); the addresses cannot be read from it, only asked for.

pub mod store;
