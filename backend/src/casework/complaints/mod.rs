//! Somebody complains to us, about how their request was dealt with or about their data: taken in and acknowledged, looked into,
//! answered.

pub mod answer;
pub mod file;
pub mod receive;
pub mod unconfirmed;
