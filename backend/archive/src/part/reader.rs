//! Reading a part.

use std::io::{self, BufReader, Read, Seek, SeekFrom, Take};

use serde_json::value::RawValue;

use super::{
    frame::{Frame, damaged},
    index::{StoredCollection, StoredFile},
    record::Record,
};

/// Opens what stands in a part, in any order.
#[derive(Debug)]
pub struct PartReader<R: Read + Seek> {
    inner: BufReader<R>,
}

impl<R: Read + Seek> PartReader<R> {
    /// A reader of the plain part; in the desk, that is a sealed stream that opens itself.
    pub fn new(inner: R) -> Self {
        Self { inner: BufReader::with_capacity(16 * 1024, inner) }
    }

    /// The records of one collection, from its first.
    pub fn records(&mut self, collection: &StoredCollection) -> io::Result<Records<'_, R>> {
        self.inner.seek(SeekFrom::Start(collection.offset))?;
        Ok(Records {
            inner: self.inner.by_ref().take(collection.length),
            left: collection.records,
            frame: Frame::default(),
        })
    }

    /// The bytes of one file.
    pub fn file(&mut self, file: &StoredFile) -> io::Result<Take<&mut BufReader<R>>> {
        self.inner.seek(SeekFrom::Start(file.offset))?;
        Ok(self.inner.by_ref().take(file.length))
    }
}

/// The records of one collection, one at a time; each lives until the next is asked for.
#[derive(Debug)]
pub struct Records<'a, R: Read + Seek> {
    inner: Take<&'a mut BufReader<R>>,
    left: u64,
    frame: Frame,
}

impl<R: Read + Seek> Records<'_, R> {
    /// The next record, or nothing after the last.
    pub fn next_record(&mut self) -> io::Result<Option<Record<'_>>> {
        if self.left == 0 {
            return if self.inner.limit() == 0 { Ok(None) } else { Err(damaged()) };
        }
        self.left -= 1;
        self.frame.read(&mut self.inner)?;
        let json: &RawValue = serde_json::from_slice(&self.frame.json).map_err(|_| damaged())?;
        Ok(Some(Record { json, reached_by: &self.frame.reached_by, shared: self.frame.shared }))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;
    use crate::part::{
        head::{CollectionHead, FieldHead, FileHead},
        index::PartIndex,
        writer::PartWriter,
    };

    fn raw(json: &str) -> Box<RawValue> {
        RawValue::from_string(json.to_owned()).unwrap()
    }

    fn head(name: &str) -> CollectionHead {
        let fields = vec![FieldHead { name: "id".to_owned(), ..FieldHead::default() }];
        CollectionHead { name: name.to_owned(), fields, tabular: true, ..CollectionHead::default() }
    }

    fn written() -> (Vec<u8>, PartIndex) {
        let mut writer = PartWriter::new(Vec::new());
        writer.collection(&head("account"));
        let both = ["account.email".to_owned(), "account.matrix_id".to_owned()];
        writer.record(Record { json: &raw(r#"{"id": 1.10}"#), reached_by: &both[..1], shared: false }).unwrap();
        writer.record(Record { json: &raw(r#"{"id":2,"note":"x"}"#), reached_by: &both, shared: true }).unwrap();
        writer.file(&FileHead { name: "photo.jpg".to_owned(), ..FileHead::default() });
        writer.piece(b"hello ").unwrap();
        writer.piece(b"world").unwrap();
        writer.collection(&head("invoice"));
        writer.finish()
    }

    #[test]
    fn what_was_written_is_found_again() {
        let (bytes, index) = written();
        assert_eq!((index.records(), index.shared(), index.is_empty()), (2, 1, false));
        let [account, invoice] = &index.collections[..] else { panic!("{index:?}") };
        assert_eq!(account.extra_fields, ["note"]);
        assert_eq!(account.inputs.len(), 2);
        assert_eq!(invoice.records, 0, "looked and found none");

        let mut reader = PartReader::new(Cursor::new(bytes));
        let mut text = String::new();
        reader.file(&index.files[0]).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "hello world");
        assert_eq!(index.files[0].sha256, "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9");

        let mut records = reader.records(account).unwrap();
        let first = records.next_record().unwrap().unwrap();
        assert_eq!((first.json.get(), first.shared), (r#"{"id": 1.10}"#, false), "numbers keep their zeros");
        let second = records.next_record().unwrap().unwrap();
        assert_eq!(second.reached_by, ["account.email", "account.matrix_id"]);
        assert!(second.shared);
        assert!(records.next_record().unwrap().is_none());
        assert!(reader.records(invoice).unwrap().next_record().unwrap().is_none());
    }

    #[test]
    fn an_index_survives_its_stored_form() {
        let (_, index) = written();
        let stored = serde_json::to_vec(&index).unwrap();
        assert_eq!(serde_json::from_slice::<PartIndex>(&stored).unwrap(), index);
    }

    #[test]
    fn what_comes_out_of_turn_is_refused() {
        let mut writer = PartWriter::new(Vec::new());
        assert!(writer.piece(b"x").is_err());
        assert!(writer.record(Record { json: &raw("{}"), reached_by: &[], shared: false }).is_err());
        writer.file(&FileHead::default());
        assert!(writer.record(Record { json: &raw("{}"), reached_by: &[], shared: false }).is_err());
    }

    #[test]
    fn a_table_whose_records_are_no_objects_is_no_table() {
        let mut writer = PartWriter::new(Vec::new());
        writer.collection(&head("odd"));
        writer.record(Record { json: &raw("[1]"), reached_by: &[], shared: false }).unwrap();
        assert!(!writer.finish().1.collections[0].head.tabular);
    }

    fn read_all(bytes: &[u8], collection: &StoredCollection) -> io::Result<usize> {
        let mut reader = PartReader::new(Cursor::new(bytes));
        let mut records = reader.records(collection)?;
        let mut read = 0;
        while records.next_record()?.is_some() {
            read += 1;
        }
        Ok(read)
    }

    #[test]
    fn a_good_part_that_was_damaged_is_an_error() {
        let (bytes, index) = written();
        let account = &index.collections[0];
        assert_eq!(read_all(&bytes, account).unwrap(), 2);
        let end = usize::try_from(account.offset + account.length).unwrap();
        for cut in 0..end {
            assert!(read_all(&bytes[..cut], account).is_err(), "cut off after {cut} bytes");
        }
        // What is no length, no name and no JSON any more.
        let json = bytes.windows(4).position(|text| text == b"{\"id").unwrap();
        let name = bytes.windows(7).position(|text| text == b"account").unwrap();
        for at in [0, 3, 6, 8, name, json] {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x80;
            assert!(read_all(&damaged, account).is_err(), "another byte at {at}");
        }
        for (records, length) in
            [(1, account.length), (3, account.length), (2, account.length - 1), (2, account.length + 1)]
        {
            let other = StoredCollection { records, length, ..account.clone() };
            assert!(read_all(&bytes, &other).is_err(), "{records} records in {length} bytes");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_an_error_at_worst_and_never_a_panic(bytes: Vec<u8>, records in 0u64..5, length in 0u64..64) {
            let collection = StoredCollection { records, length, ..StoredCollection::default() };
            let mut reader = PartReader::new(Cursor::new(bytes));
            let mut records = reader.records(&collection).unwrap();
            while let Ok(Some(_)) = records.next_record() {}
        }
    }
}
