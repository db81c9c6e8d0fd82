//! Erasing people from a database by SQL.
//!
//! An erasure is drafted before it is done, and drafted again in the transaction that does it. The [`draft`] finds the
//! person's rows by the same walk as an export, sorts them by the manifest's rules ([`sorting`]), follows the foreign
//! keys of the live database to rows that would go along ([`doomed`]), fits the new values to what the columns allow or
//! says what is in the way ([`preflight`]), and ends in statements ([`changes`]) and in a hash of all that. Only if the
//! second draft has the hash of the first are its statements made ([`carry_out`]).
//!
//! What must always hold:
//! - A statement that changes rows names them one by one, by their key; where a table has no key, by the condition by
//!   which they were found, and then only all of them. A statement without rows is not made.
//! - A row that belongs to other people too is never deleted; of its fields only those are overwritten that name the
//!   person, and only where it is this person whom they name, unless the manifest or a human says more.
//! - All or nothing: if one statement changes another number of rows than were previewed, or a table afterwards misses
//!   another number of rows than were deleted, everything is undone.
//! - Nothing that is answered holds a value. The hashes of rows are keyed by the person's names.

pub(super) mod eraser;
pub(super) mod live;

pub(super) mod carry_out;
pub(super) mod changes;
mod doomed;
mod draft;
mod letters;
mod order;
pub(super) mod overwrite;
mod preflight;
mod readback;
pub(super) mod rows;
pub(super) mod rules;
pub(super) mod scan;
pub(super) mod site;
mod sorting;
pub(super) mod strangers;
mod sweep;
mod until;
