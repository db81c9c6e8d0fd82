//! Identifiers in the database.

use rightsdesk_exporters::contract::subject::{Identifier, IdentifierKind};
use rightsdesk_vault::{aead::OpenError, chance::Chance, index::BlindIndex, ticket::TicketKey};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    standing::{self, Origin, Standing},
    unlearned,
};
use crate::kernel::{
    ids::{IdentifierId, TicketId},
    moves::Move,
};

/// Seals identifiers into rows and reads them back.
#[derive(Clone, Copy)]
pub struct Sealing<'a> {
    /// The ticket's key.
    pub key: &'a TicketKey,
    /// Keyed hashes for look-ups.
    pub index: &'a BlindIndex,
    /// Randomness for nonces.
    pub chance: &'a dyn Chance,
}

/// The keyed hash by which an identifier is looked up.
pub fn blind(index: &BlindIndex, kind: &str, value: &str) -> Vec<u8> {
    index.hash(kind, value).to_vec()
}

/// What is particular to a new row.
#[derive(Debug)]
pub struct Provenance {
    /// Whether we rely on it.
    pub standing: Standing,
    /// Where we learned it.
    pub origin: Origin,
    /// The system and field.
    pub learned_from: Option<String>,
    /// The round of resolving.
    pub round: i32,
}

impl Sealing<'_> {
    /// A row for `identifier`.
    pub fn row(
        &self,
        id: IdentifierId,
        ticket: TicketId,
        identifier: &Identifier,
        from: Provenance,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Model {
        let kind = identifier.kind().as_str();
        Model {
            id,
            ticket_id: ticket,
            kind: kind.to_owned(),
            value_sealed: self.key.seal(self.chance, &place(id), identifier.value().as_bytes()),
            blind: blind(self.index, kind, identifier.value()),
            standing: from.standing,
            origin: from.origin,
            learned_from: from.learned_from,
            round: from.round,
            created_at: now,
        }
    }
}

/// What is wrong with a row that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It does not open with the ticket's key.
    #[error("an identifier does not open with the ticket's key")]
    Sealed(#[from] OpenError),
    /// What was inside is no identifier.
    #[error("a stored identifier is none")]
    Stored,
}

/// Reads the identifier in a row.
pub fn open(row: &Model, key: &TicketKey) -> Result<Identifier, Unreadable> {
    let value = key.open_text(&place(row.id), &row.value_sealed)?;
    let kind = IdentifierKind::parse(&row.kind).map_err(|_| Unreadable::Stored)?;
    Identifier::new(kind, value).map_err(|_| Unreadable::Stored)
}

fn place(id: IdentifierId) -> String {
    format!("identifier.value|{id}")
}

/// Adds identifiers.
pub async fn insert(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<(), DbErr> {
    if rows.is_empty() {
        return Ok(());
    }
    Entity::insert_many(rows.into_iter().map(|row| ActiveModel::from(row).reset_all()))
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The identifiers of a ticket, oldest first.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(ticket)).order_by_asc(Column::Id).all(db).await
}

/// The tickets that have an identifier with one of these keyed hashes.
pub async fn tickets_with(db: &impl ConnectionTrait, blinds: Vec<Vec<u8>>) -> Result<Vec<TicketId>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::TicketId)
        .distinct()
        .filter(Column::Blind.is_in(blinds))
        .into_tuple()
        .all(db)
        .await
}

/// The tickets on which we rely on an identifier with one of these keyed hashes.
pub async fn tickets_that_trust(db: &impl ConnectionTrait, blinds: Vec<Vec<u8>>) -> Result<Vec<TicketId>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::TicketId)
        .distinct()
        .filter(Column::Blind.is_in(blinds))
        .filter(Column::Standing.eq(Standing::Trusted))
        .into_tuple()
        .all(db)
        .await
}

/// The kinds of which there are identifiers.
pub async fn kinds(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    Entity::find().select_only().column(Column::Kind).distinct().into_tuple().all(db).await
}

/// All keyed hashes under which an identifier may be stored, under older master keys too.
pub fn blinds(index: &BlindIndex, kind: &str, value: &str) -> Vec<Vec<u8>> {
    index.candidates(kind, value).into_iter().map(Vec::from).collect()
}

/// A system knows by itself what the person only claimed: now we rely on it, as long as we rely on what led there.
pub async fn confirm(db: &impl ConnectionTrait, id: IdentifierId, from: &str, round: i32) -> Result<(), DbErr> {
    standing::CONFIRM
        .update::<Entity>(Column::Standing)
        .col_expr(Column::LearnedFrom, Expr::value(from))
        .col_expr(Column::Round, Expr::value(round))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Unlearns what systems have told: it is to be learned anew, from what we still rely on. What staff refused stays
/// refused, and what a system confirmed of the person's claims is a claim again.
pub async fn unlearn(db: &impl ConnectionTrait, ticket: TicketId) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::TicketId.eq(ticket))
        .filter(Column::Origin.eq(Origin::Resolved))
        .filter(Column::Standing.ne(Standing::Refused))
        .exec(db)
        .await?;
    standing::UNLEARN
        .update::<Entity>(Column::Standing)
        .col_expr(Column::LearnedFrom, Expr::value(Option::<String>::None))
        .filter(Column::TicketId.eq(ticket))
        .filter(Column::Origin.eq(Origin::Given))
        .filter(Column::LearnedFrom.is_not_null())
        .exec(db)
        .await?;
    Entity::update_many().col_expr(Column::Round, Expr::value(0)).filter(Column::TicketId.eq(ticket)).exec(db).await?;
    Ok(())
}

/// Takes these off their tickets, as far as they are refused.
pub async fn remove_refused(db: &impl ConnectionTrait, ids: Vec<IdentifierId>) -> Result<(), DbErr> {
    if !ids.is_empty() {
        let refused =
            Entity::delete_many().filter(Column::Id.is_in(ids)).filter(Column::Standing.eq(Standing::Refused));
        refused.exec(db).await?;
    }
    Ok(())
}

/// Forgets by what names the person of a ticket was known.
pub async fn forget(db: &impl ConnectionTrait, ticket: TicketId) -> Result<(), DbErr> {
    unlearned::forget(db, ticket).await?;
    Entity::delete_many().filter(Column::TicketId.eq(ticket)).exec(db).await?;
    Ok(())
}

/// Changes the standing of an identifier.
pub async fn set_standing(
    db: &impl ConnectionTrait,
    id: IdentifierId,
    step: Move<Standing>,
    round: i32,
) -> Result<(), DbErr> {
    step.update::<Entity>(Column::Standing)
        .col_expr(Column::Round, Expr::value(round))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}
