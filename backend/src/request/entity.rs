//! The table.

use sea_orm::entity::prelude::*;

use super::{
    aim::Aims,
    follows::Follows,
    part::Part,
    rests_on::RestsOn,
    state::{Outcome, State},
};
use crate::{
    kernel::ids::{RequestId, TicketId},
    rights::right::Right,
};

/// One request.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RequestId,
    /// The ticket it is on.
    pub ticket_id: TicketId,
    /// The right that is exercised.
    #[sea_orm(column_name = "kind")]
    pub right: Right,
    /// How it stands.
    pub state: State,
    /// The last lawful day by the regulator's own method.
    pub due_on: Date,
    /// The earliest day on any tenable reading; alarms go by it.
    pub due_safe_on: Date,
    /// When the person was told, with reasons, that it takes two more months (Art. 12(3)).
    pub extended_on: Option<Date>,
    /// Which part of everything is asked for; none: all of it.
    pub part: Option<Part>,
    /// What an objection is aimed at; none: at what can be weighed alone.
    pub aims: Option<Aims>,
    /// Of an erasure that nobody asked for: what it follows from; none: the person asked.
    pub follows: Option<Follows>,
    /// Of an erasure: the grounds of Art. 17(1) on which it is granted, as it was proposed or answered last; none where it was
    /// not granted, or before anybody wrote that down.
    pub rests_on: Option<RestsOn>,
    /// How it was answered.
    pub outcome: Option<Outcome>,
    /// When.
    pub answered_at: Option<DateTimeUtc>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
