//! Writing a part.

use std::{
    collections::HashSet,
    io::{self, Write},
};

use sha2::{Digest, Sha256};

use super::{
    frame,
    head::{CollectionHead, FileHead},
    index::{PartIndex, StoredCollection, StoredFile},
    record::Record,
};
use crate::{fields, hex};

/// A table with more surprises than this is no table.
const MOST_EXTRA_FIELDS: usize = 200;

/// Takes what a system hands over and writes it down, one record and one piece of a file at a time.
#[derive(Debug)]
pub struct PartWriter<W: Write> {
    inner: W,
    written: u64,
    index: PartIndex,
    now: Now,
}

/// What is being written.
#[derive(Debug)]
enum Now {
    Nothing,
    /// The last collection of the index, and the names of its fields so far.
    Collection(HashSet<String>),
    /// The last file of the index.
    File {
        sha256: Sha256,
        crc32: crc32fast::Hasher,
    },
}

impl<W: Write> PartWriter<W> {
    /// Begins a part.
    pub fn new(inner: W) -> Self {
        Self { inner, written: 0, index: PartIndex::default(), now: Now::Nothing }
    }

    /// Opens a collection: the records that follow are of it.
    pub fn collection(&mut self, head: &CollectionHead) {
        self.close();
        self.now = Now::Collection(head.fields.iter().map(|field| field.name.clone()).collect());
        let offset = self.written;
        self.index.collections.push(StoredCollection { head: head.clone(), offset, ..StoredCollection::default() });
    }

    /// Takes one record of the open collection.
    pub fn record(&mut self, record: Record<'_>) -> io::Result<()> {
        let (Now::Collection(known), Some(collection)) = (&mut self.now, self.index.collections.last_mut()) else {
            return Err(out_of_turn("a record came before its collection"));
        };
        let length = frame::write(&mut self.inner, record)?;
        self.written += length;
        collection.length += length;
        collection.records += 1;
        collection.shared += u64::from(record.shared);
        for input in record.reached_by {
            if !collection.inputs.contains(input) {
                collection.inputs.insert(input.clone());
            }
        }
        if collection.head.tabular {
            note_extra_fields(collection, known, record);
        }
        Ok(())
    }

    /// Begins a file: the pieces that follow are of it. A collection that was open is closed.
    pub fn file(&mut self, head: &FileHead) {
        self.close();
        self.now = Now::File { sha256: Sha256::new(), crc32: crc32fast::Hasher::new() };
        self.index.files.push(StoredFile { head: head.clone(), offset: self.written, ..StoredFile::default() });
    }

    /// Takes the next piece of the open file.
    pub fn piece(&mut self, bytes: &[u8]) -> io::Result<()> {
        let (Now::File { sha256, crc32 }, Some(file)) = (&mut self.now, self.index.files.last_mut()) else {
            return Err(out_of_turn("a piece of a file came before its file"));
        };
        self.inner.write_all(bytes)?;
        sha256.update(bytes);
        crc32.update(bytes);
        self.written += bytes.len() as u64;
        file.length += bytes.len() as u64;
        Ok(())
    }

    /// How many bytes were written so far.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Ends the part: the inner writer, which the caller has to finish, and the index, without which nothing is found.
    pub fn finish(mut self) -> (W, PartIndex) {
        self.close();
        (self.inner, self.index)
    }

    fn close(&mut self) {
        let now = std::mem::replace(&mut self.now, Now::Nothing);
        if let (Now::File { sha256, crc32 }, Some(file)) = (now, self.index.files.last_mut()) {
            file.sha256 = hex::of(&sha256.finalize());
            file.crc32 = crc32.finalize();
        }
    }
}

/// Remembers fields that the head did not announce, so that the table has a column for them.
fn note_extra_fields(collection: &mut StoredCollection, known: &mut HashSet<String>, record: Record<'_>) {
    let is_table = fields::each_name(record.json, |name| {
        if !known.contains(name) {
            known.insert(name.to_owned());
            collection.extra_fields.push(name.to_owned());
        }
    });
    if !is_table || collection.extra_fields.len() > MOST_EXTRA_FIELDS {
        collection.head.tabular = false;
        collection.extra_fields.clear();
    }
}

fn out_of_turn(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, what.to_owned())
}
