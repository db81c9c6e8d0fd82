//! The systems are asked, round by round, and what comes of it is written down.

pub mod advance;
pub(crate) mod ask_anew;
pub(crate) mod call_off;
pub mod decide_identifier;
pub mod finish_by_hand;
pub(crate) mod found;
pub mod order;
pub mod plan;
pub mod retry;
pub mod run_task;
pub mod segment;
pub mod settle_task;
pub mod start;
pub(crate) mod step_back;
pub(crate) mod system_answer;
pub mod try_system;
pub(crate) mod unlearn;
