//! What a connector is asked by which a recipient is told what was done with a person's data (Art. 19): the notice goes into the
//! recipient's own system.

use async_trait::async_trait;
use chrono::NaiveDate;

use super::{call::Call, error::ConnectorError, subject::Subject};

/// What was done with the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// It was corrected or completed: Art. 16.
    Rectified,
    /// It was erased: Art. 17(1).
    Erased,
    /// It was locked: Art. 18.
    Restricted,
    /// Its lock has ended.
    Unrestricted,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Rectified, Self::Erased, Self::Restricted, Self::Unrestricted];

    /// What it is called in manifests and in calls.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rectified => "rectified",
            Self::Erased => "erased",
            Self::Restricted => "restricted",
            Self::Unrestricted => "unrestricted",
        }
    }
}

/// What a recipient is told. Whom it is about says the subject.
#[derive(Clone, PartialEq, Eq)]
pub struct Notification {
    /// What was done.
    pub deed: Deed,
    /// The reference of the request.
    pub reference: String,
    /// When it was done.
    pub done_on: NaiveDate,
    /// The systems whose data they got, in words.
    pub systems: String,
    /// All of it in words, with what was corrected and what is expected.
    pub text: String,
}

/// What was corrected may stand in the words.
impl std::fmt::Debug for Notification {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Notification").field("deed", &self.deed).finish_non_exhaustive()
    }
}

/// What the recipient's system answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// By which name it knows our notice, if it says so.
    pub receipt: Option<String>,
    /// Whether the answer says that it is done, or that nothing is held.
    pub is_acknowledged: bool,
}

/// A system that takes notices.
///
/// Rules for whoever implements it: only names of the subject leave, and a subject of which it takes no kind is refused before
/// anything is asked; the same call may come twice, and carries the same name for the other side both times; nothing counts as
/// taken but what the manifest says.
#[async_trait]
pub trait Notifier: Send + Sync {
    /// Whether it takes notices of this deed by this kind of name.
    fn takes(&self, deed: Deed, kind: &str) -> bool;

    /// Tells it.
    ///
    /// # Errors
    /// Permanent if it was refused: a person has to see to it. Transient if it was not answered: the same call may be made again.
    async fn notify(&self, subject: &Subject, what: &Notification, call: &Call) -> Result<Taken, ConnectorError>;
}
