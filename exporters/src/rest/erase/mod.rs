//! Erasing people through an HTTP API: the `erase:` and `verify:` parts of a `rest:` section.
//!
//! An erasure is drafted before it is done, and drafted again right before it is done. The [`draft`] walks the reading
//! steps to the person's objects, decides the fate of each (it goes, it is left to expire because others' data lies in it,
//! it may not go yet) and renders the call that would be made for it. Only if every object of the second draft stood in the
//! first one, with the same fate, are the calls made ([`act`]). Then it is drafted a third time: what would still be done
//! is what is left ([`readback`]).
//!
//! What must always hold:
//! - A destructive call names one object, or the person, in a parameter that cannot be empty: the manifest is refused
//!   otherwise, and a hole without a value stops the erasure before its first call.
//! - What an API answers is not believed: a status is looked up in the step's lists, a body is held against its
//!   predicates, and afterwards it is read back, at once and again when the manifest says.
//! - Erasing is done with a credential of its own. Without one it is not tried.
//! - Nothing that is answered holds a value: objects are hashes keyed by the person's names, paths are as the manifest
//!   writes them.
//! - Unlike a transaction, calls cannot be undone. An erasure that stopped half-way is taken up by the same order again:
//!   what is gone is no longer found, and what is left is a part of what was approved.

pub mod act;
pub mod draft;
pub mod eraser;
pub mod plan;
pub mod readback;
pub mod span;
pub mod tables;

pub(in crate::rest) mod acting;
mod fate;
mod job;
pub(in crate::rest) mod objects;
mod outlooks;
pub(in crate::rest) mod render;
