//! The table of accounts.

use sea_orm::entity::prelude::*;

use super::role::Role;
use crate::kernel::ids::StaffId;

/// One account.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StaffId,
    /// What the person signs in with, in lower case.
    pub login: String,
    /// The person's name, shown to colleagues.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// See [`password`](super::password).
    pub password_hash: String,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it was shut, if it was.
    pub disabled_at: Option<DateTimeUtc>,
    /// Where reminders go; none: to the desk's own address.
    pub email: Option<String>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
