//! A complaint to the controller about how a request was dealt with (Data Protection Act 2018 s. 164A): its own case, with its own
//! clock.
//!
//! It is acknowledged within thirty days and answered without undue delay. The clocks of the request go on meanwhile, and nothing of
//! its ticket is disposed of until the complaint has its answer.

pub mod entity;
pub mod state;
pub mod store;
