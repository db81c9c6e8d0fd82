//! The row is the queue: claiming, keeping and giving back rows that hold work.
//!
//! A row that is `waiting` and due is claimed in one statement, which writes a fresh token and a time limit into it.
//! The work is done outside any transaction while a heartbeat moves the limit. Settling asks for the token: a worker
//! that was thought dead and comes back late has an old token and changes nothing. A row whose limit has passed is
//! claimed again like one that is due. Attempts are counted at the claim, so a row that kills its worker is counted too.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, FromQueryResult, Statement, Value,
};
use uuid::Uuid;

use super::{
    database,
    moves::{Coded, Move},
};

/// A table whose rows are work.
pub trait Queue: FromQueryResult + Send {
    /// Where a row stands.
    type State: Coded;

    /// The table's name.
    const TABLE: &'static str;

    /// A worker takes it: one that waits, or one whose worker is thought dead.
    const CLAIM: Move<Self::State>;

    /// It goes back to where it waits.
    const GIVE_BACK: Move<Self::State>;

    /// The row's key as a value to bind.
    fn key(&self) -> Value;

    /// How often the row was claimed, this time included.
    fn attempts(&self) -> i32;
}

/// The right to work on a row and to settle it.
#[derive(Debug)]
pub struct Lease<T> {
    row: T,
    token: Uuid,
}

/// The lease ran out and somebody else has the row: what was done is not written.
#[derive(Debug, thiserror::Error)]
#[error("the lease was lost")]
pub struct LeaseLost;

impl<T: Queue> Lease<T> {
    /// What is to be done.
    pub fn row(&self) -> &T {
        &self.row
    }

    /// What marks this claim: another attempt has another token.
    pub fn token(&self) -> Uuid {
        self.token
    }

    /// What a heartbeat needs to go on while the lease is lent to the work.
    pub fn pulse(&self) -> Pulse {
        Pulse { table: T::TABLE, running: T::CLAIM.to().word(), key: self.row.key(), token: self.token }
    }

    /// What gives the row back when the work ends in a fault of ours.
    pub fn release(&self) -> Release {
        Release { pulse: self.pulse(), waiting: T::GIVE_BACK.to().word(), attempts: self.row.attempts() }
    }

    /// Takes the row out of our hands inside `tx` by this move, due at `due_at`; an error if it was lost. `came` is what
    /// else is written of the row, by column, in the same statement.
    pub async fn settle(
        self,
        tx: &DatabaseTransaction,
        step: Move<T::State>,
        due_at: DateTime<Utc>,
        came: Vec<(&'static str, Value)>,
    ) -> Result<Result<T, LeaseLost>, DbErr> {
        let running = T::CLAIM.to();
        // A move that does not begin where a worker has a row is none of a worker's.
        if !step.begins_at(running) {
            return Ok(Err(LeaseLost));
        }
        let mut sql =
            format!("UPDATE {} SET state = $1, due_at = $2, lease_token = NULL, lease_until = NULL", T::TABLE);
        let mut values = vec![step.to().into(), due_at.into(), self.row.key(), self.token.into()];
        for (column, value) in came {
            values.push(value);
            sql.push_str(&format!(", {column} = ${}", values.len()));
        }
        sql.push_str(&format!(" WHERE id = $3 AND lease_token = $4 AND state = '{}'", running.word()));
        let settled = tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
        Ok(if settled.rows_affected() == 1 { Ok(self.row) } else { Err(LeaseLost) })
    }
}

/// Renews a lease from a task of its own.
#[derive(Clone, Debug)]
pub struct Pulse {
    table: &'static str,
    running: &'static str,
    key: Value,
    token: Uuid,
}

impl Pulse {
    /// Moves the limit to `until`; false if the row is no longer ours.
    pub async fn beat(&self, db: &DatabaseConnection, until: DateTime<Utc>) -> Result<bool, DbErr> {
        let Self { table, running, key, token } = self.clone();
        let sql =
            format!("UPDATE {table} SET lease_until = $1 WHERE id = $2 AND lease_token = $3 AND state = '{running}'");
        let values = [until.into(), key, token.into()];
        let renewed = db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
        Ok(renewed.rows_affected() == 1)
    }
}

/// Gives a row back to the queue without an end.
#[derive(Clone, Debug)]
pub struct Release {
    pulse: Pulse,
    waiting: &'static str,
    attempts: i32,
}

impl Release {
    /// How often the row was claimed.
    pub fn attempts(&self) -> i32 {
        self.attempts
    }

