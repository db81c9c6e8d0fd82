//! Somebody complains to us about how their request was dealt with: taken in and acknowledged, looked into, answered.

pub mod answer;
pub mod file;
