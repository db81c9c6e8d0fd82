//! A sink that only counts, and looks at the size of the process while it does.

use async_trait::async_trait;
use futures_util::StreamExt as _;
use tokio_util::sync::CancellationToken;

use crate::contract::{
    error::ConnectorError,
    sink::{Body, Collection, FileHead, Record, Sink},
};

use super::memory::resident;

/// What went through.
#[derive(Debug, Default)]
pub struct Counting {
    /// The records.
    pub records: u64,
    /// The bytes of records and files.
    pub bytes: u64,
    /// The largest size of the process that was seen, in bytes.
    pub peak: u64,
    /// Cancelled once so many records came.
    pub cancel_after: Option<(u64, CancellationToken)>,
}

impl Counting {
    fn add(&mut self, bytes: usize) {
        self.bytes += u64::try_from(bytes).unwrap_or(u64::MAX);
    }
}

#[async_trait]
impl Sink for Counting {
    async fn collection(&mut self, _head: &Collection) -> Result<(), ConnectorError> {
        Ok(())
    }

    async fn record(&mut self, record: Record<'_>) -> Result<(), ConnectorError> {
        self.records += 1;
        self.add(record.json.get().len());
        if self.records.is_multiple_of(500) {
            self.peak = self.peak.max(resident().unwrap_or(0));
        }
        if let Some((after, cancel)) = &self.cancel_after
            && self.records >= *after
        {
            cancel.cancel();
        }
        Ok(())
    }

    async fn file(&mut self, _head: &FileHead, mut body: Body<'_>) -> Result<(), ConnectorError> {
        while let Some(piece) = body.next().await {
            self.add(piece?.len());
            self.peak = self.peak.max(resident().unwrap_or(0));
        }
        Ok(())
    }
}
