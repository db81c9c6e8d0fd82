//! The package a person receives: its layout, its pages and its streamed writing.
//!
//! What a connector hands over is written down as a [`part`] while it comes. When all have answered, the desk fills in
//! a [`package`] and the archive is written from it.

pub mod about;
pub mod fields;
mod hex;
pub mod language;
pub mod package;
pub mod part;
