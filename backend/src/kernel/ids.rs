//! Ids, handed in. Every kind of row has an id type of its own, so that no id can be taken for another.

use std::sync::atomic::{AtomicU64, Ordering};

use uuid::Uuid;

/// Makes ids.
pub trait Ids: Send + Sync {
    /// A fresh id: unique, not a secret.
    fn fresh(&self) -> Uuid;
}

/// UUIDs of version 7: they sort by age, which keeps indices small.
#[derive(Clone, Copy, Debug, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    fn fresh(&self) -> Uuid {
        #[expect(clippy::disallowed_methods, reason = "the one place that makes random ids")]
        Uuid::now_v7()
    }
}

/// 1, 2, 3, …; for tests, so that what they see is always the same.
#[derive(Debug, Default)]
pub struct CountedIds(AtomicU64);

impl Ids for CountedIds {
    fn fresh(&self) -> Uuid {
        Uuid::from_u64_pair(0, self.0.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

/// Declares an id type.
#[macro_export]
macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            sea_orm::DeriveValueType, serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        // A primary key must say whether it can be a number that the database counts up; ours cannot.
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id_type! {
    /// Names a ticket.
    TicketId
}
id_type! {
    /// Names a request of a ticket.
    RequestId
}
id_type! {
    /// Names a task.
    TaskId
}
id_type! {
    /// Names a decision that was made anew.
    ReviewId
}
id_type! {
    /// Names an archive.
    ArchiveId
}
id_type! {
    /// Names a letter.
    LetterId
}
id_type! {
    /// Names a member of staff.
    StaffId
}
id_type! {
    /// Names an identifier of a ticket.
    IdentifierId
}
id_type! {
    /// Names a message of a ticket.
    MessageId
}
id_type! {
    /// Names a decision on a request.
    DecisionId
}
id_type! {
    /// Names a question to the person.
    QuestionId
}
id_type! {
    /// Names a reminder to staff.
    ReminderId
}
id_type! {
    /// Names what was learned of a person.
    CircumstanceId
}
id_type! {
    /// Names a complaint.
    ComplaintId
}
id_type! {
    /// Names a correction of one field.
    CorrectionId
}
id_type! {
    /// Names a legal hold.
    HoldId
}
id_type! {
    /// Names a step of a legal hold.
    HoldStepId
}
id_type! {
    /// Names a later look at what was erased.
    RecheckId
}
id_type! {
    /// Names erasures that are done in one go: a sweep of closed accounts, or a replay after a restore.
    BatchId
}
id_type! {
    /// Names a closed account.
    DeactivationId
}
id_type! {
    /// Names a sweep: many closed accounts that are erased at once.
    SweepId
}
id_type! {
    /// Names what a sweep does in one system.
    SweepPartId
}
id_type! {
    /// Names what a recipient is told.
    NoticeId
}
id_type! {
    /// Names a saved reply text.
    ReplyTextId
}
id_type! {
    /// Names a disclosure of data.
    DisclosureId
}
id_type! {
    /// Names a version of what people are told of the use of their data.
    PrivacyNoticeId
}
id_type! {
    /// Names data that is sent straight to another provider.
    HandoverId
}
