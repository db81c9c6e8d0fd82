//! The stored form of what one system handed over for one task.
//!
//! A part is written once, in order, into any writer (in the desk: a sealed stream), and read from any place. What is
//! where stands in its [`index::PartIndex`], which is kept apart: without it a part is a row of bytes. Neither the
//! writer nor the reader ever holds more than one record, or one piece of a file.

mod frame;
pub mod head;
pub mod index;
pub mod reader;
pub mod record;
pub mod writer;
