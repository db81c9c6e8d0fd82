//! What happens by itself with time.

pub mod look_for_drift;
pub(crate) mod retain;
pub mod tidy;
