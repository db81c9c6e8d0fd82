//! What is true of the person or of their request and changes what may be done: an agent, a child, a death, a customer whose data it is.

pub mod authority;
pub(crate) mod locked;
pub mod note_circumstance;
pub(crate) mod of_a_death;
pub mod only_processor;
pub mod pass_on;
