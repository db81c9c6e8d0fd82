//! Where `system export` writes: a folder with one file of JSON Lines for each collection, or standard output.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::PathBuf,
};

use async_trait::async_trait;
use futures_util::StreamExt;
use rightsdesk_archive::names::Names;
use rightsdesk_exporters::{
    contract::{
        error::ConnectorError,
        sink::{Body, Collection, FileHead, Record, Sink},
    },
    counted::counted,
};
use serde_json::json;

use super::print;

/// Where to write.
#[derive(Clone, Debug)]
pub enum Destination {
    /// Into this folder.
    Folder(PathBuf),
    /// As lines `{"collection": …, "record": …}`.
    StandardOutput,
}

/// Writes what an export hands over.
pub struct Writer {
    destination: Destination,
    names: Names,
    collections: BTreeMap<String, BufWriter<File>>,
    open: Option<Collection>,
    records: u64,
    files: u64,
}

impl Writer {
    /// Makes the folder, if it is one.
    pub fn open(destination: Destination) -> io::Result<Self> {
        if let Destination::Folder(folder) = &destination {
            fs::create_dir_all(folder)?;
        }
        let names = Names::except(&[]);
        Ok(Self { destination, names, collections: BTreeMap::new(), open: None, records: 0, files: 0 })
    }

    /// Ends all files and says on standard error how much there was.
    pub fn finish(self) -> io::Result<()> {
        for (_, mut file) in self.collections {
            file.flush()?;
        }
        eprintln!("{}, {}", counted(self.records, "record", "records"), counted(self.files, "file", "files"));
        Ok(())
    }

    fn begin(&mut self, head: &Collection) -> io::Result<()> {
        if let Destination::Folder(folder) = &self.destination
            && !self.collections.contains_key(&head.name)
        {
            let stem = self.names.stem(&head.name, "collection");
            let file = File::create(folder.join(format!("{stem}.jsonl")))?;
            self.collections.insert(head.name.clone(), BufWriter::new(file));
            let fields = serde_json::to_vec_pretty(head).map_err(io::Error::other)?;
            fs::write(folder.join(format!("{stem}.fields.json")), fields)?;
        }
        self.open = Some(head.clone());
        Ok(())
    }

    fn put(&mut self, record: Record<'_>) -> io::Result<()> {
        let Some(head) = &self.open else { return Err(io::Error::other("a record without a collection")) };
        self.records += 1;
        match self.collections.get_mut(&head.name) {
            Some(file) => writeln!(file, "{}", record.json.get()),
            None => {
                let line = json!({
                    "collection": head.name, "record": record.json, "reached_by": record.reached_by,
                    "shared": record.shared,
                });
                writeln!(io::stdout().lock(), "{line}")
            }
        }
    }
}

fn disk(error: io::Error) -> ConnectorError {
    ConnectorError::permanent(format!("what came cannot be written down: {error}"))
}

#[async_trait]
impl Sink for Writer {
    async fn collection(&mut self, head: &Collection) -> Result<(), ConnectorError> {
        self.begin(head).map_err(disk)
    }

    async fn record(&mut self, record: Record<'_>) -> Result<(), ConnectorError> {
        self.put(record).map_err(disk)
    }

    async fn file(&mut self, head: &FileHead, mut body: Body<'_>) -> Result<(), ConnectorError> {
        self.files += 1;
        let mut file = match &self.destination {
            Destination::Folder(folder) => {
                let folder = folder.join("files");
                fs::create_dir_all(&folder).map_err(disk)?;
                Some(File::create(folder.join(self.names.file(&head.name, head.media_type.as_deref()))).map_err(disk)?)
            }
            Destination::StandardOutput => None,
        };
        let mut bytes = 0;
        while let Some(piece) = body.next().await {
            let piece = piece?;
            bytes += piece.len();
            if let Some(file) = &mut file {
                file.write_all(&piece).map_err(disk)?;
            }
        }
        if file.is_none() {
            print::line(json!({ "file": head.name, "bytes": bytes, "belongs_to": head.belongs_to }));
        }
        Ok(())
    }
}
