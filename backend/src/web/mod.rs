//! The doors for people: pages.

pub mod page;
