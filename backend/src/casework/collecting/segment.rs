//! What an export hands over goes straight into a sealed file, a segment of its task.

use std::io;

use async_trait::async_trait;
use futures_util::StreamExt;
use rightsdesk_archive::part::{head, index::PartIndex, record, writer::PartWriter};
use rightsdesk_exporters::contract::{
    error::ConnectorError,
    sink::{Body, Collection, FileHead, Record, Sink},
};
use rightsdesk_vault::stream::{key::StreamKey, reader::SealedReader, writer::SealedWriter};
use uuid::Uuid;

use crate::{
    casework::{error::CaseError, sealing::Opened},
    desk::Desk,
    kernel::{
        ids::{TaskId, TicketId},
        storage::NewFile,
    },
};

/// The folder of a ticket's segments.
pub fn folder(ticket: TicketId) -> String {
    format!("segments/{ticket}")
}

/// The name of a segment. It holds the lease's token: a worker that was thought dead writes into another file than
/// the one that took over.
pub fn name(ticket: TicketId, task: TaskId, number: i32, attempt: Uuid) -> String {
    format!("{}/{task}.{number}.{attempt}", folder(ticket))
}

/// A segment that is being written.
pub struct Segment {
    name: String,
    language: String,
    writer: PartWriter<SealedWriter<NewFile>>,
}

impl Segment {
    /// Begins a segment.
    pub fn begin(desk: &Desk, opened: &Opened, name: String) -> io::Result<Self> {
        let file = desk.storage.create(&name)?;
        let key: StreamKey = opened.key.stream_key();
        let writer = PartWriter::new(SealedWriter::new(&*desk.chance, &key, &name, file)?);
        Ok(Self { name, language: opened.ticket.language.clone(), writer })
    }

    /// Takes a file that is in memory.
    pub fn whole_file(&mut self, head: &head::FileHead, bytes: &[u8]) -> io::Result<()> {
        self.writer.file(head);
        self.writer.piece(bytes)
    }

    /// Ends it: what is in it.
    pub fn finish(self) -> io::Result<(String, PartIndex)> {
        let (sealed, index) = self.writer.finish();
        sealed.finish()?.keep()?;
        Ok((self.name, index))
    }
}

/// Opens a segment for reading.
pub fn read(desk: &Desk, opened: &Opened, name: &str) -> Result<SealedReader<std::fs::File>, CaseError> {
    let file = desk.storage.read(name).map_err(CaseError::fault)?;
    SealedReader::open(&opened.key.stream_key(), name, file).map_err(CaseError::fault)
}

/// A disk that is full or broken may be mended: it is worth trying again.
pub(super) fn disk(error: io::Error) -> ConnectorError {
    ConnectorError::transient(format!("our own storage failed: {}", error.kind()))
}

#[async_trait]
impl Sink for Segment {
    async fn collection(&mut self, collection: &Collection) -> Result<(), ConnectorError> {
        let language = &self.language;
        self.writer.collection(&head::CollectionHead {
            name: collection.name.clone(),
            description: collection.description.for_language(language).to_owned(),
            fields: collection
                .fields
                .iter()
                .map(|field| head::FieldHead {
                    name: field.name.clone(),
                    description: field.description.for_language(language).to_owned(),
                    data_categories: field.data_categories.clone(),
                    portable: field.portable,
                    secret: field.secret,
                    may_name_others: field.may_name_others,
                })
                .collect(),
            tabular: collection.tabular,
        });
        Ok(())
    }

    async fn record(&mut self, record: Record<'_>) -> Result<(), ConnectorError> {
        let record = record::Record { json: record.json, reached_by: record.reached_by, shared: record.shared };
        self.writer.record(record).map_err(disk)
    }

    async fn file(&mut self, head: &FileHead, mut body: Body<'_>) -> Result<(), ConnectorError> {
        let head = head::FileHead {
            name: head.name.clone(),
            media_type: head.media_type.clone(),
            belongs_to: head.belongs_to.clone(),
        };
        self.writer.file(&head);
        while let Some(piece) = body.next().await {
            self.writer.piece(&piece?).map_err(disk)?;
        }
        Ok(())
    }
}
