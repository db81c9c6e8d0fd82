//! A sink that keeps what it gets, to be compared.

use async_trait::async_trait;
use futures_util::StreamExt as _;

use crate::contract::{
    error::ConnectorError,
    sink::{Body, Collection, FileHead, Record, Sink},
};

/// What an export handed over, in the order it came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// The heads, as often as they came.
    pub heads: Vec<Collection>,
    /// The records.
    pub records: Vec<KeptRecord>,
    /// The files.
    pub files: Vec<KeptFile>,
    /// Breaches of the order in which things must come.
    pub breaches: Vec<String>,
    open: Option<String>,
}

/// A record and the collection it came under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeptRecord {
    /// The collection.
    pub collection: String,
    /// The record.
    pub json: String,
    /// By what it was reached.
    pub reached_by: Vec<String>,
    /// Whether it belongs to others too.
    pub shared: bool,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// Its head.
    pub head: FileHead,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Kept {
    /// Whether this text is anywhere in it.
    pub fn has(&self, text: &str) -> bool {
        let in_file = |bytes: &[u8]| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        self.records.iter().any(|record| record.json.contains(text))
            || self.files.iter().any(|file| in_file(&file.bytes) || file.head.name.contains(text))
    }

    /// The records of one collection.
    pub fn of<'a>(&'a self, collection: &'a str) -> impl Iterator<Item = &'a KeptRecord> {
        self.records.iter().filter(move |record| record.collection == collection)
    }

    /// The same with one head for each collection, as the parts of an interrupted export are put together.
    #[must_use]
    pub fn together(mut self, more: Self) -> Self {
        for head in more.heads {
            if !self.heads.contains(&head) {
                self.heads.push(head);
            }
        }
        self.records.extend(more.records);
        self.files.extend(more.files);
        self.breaches.extend(more.breaches);
        self.open = None;
        self
    }
}

#[async_trait]
impl Sink for Kept {
    async fn collection(&mut self, head: &Collection) -> Result<(), ConnectorError> {
        if self.heads.iter().any(|other| other.name == head.name) {
            self.breaches.push(format!("the collection {} was opened twice", head.name));
        }
        self.open = Some(head.name.clone());
        self.heads.push(head.clone());
        Ok(())
    }

    async fn record(&mut self, record: Record<'_>) -> Result<(), ConnectorError> {
        let Some(collection) = self.open.clone() else {
            self.breaches.push("a record came before its collection".to_owned());
            return Ok(());
        };
        if !record.json.get().trim_start().starts_with('{') {
            self.breaches.push(format!("a record of {collection} is not an object"));
        }
        self.records.push(KeptRecord {
            collection,
            json: record.json.get().to_owned(),
            reached_by: record.reached_by.to_vec(),
            shared: record.shared,
        });
        Ok(())
    }

    async fn file(&mut self, head: &FileHead, mut body: Body<'_>) -> Result<(), ConnectorError> {
        // A file closes the open collection: no record may follow before the next head.
        self.open = None;
        let mut bytes = Vec::new();
        while let Some(piece) = body.next().await {
            bytes.extend_from_slice(&piece?);
        }
        self.files.push(KeptFile { head: head.clone(), bytes });
        Ok(())
    }
}
