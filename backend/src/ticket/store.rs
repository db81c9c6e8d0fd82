//! Tickets in the database.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Statement,
    sea_query::{Expr, LockType},
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    intake::Verification,
    keys,
    queue::{self, Need},
    state::{Moved, State},
};
use crate::{
    audit::{self, entry::Entry},
    kernel::ids::{StaffId, TicketId},
    request,
    rights::right::Right,
};

/// Somebody else changed the ticket in between.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The version is not the one we read.
    #[error("somebody else has changed the ticket in between")]
    Changed,
    /// The database did not do it.
    #[error("could not save the ticket")]
    Store(#[from] DbErr),
}

/// Adds a ticket.
pub async fn insert(tx: &DatabaseTransaction, ticket: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(ticket).reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Writes a moved ticket and the line that tells of it; an error if somebody else was faster.
pub async fn save(tx: &DatabaseTransaction, moved: Moved) -> Result<Model, SaveError> {
    let (ticket, entry) = put(tx, moved).await?;
    audit::store::append(tx, [entry]).await?;
    Ok(ticket)
}

/// Writes a moved ticket and hands back the line that tells of it, which has to be appended in the same transaction.
#[must_use = "the line has to be appended to the log"]
pub async fn put(tx: &DatabaseTransaction, moved: Moved) -> Result<(Model, Entry), SaveError> {
    let Moved { mut ticket, entry } = moved;
    let read = ticket.version;
    ticket.version += 1;
    let changes = ActiveModel::from(ticket.clone()).reset_all();
    let written = Entity::update_many()
        .set(changes)
        .filter(Column::Id.eq(ticket.id))
        .filter(Column::Version.eq(read))
        .exec(tx)
        .await?;
    if written.rows_affected != 1 {
        return Err(SaveError::Changed);
    }
    Ok((ticket, entry))
}

/// Lets nobody else change anything of these tickets until the transaction is over, and waits until nobody else does; those that
/// are not there are passed over. On SQLite, whose transactions that write come one at a time, that is so by itself.
///
/// It keeps no other transaction from adding rows that name the ticket: only from taking hold of it in the same way.
pub async fn lock(tx: &DatabaseTransaction, ids: &[TicketId]) -> Result<(), DbErr> {
    let held = Entity::find().select_only().column(Column::Id).filter(Column::Id.is_in(ids.iter().copied()));
    // In one order, so that of two who want the same tickets none waits for the other in turn.
    let held = held.order_by_asc(Column::Id).lock(LockType::NoKeyUpdate);
    held.into_tuple::<TicketId>().all(tx).await?;
    Ok(())
}

/// The ticket with this id.
pub async fn by_id(db: &impl ConnectionTrait, id: TicketId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// The ticket with this reference.
pub async fn by_reference(db: &impl ConnectionTrait, reference: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Reference.eq(reference)).one(db).await
}

/// The references of the newest tickets that were made for the contact behind one of these keyed hashes.
pub async fn references_for_contact(
    db: &impl ConnectionTrait,
    contact_blinds: Vec<Vec<u8>>,
    most: u64,
) -> Result<Vec<(TicketId, String)>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::Id)
        .column(Column::Reference)
        .filter(Column::ContactBlind.is_in(contact_blinds))
        .order_by_desc(Column::Id)
        .limit(most)
        .into_tuple()
        .all(db)
        .await
}

/// The open tickets, confirmed from a mailbox, that were made for the contact behind one of these keyed hashes; oldest first. What
/// nobody has confirmed is left out: however much of it there is, it is in nobody's way.
pub async fn of_mailbox(db: &impl ConnectionTrait, contact_blinds: Vec<Vec<u8>>) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContactBlind.is_in(contact_blinds))
        .filter(Column::State.is_in([State::Received, State::Collecting, State::Review]))
        .filter(Column::VerifiedHow.eq(Verification::Mailbox))
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// The references of these tickets.
pub async fn references(db: &impl ConnectionTrait, ids: &[TicketId]) -> Result<Vec<(TicketId, String)>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::Id)
        .column(Column::Reference)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await
}

