//! The table of one-time links.

use chrono::TimeDelta;
use sea_orm::entity::prelude::*;

use crate::kernel::ids::TicketId;

crate::codes! {
    /// What a link proves control of the mailbox for.
    Purpose {
        /// That the request is the person's.
        Confirm = "confirm",
        /// That the archive may be fetched.
        Fetch = "fetch",
    }
}

impl Purpose {
    /// How long a link holds. A link to confirm lives a day, because a mail may be held back for hours; it lets
    /// nobody in, it only shows that somebody reads the mailbox (ASVS 6.5.5, knowingly longer). A link to fetch is as
    /// short: whoever has the access code can have a fresh one sent at any time, for as long as the archive is there.
    pub const fn lifetime(self) -> TimeDelta {
        match self {
            Self::Confirm | Self::Fetch => TimeDelta::hours(24),
        }
    }
}

/// One link.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proof")]
pub struct Model {
    /// Keyed hash of the token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: Vec<u8>,
    /// The ticket.
    pub ticket_id: TicketId,
    /// What for.
    pub purpose: Purpose,
    /// When it was mailed.
    pub created_at: DateTimeUtc,
    /// Until when it holds.
    pub expires_at: DateTimeUtc,
    /// When it was used.
    pub used_at: Option<DateTimeUtc>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
