//! What a person says is wrong in what a system holds of them, and what is right: Art. 16.
//!
//! One row is one field. The person says it, from what they are shown, or staff write down what the person said. As long as a
//! row is [`state::State::is_contested`], whether the field is right is being checked (Art. 18(1)(a)). What stood there and what is to
//! stand there are sealed, and destroyed once the request is answered: a list of former values would spread what was wrong.

pub mod entity;
pub mod state;
pub mod store;
