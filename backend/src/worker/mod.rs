//! The workers: they claim rows that are due, take the step, and settle it.
//!
//! Workers run inside `serve` and as `work`, in any number of processes. A process may be killed at any time: what it
//! had is claimed again when its lease has run out.

pub mod driver;
pub mod feeds;
pub mod heartbeat;
pub mod recurring;
pub mod roster;
