//! What a connector that can mark people's data is asked: that it is locked (Art. 18), or that its owner objects to marketing
//! (Art. 21(2)). The mark stands in the system itself, whose own programs have to heed it.

use async_trait::async_trait;

use super::{call::Call, error::ConnectorError, subject::Subject};

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The data is stored and not otherwise used.
    Restrict,
    /// Its owner is not written to for marketing.
    Object,
}

/// A system in which data can be marked.
///
/// Rules for whoever implements it: only rows that are the person's alone are marked; all of them or none, where the
/// system can undo what was begun; a mark that stands already is left; what was written is read back before it holds.
#[async_trait]
pub trait Restrictor: Send + Sync {
    /// Whether the manifest says how this is marked.
    fn marks(&self, mark: Mark) -> bool;

    /// Whether the manifest says how this mark is taken away again.
    fn unmarks(&self, mark: Mark) -> bool;

    /// Marks what the system has of the person.
    ///
    /// # Errors
    /// Permanent, and nothing written, if something is in the way: a person has to do it. Transient if the system was busy.
    async fn mark(&self, subject: &Subject, mark: Mark, call: &Call) -> Result<Marked, ConnectorError>;

    /// Takes the mark away again, but leaves each field that holds `standing` too; none if that is every field.
    ///
    /// # Errors
    /// As those of [`mark`](Self::mark).
    async fn unmark(
        &self,
        subject: &Subject,
        mark: Mark,
        standing: Option<Mark>,
        call: &Call,
    ) -> Result<Option<Marked>, ConnectorError>;
}

/// What was marked. Holds no value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// For each field that holds a mark, `dataset.collection.field`, the rows of the person's that hold it now.
    pub fields: Vec<(String, u64)>,
}

impl Marked {
    /// The rows that hold a mark now.
    pub fn rows(&self) -> u64 {
        self.fields.iter().map(|(_, rows)| rows).sum()
    }
}
