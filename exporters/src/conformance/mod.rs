//! What every connector must do, as checks that anybody's tests can run.
//!
//! A test prepares a system with a planted person, says what it planted ([`case::Case`]), and calls [`run::all`]. The
//! answer is every promise of the contract that was broken, in words. An engine is not finished before the list is
//! empty, and a new engine starts here.

pub mod case;
pub mod counting;
pub mod keeping;
pub mod memory;
pub mod notifying;
pub mod rectifying;
pub mod run;
