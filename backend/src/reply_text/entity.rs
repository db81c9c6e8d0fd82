//! The table.

use sea_orm::entity::prelude::*;

use crate::{
    kernel::ids::{ReplyTextId, StaffId},
    rights::right::Right,
};

/// One text.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reply_text")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReplyTextId,
    /// What staff choose it by.
    pub name: String,
    /// The right whose requests it answers; none: any, and messages.
    pub for_right: Option<Right>,
    /// The language it is written in: `en`, `fr`, `de`.
    pub language: String,
    /// The text, with [placeholders](super::placeholders).
    pub body: String,
    /// Who wrote it.
    pub added_by: StaffId,
    /// When.
    pub added_at: DateTimeUtc,
    /// Who changed it last.
    pub changed_by: Option<StaffId>,
    /// When.
    pub changed_at: Option<DateTimeUtc>,
    /// From when on it is not offered any more.
    pub retired_at: Option<DateTimeUtc>,
}

impl Model {
    /// Whether it can answer a request of this right; without one, whether it can be a message.
    pub fn fits(&self, right: Option<Right>) -> bool {
        self.for_right.is_none() || self.for_right == right
    }
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
