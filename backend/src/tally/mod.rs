//! Counters against floods: how often something happened in this hour or on this day.
//!
//! They stand in the database, so that all processes of the desk count together, and count keyed hashes, so that they
//! name nobody.

pub mod store;
