//! The package a person receives: its layout, its pages and its streamed writing.
//!
//! What a connector hands over is written down as a [`part`] while it comes. When all have answered, the desk fills in
//! a [`package`] and [`assemble`] writes the archive from it, which [`open`] can check and [`mail`] can wrap for the
//! mailbox. Everything is streamed: an archive of any size is built in the same little memory.
//!
//! What must always hold: every entry but the manifest is listed in the manifest with its check sum; the text of a value
//! is never changed in JSON; nothing that anybody wrote acts in a page, a table or a name of a file ([`inert`],
//! [`names`]).

pub mod about;
mod as_is;
pub mod assemble;
pub mod bundle;
pub mod cuts;
mod entries;
pub mod error;
mod fields;
mod fields_file;
mod hex;
pub mod inert;
pub mod language;
pub mod mail;
pub mod manifest;
mod media;
pub mod names;
pub mod open;
mod overview;
pub mod package;
mod pages;
pub mod part;
mod plan;
mod records;
mod shelf;
mod words;
