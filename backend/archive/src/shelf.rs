//! The stored parts of one system, opened when their turn comes.
//!
//! Only the part that was used last stays open. One that is sealed keeps a chunk of 64 KiB, so a system that was
//! exported in a thousand pieces must not have all of them open together.

use std::io;

use crate::{
    package::{Part, ReadSeek},
    part::{index::PartIndex, reader::PartReader},
};

/// The parts of one system.
pub struct Shelf<'s, 'a> {
    parts: &'s mut [Part<'a>],
    open: Option<(usize, PartReader<Box<dyn ReadSeek + 'a>>)>,
}

impl<'s, 'a> Shelf<'s, 'a> {
    /// All closed.
    pub fn new(parts: &'s mut [Part<'a>]) -> Self {
        Self { parts, open: None }
    }

    /// What one part holds, and a reader of it.
    pub fn take(&mut self, part: usize) -> io::Result<(&PartIndex, &mut PartReader<Box<dyn ReadSeek + 'a>>)> {
        if self.open.as_ref().is_none_or(|(open, _)| *open != part) {
            // Closed before the next is opened.
            self.open = None;
            self.open = Some((part, PartReader::new((self.parts[part].open)()?)));
        }
        let (_, reader) = self.open.as_mut().expect("a part was opened just above");
        Ok((&self.parts[part].index, reader))
    }
}
