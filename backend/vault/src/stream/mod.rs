//! Sealing of what does not fit into memory.
//!
//! A sealed stream is a head of 24 bytes, then chunks of 64 KiB, each sealed by itself (XChaCha20-Poly1305) after the
//! STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (2015): the nonce of a chunk holds its number and
//! whether it is the last. So chunks cannot be changed, swapped, repeated or cut off, and yet a reader can start
//! in the middle. Every chunk is bound to the name of the object, so one object cannot stand in for another.
//!
//! The last chunk is checked when a stream is opened, whatever is read first: its number and its mark prove the
//! length of the whole. A stream that was never [finished](writer::SealedWriter::finish) does not open.

pub mod key;
pub mod reader;
mod shape;
mod stored;
pub mod writer;
