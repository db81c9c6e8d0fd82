//! A complaint to the controller about how a request was dealt with, or about what is done with somebody's data (Data Protection Act
//! 2018 s. 164A): its own case, with its own clock.
//!
//! It is acknowledged within thirty days and answered without undue delay. The clocks of the request go on meanwhile, and nothing of
//! its ticket is disposed of until the complaint has its answer. Whoever never asked for anything complains on a ticket that has no
//! request: once they have confirmed their address, it is a complaint as any other, and its answer ends the ticket.

pub mod entity;
pub mod state;
pub mod store;
