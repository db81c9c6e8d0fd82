//! What keeps data of a person as it is, for a reason that the law knows: legal holds, and locks.
//!
//! Both are rows of one table, so that whatever asks for holds before it erases obeys locks too; the [`ground`] says which of
//! the two it is, and a lock has a [line](lock) of its own beside it. A hold names the person by their names, says on which ground and for which systems, and has a day on which somebody
//! looks whether it is still needed. The names are kept as keyed hashes, by which everything that erases asks before it
//! begins, and sealed, so that staff can read whom it is about.

pub mod entity;
pub mod ground;
pub mod lock;
pub mod name;
pub mod place;
pub mod seal;
pub mod state;
pub mod step;
pub mod stop;
pub mod store;
