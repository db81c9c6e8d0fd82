//! Names that systems had told of, by names of which staff have said since that one is not the person's. The systems are asked anew;
//! what they do not tell again by what is still relied on came by that name alone, and is somebody else's as well.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    entity::prelude::*, sea_query::Expr,
};

use super::{
    entity as name,
    standing::{Origin, Standing},
};
use crate::kernel::ids::{IdentifierId, StaffId, TicketId};

/// One such name.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unlearned_name")]
pub struct Model {
    /// That of the identifier that it was.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IdentifierId,
    /// The ticket it was on.
    pub ticket_id: TicketId,
    /// `email`, `matrix_id` or whatever a manifest calls it.
    pub kind: String,
    /// The value, sealed as it was there.
    pub value_sealed: Vec<u8>,
    /// Keyed hash of kind and value.
    pub blind: Vec<u8>,
    /// The system and field it was read from.
    pub learned_from: Option<String>,
    /// The name that is not relied on any more.
    pub cause_id: IdentifierId,
    /// Who said so.
    pub staff_id: StaffId,
    /// When.
    pub unlearned_at: DateTimeUtc,
    /// When it was found to be somebody else's; none: that is still asked.
    pub refused_at: Option<DateTimeUtc>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What is kept of a name.
    pub fn of(row: &name::Model, cause: IdentifierId, by: StaffId, now: DateTime<Utc>) -> Self {
        Self {
            id: row.id,
            ticket_id: row.ticket_id,
            kind: row.kind.clone(),
            value_sealed: row.value_sealed.clone(),
            blind: row.blind.clone(),
            learned_from: row.learned_from.clone(),
            cause_id: cause,
            staff_id: by,
            unlearned_at: now,
            refused_at: None,
        }
    }

    /// The name as one that is somebody else's.
    pub fn refused(&self, now: DateTime<Utc>) -> name::Model {
        name::Model {
            id: self.id,
            ticket_id: self.ticket_id,
            kind: self.kind.clone(),
            value_sealed: self.value_sealed.clone(),
            blind: self.blind.clone(),
            standing: Standing::Refused,
            origin: Origin::Resolved,
            learned_from: self.learned_from.clone(),
            round: 0,
            created_at: now,
        }
    }
}

/// Keeps them.
pub async fn keep(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<(), DbErr> {
    if rows.is_empty() {
        return Ok(());
    }
    Entity::insert_many(rows.into_iter().map(|row| ActiveModel::from(row).reset_all()))
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The tickets of which some are still asked for.
pub async fn tickets(db: &impl ConnectionTrait) -> Result<Vec<TicketId>, DbErr> {
    let open = Entity::find().select_only().column(Column::TicketId).distinct().filter(Column::RefusedAt.is_null());
    open.into_tuple().all(db).await
}

/// Those of a ticket, oldest first.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(ticket)).order_by_asc(Column::Id).all(db).await
}

/// One was found to be somebody else's.
pub async fn refuse(db: &impl ConnectionTrait, id: IdentifierId, now: DateTime<Utc>) -> Result<(), DbErr> {
    let refused = Entity::update_many().col_expr(Column::RefusedAt, Expr::value(now)).filter(Column::Id.eq(id));
    refused.exec(db).await?;
    Ok(())
}

/// Nobody need ask for these any more.
pub async fn let_go(db: &impl ConnectionTrait, ids: Vec<IdentifierId>) -> Result<(), DbErr> {
    if !ids.is_empty() {
        Entity::delete_many().filter(Column::Id.is_in(ids)).exec(db).await?;
    }
    Ok(())
}

/// Forgets all of a ticket.
pub async fn forget(db: &impl ConnectionTrait, ticket: TicketId) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::TicketId.eq(ticket)).exec(db).await?;
    Ok(())
}
