//! A request: one right exercised on a ticket, with its own due date and its own answer.

pub mod aim;
pub mod due;
pub mod entity;
pub mod follows;
pub mod part;
pub mod rests_on;
pub mod state;
pub mod store;
