//! Holds in the database.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    FromQueryResult, QueryFilter, QueryOrder, Statement, Value, sea_query::Expr,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    ground::{Ground, Keeps},
    place,
};
use crate::{
    kernel::{
        database,
        ids::{HoldId, StaffId, TicketId},
    },
    rights::right::Right,
};

/// So many hashes go into one statement: databases bind only so many values at once.
const MOST_AT_ONCE: usize = 10_000;

/// A name that is held.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Held {
    /// The keyed hash that was asked by.
    pub blind: Vec<u8>,
    /// By which hold.
    pub hold_id: HoldId,
    /// On which ground.
    pub ground: Ground,
    /// When somebody looks whether it is still needed.
    pub review_on: NaiveDate,
    /// The ticket that it was set from.
    pub ticket_id: Option<TicketId>,
    /// Given: it is a lock, set for a request of this right.
    pub for_right: Option<Right>,
    /// Whether the person is not told of it.
    pub is_untold: bool,
}

impl Held {
    /// Whether it locks what somebody wants erased, until that is decided: it keeps nobody from erasing it.
    pub fn is_wish_to_be_erased(&self) -> bool {
        self.ground == Ground::ObjectionPending && self.for_right == Some(Right::Erasure)
    }
}

/// Which of these names are held in a system, and by which holds: one statement for many people.
///
/// `blinds` come from [`name::blinds`](super::name::blinds). A hold on a part of the system holds all of it: what one
/// collection keeps may be needed to find what another one has.
pub async fn held(db: &impl ConnectionTrait, system: &str, blinds: &[Vec<u8>]) -> Result<Vec<Held>, DbErr> {
    let here = "(h.is_everywhere OR EXISTS (SELECT 1 FROM hold_place p WHERE p.hold_id = h.id AND p.system = $1))";
    asked(db, here, vec![system.into()], blinds).await
}

/// The same inside a transaction that is about to write that an erasure begins: no hold can be set until it is over, so
/// whoever sets one then knows what it came too late for.
pub async fn held_for_certain(tx: &DatabaseTransaction, system: &str, blinds: &[Vec<u8>]) -> Result<Vec<Held>, DbErr> {
    serialise(tx).await?;
    held(tx, system, blinds).await
}

/// Which of these names are held in any system.
pub async fn held_anywhere(db: &impl ConnectionTrait, blinds: &[Vec<u8>]) -> Result<Vec<Held>, DbErr> {
    asked(db, "TRUE", Vec::new(), blinds).await
}

async fn asked(
    db: &impl ConnectionTrait,
    here: &str,
    bound: Vec<Value>,
    blinds: &[Vec<u8>],
) -> Result<Vec<Held>, DbErr> {
    let mut found = Vec::new();
    for some in blinds.chunks(MOST_AT_ONCE) {
        let mut values = bound.clone();
        let places: Vec<String> = some
            .iter()
            .map(|blind| {
                values.push(blind.clone().into());
                format!("${}", values.len())
            })
            .collect();
        let sql = format!(
            "SELECT n.blind, h.id AS hold_id, h.ground, h.review_on, h.ticket_id, h.untold_sealed IS NOT NULL AS is_untold, \
               (SELECT r.kind FROM lock l JOIN request r ON r.id = l.request_id WHERE l.hold_id = h.id) AS for_right \
             FROM hold_name n JOIN hold h ON h.id = n.hold_id \
             WHERE h.lifted_at IS NULL AND {here} AND n.blind IN ({}) ORDER BY h.review_on DESC, h.id",
            places.join(", ")
        );
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
        found.extend(Held::find_by_statement(statement).all(db).await?);
    }
    Ok(found)
}

/// Lets nobody else set or lift a hold, or write that an erasure begins, until the transaction is over.
pub async fn serialise(tx: &DatabaseTransaction) -> Result<(), DbErr> {
    database::serialise(tx, "holds").await
}

/// All keyed hashes of names that are held, in whatever system.
pub async fn standing_blinds(db: &impl ConnectionTrait) -> Result<Vec<Vec<u8>>, DbErr> {
    let sql = "SELECT DISTINCT n.blind FROM hold_name n JOIN hold h ON h.id = n.hold_id WHERE h.lifted_at IS NULL";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    rows.iter().map(|row| row.try_get("", "blind")).collect()
}

/// The keyed hashes of a hold's names.
pub async fn blinds(db: &impl ConnectionTrait, hold: HoldId) -> Result<Vec<Vec<u8>>, DbErr> {
    let sql = "SELECT blind FROM hold_name WHERE hold_id = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [hold.into()]);
    db.query_all_raw(statement).await?.iter().map(|row| row.try_get("", "blind")).collect()
}

