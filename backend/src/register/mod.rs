//! The systems that are connected here: the entries of the register, each with the connector that reaches it.

pub mod connected;
pub mod drift;
pub mod drift_look;
pub mod homeservers;
pub mod hook;
pub mod recipient;
pub mod state;
pub mod turn;