    /// Lets it be claimed again at `due_at`; changes nothing if it is not ours any more.
    pub async fn give_back(&self, db: &DatabaseConnection, due_at: DateTime<Utc>) -> Result<(), DbErr> {
        let Pulse { table, running, key, token } = self.pulse.clone();
        let waiting = self.waiting;
        let sql = format!(
            "UPDATE {table} SET state = '{waiting}', due_at = $1, lease_token = NULL, lease_until = NULL \
             WHERE id = $2 AND lease_token = $3 AND state = '{running}'"
        );
        let values = [due_at.into(), key, token.into()];
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
        Ok(())
    }
}

/// Puts a row that was given up back into the queue by this move, as if it had never been tried; false if it does not stand
/// where the move begins.
pub async fn retry<T: Queue>(
    db: &impl ConnectionTrait,
    key: Value,
    step: Move<T::State>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let from: Vec<String> = step.from().iter().map(|state| format!("'{}'", state.word())).collect();
    let sql = format!(
        "UPDATE {} SET state = $1, attempts = 0, due_at = $2 WHERE id = $3 AND state IN ({})",
        T::TABLE,
        from.join(", ")
    );
    let values = [step.to().into(), now.into(), key];
    let retried = db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(retried.rows_affected() == 1)
}

/// How many rows of one group may be worked on at once, by group; `otherwise` for groups not listed.
#[derive(Clone, Debug)]
pub struct Room<'a> {
    /// The column that groups: `system`.
    pub column: &'static str,
    /// Group and limit; 0 stops a group.
    pub limits: &'a [(String, u32)],
}

/// What is to be claimed.
#[derive(Clone, Debug)]
pub struct Claim<'a> {
    /// The time.
    pub now: DateTime<Utc>,
    /// How long the claim holds without a heartbeat.
    pub holds: TimeDelta,
    /// What marks it.
    pub token: Uuid,
    /// How many rows at most.
    pub most: u32,
    /// How many rows of a group at once.
    pub room: Option<Room<'a>>,
}

/// Claims due rows, oldest first.
///
/// With [`Room`], rows of a group that is full stay where they are. One statement; on PostgreSQL claimers of one table
/// take turns, because two that count at the same time would both find room for the same last place. A row that somebody has in
/// their transaction is left to them: a claim that waited for it could wait in a circle with them, and would take a row that they
/// have ended meanwhile. The next claim sees what they made of it.
pub async fn claim<T: Queue>(db: &DatabaseConnection, claim: Claim<'_>) -> Result<Vec<Lease<T>>, DbErr> {
    let Claim { now, holds, token, most, room } = claim;
    let table = T::TABLE;
    let (waiting, running) = (T::GIVE_BACK.to().word(), T::CLAIM.to().word());
    let due = format!("((q.state = '{waiting}' AND q.due_at <= $1) OR (q.state = '{running}' AND q.lease_until < $1))");
    let mut values: Vec<Value> = vec![now.into(), (now + holds).into(), token.into(), i64::from(most).into()];
    let pick = match &room {
        None => format!("SELECT q.id FROM {table} q WHERE {due} ORDER BY q.due_at, q.id LIMIT $4"),
        Some(room) => {
            let column = room.column;
            let mut limit = String::from("CASE q.");
            limit.push_str(column);
            for (group, places) in room.limits {
                values.push(group.clone().into());
                limit.push_str(&format!(" WHEN ${} THEN {places}", values.len()));
            }
            // A group that is not configured any more gets one place: its step will say so.
            limit.push_str(" ELSE 1 END");
            if room.limits.is_empty() {
                // A CASE without a WHEN is none.
                limit = String::from("1");
            }
            format!(
                "SELECT c.id FROM (SELECT q.id, q.due_at, {limit} AS places, \
                   ROW_NUMBER() OVER (PARTITION BY q.{column} ORDER BY q.due_at, q.id) \
                   + (SELECT COUNT(*) FROM {table} r \
                      WHERE r.{column} = q.{column} AND r.state = '{running}' AND r.lease_until >= $1) AS place \
                 FROM {table} q WHERE {due}) c \
                 WHERE c.place <= c.places ORDER BY c.due_at, c.id LIMIT $4"
            )
        }
    };
    let tx = database::write(db).await?;
    let pick = if tx.get_database_backend() == DbBackend::Postgres {
        // Asked once more of each row as it is now: they were picked as they were when the statement began.
        format!("SELECT q.id FROM {table} q WHERE q.id IN ({pick}) AND {due} FOR NO KEY UPDATE SKIP LOCKED")
    } else {
        pick
    };
    let sql = format!(
        "UPDATE {table} SET state = '{running}', lease_token = $3, lease_until = $2, attempts = attempts + 1 \
         WHERE id IN ({pick}) RETURNING *"
    );
    let sql = if tx.get_database_backend() == DbBackend::Postgres {
        // It gives back what it has updated in an order of its own; letters that were written in one go leave in their order.
        format!("WITH claimed AS ({sql}) SELECT * FROM claimed ORDER BY due_at, id")
    } else {
        sql
    };
    database::serialise(&tx, table).await?;
    let rows = tx.query_all_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    tx.commit().await?;
    rows.iter().map(|row| Ok(Lease { row: T::from_query_result(row, "")?, token })).collect()
}