/// Adds a hold with its names and, unless it covers everything, its places.
pub async fn insert(
    tx: &DatabaseTransaction,
    hold: Model,
    blinds: Vec<Vec<u8>>,
    places: &[(String, String)],
) -> Result<(), DbErr> {
    let id = hold.id;
    Entity::insert(ActiveModel::from(hold).reset_all()).exec_without_returning(tx).await?;
    add_blinds(tx, id, blinds).await?;
    if places.is_empty() {
        return Ok(());
    }
    let rows = places.iter().map(|(system, collection)| place::ActiveModel {
        hold_id: Set(id),
        system: Set(system.clone()),
        collection: Set(collection.clone()),
    });
    place::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

async fn add_blinds(tx: &DatabaseTransaction, id: HoldId, blinds: Vec<Vec<u8>>) -> Result<(), DbErr> {
    for blind in blinds {
        let sql = "INSERT INTO hold_name (hold_id, blind) VALUES ($1, $2) ON CONFLICT (hold_id, blind) DO NOTHING";
        tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, [id.into(), blind.into()]))
            .await?;
    }
    Ok(())
}

/// Writes further names of the person into a hold: all of them, sealed, and the hashes of the new ones.
pub async fn rename(
    tx: &DatabaseTransaction,
    id: HoldId,
    names_sealed: Vec<u8>,
    blinds: Vec<Vec<u8>>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::NamesSealed, Expr::value(names_sealed))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    add_blinds(tx, id, blinds).await
}

/// Writes the names of a hold without one that is not the person's: those that are left, sealed, and the hashes that go.
pub async fn take_out(
    tx: &DatabaseTransaction,
    id: HoldId,
    names_sealed: Vec<u8>,
    blinds: Vec<Vec<u8>>,
) -> Result<(), DbErr> {
    rename(tx, id, names_sealed, Vec::new()).await?;
    for blind in blinds {
        let sql = "DELETE FROM hold_name WHERE hold_id = $1 AND blind = $2";
        tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, [id.into(), blind.into()]))
            .await?;
    }
    Ok(())
}

/// Those that stand and were set from this ticket.
pub async fn set_from(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::TicketId.eq(ticket))
        .filter(Column::LiftedAt.is_null())
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// All that were set from this ticket and were locks, those that have ended too.
pub async fn locks_of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::TicketId.eq(ticket))
        .filter(Column::Ground.is_in(Ground::of(Keeps::Lock)))
        .order_by_asc(Column::SetAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// The hold with this id.
pub async fn by_id(db: &impl ConnectionTrait, id: HoldId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// The holds or the locks that stand, the next review first.
pub async fn standing(db: &impl ConnectionTrait, keeps: Keeps) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Ground.is_in(Ground::of(keeps)))
        .filter(Column::LiftedAt.is_null())
        .order_by_asc(Column::ReviewOn)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// The holds or the locks that were lifted last.
pub async fn lifted(db: &impl ConnectionTrait, keeps: Keeps, most: u64) -> Result<Vec<Model>, DbErr> {
    use sea_orm::QuerySelect;
    Entity::find()
        .filter(Column::Ground.is_in(Ground::of(keeps)))
        .filter(Column::LiftedAt.is_not_null())
        .order_by_desc(Column::LiftedAt)
        .order_by_desc(Column::Id)
        .limit(most)
        .all(db)
        .await
}

/// These holds, by their ids.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[HoldId]) -> Result<BTreeMap<HoldId, Model>, DbErr> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Notes another day of review; false if the hold does not stand.
pub async fn review(db: &impl ConnectionTrait, id: HoldId, review_on: NaiveDate) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::ReviewOn, Expr::value(review_on))
        .filter(Column::Id.eq(id))
        .filter(Column::LiftedAt.is_null())
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Destroys the names of holds that were lifted before `until`, and their keyed hashes; what staff wrote stays. How many holds
/// those were.
pub async fn forget_names(tx: &DatabaseTransaction, until: DateTime<Utc>) -> Result<u64, DbErr> {
    let sql = "DELETE FROM hold_name WHERE hold_id IN (SELECT id FROM hold WHERE lifted_at < $1)";
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, [until.into()])).await?;
    let written = Entity::update_many()
        .col_expr(Column::NamesSealed, Expr::value(Vec::<u8>::new()))
        .filter(Column::LiftedAt.lt(until))
        .filter(Column::NamesSealed.ne(Vec::<u8>::new()))
        .exec(tx)
        .await?;
    Ok(written.rows_affected)
}

/// Lifts a hold; false if it does not stand.
pub async fn lift(db: &impl ConnectionTrait, id: HoldId, by: StaffId, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::LiftedAt, Expr::value(now))
        .col_expr(Column::LiftedBy, Expr::value(by))
        .filter(Column::Id.eq(id))
        .filter(Column::LiftedAt.is_null())
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}
