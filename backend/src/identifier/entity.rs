//! The table.

use sea_orm::entity::prelude::*;

use super::standing::{Origin, Standing};
use crate::kernel::ids::{IdentifierId, TicketId};

/// One identifier of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identifier")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IdentifierId,
    /// The ticket it is on.
    pub ticket_id: TicketId,
    /// `email`, `matrix_id` or whatever a manifest calls it.
    pub kind: String,
    /// The value, sealed.
    pub value_sealed: Vec<u8>,
    /// Keyed hash of kind and value.
    pub blind: Vec<u8>,
    /// Whether we rely on it.
    pub standing: Standing,
    /// Where we learned it.
    pub origin: Origin,
    /// The system and field it was read from.
    pub learned_from: Option<String>,
    /// The round of resolving that brought it; 0 for those we began with.
    pub round: i32,
    /// When.
    pub created_at: DateTimeUtc,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether nobody has decided on it yet. The contact is confirmed and not decided; of whoever writes for the person it may stay
    /// a claim for good.
    pub const fn is_undecided(&self) -> bool {
        matches!(self.standing, Standing::Claimed) && !matches!(self.origin, Origin::Contact)
    }
}