/// The ticket at work that is due first.
pub async fn next_due(db: &impl ConnectionTrait) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(queue::is_at_work()).order_by_asc(Column::DueOn).limit(1).one(db).await
}

/// The verified tickets at work with an open objection that is aimed at something in particular.
pub async fn with_aims(db: &impl ConnectionTrait) -> Result<Vec<TicketId>, DbErr> {
    let aimed = request::entity::Entity::find()
        .select_only()
        .column(request::entity::Column::TicketId)
        .filter(request::entity::Column::Aims.is_not_null())
        .filter(request::entity::Column::State.eq(request::state::State::Open))
        .into_query();
    Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::State.is_in([State::Received, State::Collecting, State::Review]))
        .filter(Column::Id.in_subquery(aimed))
        .into_tuple()
        .all(db)
        .await
}

/// Unconfirmed tickets whose mail to confirm was held back and has not been sent since, oldest first.
pub async fn held_back(db: &impl ConnectionTrait) -> Result<Vec<TicketId>, DbErr> {
    let sql = "SELECT t.id FROM ticket t \
               WHERE t.state = 'unverified' \
                 AND EXISTS (SELECT 1 FROM audit a WHERE a.ticket_id = t.id AND a.event = 'confirmation_held_back') \
                 AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.ticket_id = t.id AND a.event = 'confirmation_sent_again') \
               ORDER BY t.received_at, t.id";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    rows.iter().map(|row| row.try_get("", "id")).collect()
}

/// The tickets at work that are due until this day on the strictest reading.
pub async fn at_work_due_until(db: &impl ConnectionTrait, until: chrono::NaiveDate) -> Result<Vec<Model>, DbErr> {
    let mut due = Entity::find().filter(queue::is_at_work()).filter(Column::DueSafeOn.lte(until));
    due = due.order_by_asc(Column::DueSafeOn).order_by_asc(Column::Id);
    due.all(db).await
}

/// Whether the desk has never had a ticket.
pub async fn is_empty(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let first: Option<TicketId> = Entity::find().select_only().column(Column::Id).limit(1).into_tuple().one(db).await?;
    Ok(first.is_none())
}

/// Unverified tickets whose time is up.
pub async fn overdue_for_confirmation(
    db: &impl ConnectionTrait,
    now: chrono::DateTime<chrono::Utc>,
    but: &[TicketId],
    most: u64,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Id.is_not_in(but.iter().copied()))
        .filter(Column::State.eq(State::Unverified))
        .filter(Column::UnverifiedUntil.lt(now))
        .limit(most)
        .all(db)
        .await
}

/// What is left of a closed ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Its key, and with it all that was written and found.
    Contents,
    /// Keyed hashes by which it is found by somebody's names.
    Names,
}

/// Tickets that were closed before this moment and of which this is left.
pub async fn closed_before(
    db: &impl ConnectionTrait,
    before: chrono::DateTime<chrono::Utc>,
    left: Left,
    but: &[TicketId],
    most: u64,
) -> Result<Vec<TicketId>, DbErr> {
    let closed = Entity::find().filter(Column::ClosedAt.lt(before)).filter(Column::Id.is_not_in(but.iter().copied()));
    let with = match left {
        Left::Contents => {
            let keys = sea_orm::sea_query::Query::select()
                .column(keys::Column::TicketId)
                .from(keys::Entity)
                .and_where(keys::Column::Wrapped.is_not_null())
                .to_owned();
            closed.filter(Column::Id.in_subquery(keys))
        }
        Left::Names => closed.filter(Column::ContactBlind.ne(Vec::<u8>::new())),
    };
    with.select_only().column(Column::Id).order_by_asc(Column::ClosedAt).limit(most).into_tuple().all(db).await
}

