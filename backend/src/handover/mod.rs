//! Data that is sent straight to another provider, where the person asked for that (Art. 20(2)).
//!
//! It goes to a receiver of the configuration and to no other: an address that somebody has checked. Once for each request and
//! receiver, with what was sent and what was answered. What cannot be sent is tried again, by itself for some hours and then by
//! staff, and the person, who is told once, has the package themselves.

pub mod state;

pub mod entity;
pub mod store;
