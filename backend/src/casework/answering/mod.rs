//! What becomes of a request: it is decided, refused with reasons, given more time, taken back, answered.

pub mod answer;
pub mod decide;
pub mod extend;
pub(crate) mod facts;
pub(crate) mod fulfilled;
mod must_be;
pub mod reach;
pub(crate) mod resting_on;
pub mod rests_on;
pub mod review_decision;
pub mod tell_review;
pub mod weigh;
pub mod withdraw;
pub mod withdraw_one;
