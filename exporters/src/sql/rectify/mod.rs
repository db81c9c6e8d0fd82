//! Correcting a person's data in a database by SQL: Art. 16.
//!
//! Corrections are drafted before they are written, and drafted again in the transaction that writes them. The [`draft`]
//! finds the person's rows by the same walk as an export, leaves out those that belong to others too, holds the new values
//! against the live columns and constraints ([`fit`], [`clash`]), and ends in statements and in a hash of the rows, their
//! old and their new values. Only if the second draft has the hash of the first are its statements made ([`carry_out`]).
//!
//! What must always hold:
//! - A statement names the rows that it changes by their keys, and changes exactly as many as were proposed, or everything is
//!   undone. A table without a key is not corrected.
//! - Keys and columns by which rows find each other are never changed.
//! - What was written is read again before it holds: if the database made something else of it, everything is undone.

mod carry_out;
mod clash;
mod draft;
mod fit;
mod rectifier;
mod restrictor;
mod write;
