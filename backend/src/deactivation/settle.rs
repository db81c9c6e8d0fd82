//! What becomes of the accounts of a sweep, and of those that people have.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    entity::{Column, Entity, Model},
    state::{self, State, Why},
};
use crate::kernel::ids::{DeactivationId, HoldId, SweepId, TicketId};

/// Nothing is left of the accounts at these places of the sweep: their names are destroyed. How many they are.
pub async fn prove(
    tx: &DatabaseTransaction,
    sweep: SweepId,
    places: &[i32],
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<u64, DbErr> {
    if places.is_empty() {
        return Ok(0);
    }
    let proven = state::PROVE
        .update::<Entity>(Column::State)
        .col_expr(Column::AccountSealed, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::EndedAt, Expr::value(now))
        .col_expr(Column::EndedOn, Expr::value(today))
        .filter(Column::SweepId.eq(sweep))
        .filter(Column::Place.is_in(places.iter().copied()))
        .exec(tx)
        .await?;
    Ok(proven.rows_affected)
}

/// Accounts that the sweep has and that were opened again meanwhile: nothing more is done for them.
pub async fn cancel(
    tx: &DatabaseTransaction,
    sweep: SweepId,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<u64, DbErr> {
    let cancelled = state::CANCEL
        .update::<Entity>(Column::State)
        .col_expr(Column::AccountSealed, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::EndedAt, Expr::value(now))
        .col_expr(Column::EndedOn, Expr::value(today))
        .filter(Column::SweepId.eq(sweep))
        .filter(Column::ReopenedAt.is_not_null())
        .exec(tx)
        .await?;
    Ok(cancelled.rows_affected)
}

/// Why people have an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// This hold names the person.
    Held(HoldId),
    /// The ticket is a request of the person's.
    OpenRequest,
    /// A system could not erase the person as it erases others.
    NeedsPerson,
}

/// A person has to look at this account of a sweep, on that ticket.
pub async fn set_aside(
    tx: &DatabaseTransaction,
    id: DeactivationId,
    aside: Aside,
    ticket: TicketId,
) -> Result<(), DbErr> {
    let (why, hold) = match aside {
        Aside::Held(hold) => (Why::Held, Some(hold)),
        Aside::OpenRequest => (Why::OpenRequest, None),
        Aside::NeedsPerson => (Why::NeedsPerson, None),
    };
    state::SET_ASIDE
        .update::<Entity>(Column::State)
        .col_expr(Column::Why, Expr::value(why))
        .col_expr(Column::TicketId, Expr::value(ticket))
        .col_expr(Column::HoldId, Expr::value(hold))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// People can look at this account of a sweep on that ticket; the sweep still has it.
pub async fn note_ticket(tx: &DatabaseTransaction, id: DeactivationId, ticket: TicketId) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::TicketId, Expr::value(ticket))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Running))
        .exec(tx)
        .await?;
    Ok(())
}

/// Accounts that the sweep still has are due again at `due_at`: nothing was heard of them.
pub async fn give_back(tx: &DatabaseTransaction, sweep: SweepId, due_at: DateTime<Utc>) -> Result<u64, DbErr> {
    let back = state::GIVE_BACK
        .update::<Entity>(Column::State)
        .col_expr(Column::DueAt, Expr::value(due_at))
        .filter(Column::SweepId.eq(sweep))
        .exec(tx)
        .await?;
    Ok(back.rows_affected)
}

/// All accounts that people have.
pub async fn aside(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::State.eq(State::Aside)).all(db).await
}

/// What kept an account from its sweep is over: it is due at once.
pub async fn put_back(tx: &DatabaseTransaction, id: DeactivationId, now: DateTime<Utc>) -> Result<(), DbErr> {
    state::PUT_BACK
        .update::<Entity>(Column::State)
        .col_expr(Column::Why, Expr::value(Option::<Why>::None))
        .col_expr(Column::HoldId, Expr::value(Option::<HoldId>::None))
        .col_expr(Column::DueAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// What people have done about an account on its ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByPeople {
    /// They have erased it.
    Erased,
    /// They have decided, on a ground, that not everything is erased.
    Kept,
}

/// People have ended it: its name is destroyed.
pub async fn ended_by_people(
    tx: &DatabaseTransaction,
    id: DeactivationId,
    what: ByPeople,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<(), DbErr> {
    let step = match what {
        ByPeople::Erased => state::PROVE_BY_HAND,
        ByPeople::Kept => state::KEEP,
    };
    step.update::<Entity>(Column::State)
        .col_expr(Column::AccountSealed, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::EndedAt, Expr::value(now))
        .col_expr(Column::EndedOn, Expr::value(today))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
