//! The table of sessions of people who look at their own request.

use chrono::TimeDelta;
use sea_orm::entity::prelude::*;

use crate::kernel::ids::TicketId;

/// A session ends after this long without a click.
pub const IDLE: TimeDelta = TimeDelta::minutes(15);

/// And after this long in any case.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(2);

/// One session.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_session")]
pub struct Model {
    /// Keyed hash of the cookie.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: Vec<u8>,
    /// The ticket it lets see.
    pub ticket_id: TicketId,
    /// When it began.
    pub created_at: DateTimeUtc,
    /// When it was last used.
    pub seen_at: DateTimeUtc,
    /// When the person also came by a fresh link from their mailbox.
    pub mailbox_proved_at: Option<DateTimeUtc>,
}

impl Model {
    /// Whether it still holds at `now`.
    pub fn holds(&self, now: DateTimeUtc) -> bool {
        now < self.seen_at + IDLE && now < self.created_at + ABSOLUTE
    }
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
