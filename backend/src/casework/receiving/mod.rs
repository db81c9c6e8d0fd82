//! Somebody asks, and it is made sure that it comes from them.

pub mod answer_confirmation;
pub mod codes;
pub mod flood;
pub(crate) mod forget;
pub(crate) mod merge;
pub mod receive;
pub mod receive_once;
pub mod renew_code;
pub mod resend;
pub mod verify_by_hand;
