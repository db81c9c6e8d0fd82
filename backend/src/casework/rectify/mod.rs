//! Rectification (Art. 16) in one system: the person says what is wrong, staff see what would change and approve exactly that, a
//! worker writes it and reads it back.
//!
//! The person picks from what we hold, field by field ([`ask`]), or says it in their own words and staff write it down. The
//! worker's [`step`] looks what is held and what writing the corrections would change. People approve a proposal by its hash
//! ([`approve`]): one person unless the configuration asks for more, and never by somebody who wrote one of its corrections
//! down themselves, unless it allows that: what the person said themselves has been seen by two people then, too. A single
//! correction can be refused on a ground, done by hand, or kept as a statement ([`settle`]). What follows once a system holds
//! what is right stands in one place ([`executed`]): recipients are told, packages that nobody has had are assembled anew.
//! After the answer no value is left ([`close`]), only names of fields, counts and keyed hashes.

pub mod approve;
pub mod ask;
pub(crate) mod invite_corrections;
pub mod own;
pub mod said;
pub mod settle;
pub mod tell;

pub(super) mod close;
pub(super) mod executed;
pub(super) mod step;

mod assemble_anew;
