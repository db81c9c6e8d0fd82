//! Legal holds: data of a person that may not be erased for now, for a reason that the law knows.
//!
//! A hold names the person by their names, says on which ground and for which systems, and has a day on which somebody
//! looks whether it is still needed. The names are kept as keyed hashes, by which everything that erases asks before it
//! begins, and sealed, so that staff can read whom it is about.

pub mod entity;
pub mod ground;
pub mod name;
pub mod place;
pub mod seal;
pub mod step;
pub mod stop;
pub mod store;
