//! That staff were reminded of a request before it is due: each time once.

pub mod entity;
pub mod step;
pub mod store;