/// Which of these tickets were closed before this moment and still have their key.
pub async fn closed_among(
    db: &impl ConnectionTrait,
    ids: &[TicketId],
    before: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<TicketId>, DbErr> {
    let kept = sea_orm::sea_query::Query::select()
        .column(keys::Column::TicketId)
        .from(keys::Entity)
        .and_where(keys::Column::Wrapped.is_not_null())
        .to_owned();
    let closed = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).filter(Column::ClosedAt.lt(before));
    closed.filter(Column::Id.in_subquery(kept)).select_only().column(Column::Id).into_tuple().all(db).await
}

/// Whose tickets a view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's.
    Any,
    /// Nobody's.
    Nobodys,
    /// One person's.
    Of(StaffId),
}

/// What a view of the queue shows. The database decides, so that paging stays right.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only these states; empty: all that are open, and verified or for staff to verify.
    pub states: Vec<State>,
    /// Only with a request of this right.
    pub right: Option<Right>,
    /// Whose.
    pub whose: Option<Whose>,
    /// Due on or before this day.
    pub due_until: Option<chrono::NaiveDate>,
    /// Only these tickets; the result of a look-up by identifier.
    pub only: Option<Vec<TicketId>>,
    /// Only those that need this.
    pub need: Option<Need>,
    /// In which order.
    pub order: Order,
}

/// The order of a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By the day on which they are due.
    #[default]
    MostUrgent,
    /// Those that were closed last come first.
    LastClosed,
}

/// A page of the queue, most urgent first, and how many there are in all.
pub async fn page(
    db: &impl ConnectionTrait,
    filter: &Filter,
    offset: u64,
    limit: u64,
) -> Result<(Vec<Model>, u64), DbErr> {
    let mut query = match filter.need {
        // Something may be left to decide on a ticket that is over.
        Some(Need::Person) if filter.states.is_empty() => Entity::find(),
        Some(Need::Person | Need::WorkByHand) | None if filter.states.is_empty() => {
            Entity::find().filter(queue::is_at_work())
        }
        Some(Need::Person | Need::WorkByHand) | None => {
            Entity::find().filter(Column::State.is_in(filter.states.iter().copied()))
        }
    };
    if let Some(right) = filter.right {
        let with = request::entity::Entity::find()
            .select_only()
            .column(request::entity::Column::TicketId)
            .filter(request::entity::Column::Right.eq(right));
        query = query.filter(Column::Id.in_subquery(sea_orm::QueryTrait::into_query(with)));
    }
    query = match filter.whose {
        None | Some(Whose::Any) => query,
        Some(Whose::Nobodys) => query.filter(Column::Assignee.is_null()),
        Some(Whose::Of(person)) => query.filter(Column::Assignee.eq(person)),
    };
    if let Some(day) = filter.due_until {
        query = query.filter(Column::DueOn.lte(day));
    }
    if let Some(only) = &filter.only {
        query = query.filter(Column::Id.is_in(only.iter().copied()));
    }
    if let Some(need) = filter.need {
        query = query.filter(need.condition());
    }
    let total = query.clone().count(db).await?;
    query = match filter.order {
        Order::MostUrgent => query.order_by_asc(Column::DueOn).order_by_asc(Column::Id),
        Order::LastClosed => query.order_by_desc(Column::ClosedAt).order_by_desc(Column::Id),
    };
    let rows = query.offset(offset).limit(limit).all(db).await?;
    Ok((rows, total))
}

/// Forgets for which address a ticket was made: it is no longer found by it.
pub async fn forget_contact(db: &impl ConnectionTrait, id: TicketId) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::ContactBlind, Expr::value(Vec::<u8>::new()))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Replaces the access code.
pub async fn set_access_code(db: &impl ConnectionTrait, id: TicketId, hash: Vec<u8>) -> Result<(), DbErr> {
    ActiveModel {
        id: sea_orm::ActiveValue::Set(id),
        access_code_hash: sea_orm::ActiveValue::Set(hash),
        ..Default::default()
    }
    .update(db)
    .await?;
    Ok(())
}
