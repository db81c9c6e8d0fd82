//! The table of sessions. The cookie is random; only its keyed hash is stored.

use chrono::TimeDelta;
use sea_orm::entity::prelude::*;

use crate::kernel::ids::StaffId;

/// A session ends after this long without a click.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);

/// And after this long in any case.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(12);

/// One session.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_session")]
pub struct Model {
    /// Keyed hash of the cookie.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: Vec<u8>,
    /// Whose it is.
    pub staff_id: StaffId,
    /// When the person signed in.
    pub created_at: DateTimeUtc,
    /// When they were last seen, to the minute.
    pub seen_at: DateTimeUtc,
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
