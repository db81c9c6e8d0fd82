//! The table of ticket keys, and the key in memory.

use std::collections::BTreeMap;

use rightsdesk_vault::{
    chance::Chance,
    master::MasterKeys,
    ticket::{TicketKey, UnwrapError},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, entity::prelude::*};

use crate::kernel::ids::TicketId;

/// The wrapped key of one ticket.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_key")]
pub struct Model {
    /// Whose key it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket_id: TicketId,
    /// Wrapped by the master key; none once destroyed.
    pub wrapped: Option<Vec<u8>>,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it was destroyed, and all that was sealed with it.
    pub destroyed_at: Option<DateTimeUtc>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Why a ticket's key cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It was destroyed: what was sealed with it is erased.
    #[error("the key of this ticket was destroyed")]
    Destroyed,
    /// It does not open with our master key.
    #[error("the key of this ticket does not open with the master key")]
    Wrapped(#[source] UnwrapError),
    /// It could not be read.
    #[error("the key of this ticket could not be read")]
    Store(#[from] DbErr),
}

/// Makes and stores the key of a new ticket.
pub async fn make(
    db: &impl ConnectionTrait,
    masters: &MasterKeys,
    chance: &dyn Chance,
    ticket: TicketId,
    now: DateTimeUtc,
) -> Result<TicketKey, DbErr> {
    let key = TicketKey::generate(chance);
    let wrapped = key.wrap(chance, masters.current(), &ticket.to_string());
    let row = ActiveModel {
        ticket_id: Set(ticket),
        wrapped: Set(Some(wrapped)),
        created_at: Set(now),
        destroyed_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(key)
}

/// The key of a ticket.
pub async fn of(db: &impl ConnectionTrait, masters: &MasterKeys, ticket: TicketId) -> Result<TicketKey, KeyError> {
    let wrapped = Entity::find_by_id(ticket).one(db).await?.and_then(|row| row.wrapped).ok_or(KeyError::Destroyed)?;
    TicketKey::unwrapped(masters, &ticket.to_string(), &wrapped).map_err(KeyError::Wrapped)
}

/// The keys of many tickets at once. Those that were destroyed are left out, and so is a damaged one, which the log tells
/// of: one bad row must not take a whole list away.
pub async fn of_all(
    db: &impl ConnectionTrait,
    masters: &MasterKeys,
    tickets: &[TicketId],
) -> Result<BTreeMap<TicketId, TicketKey>, KeyError> {
    let rows = Entity::find().filter(Column::TicketId.is_in(tickets.iter().copied())).all(db).await?;
    let wrapped = rows.into_iter().filter_map(|row| Some((row.ticket_id, row.wrapped?)));
    let keys = wrapped.filter_map(|(id, wrapped)| {
        let key = TicketKey::unwrapped(masters, &id.to_string(), &wrapped);
        key.inspect_err(|error| tracing::error!(ticket = %id, %error, "the key of a ticket is damaged"))
            .ok()
            .map(|key| (id, key))
    });
    Ok(keys.collect())
}

/// Destroys the key of a ticket: its identifiers, messages and results can never be read again, in backups neither.
pub async fn destroy(db: &impl ConnectionTrait, ticket: TicketId, now: DateTimeUtc) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Wrapped, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::DestroyedAt, Expr::value(now))
        .filter(Column::TicketId.eq(ticket))
        .exec(db)
        .await?;
    Ok(())
}
