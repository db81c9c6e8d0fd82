//! Whose turn it is to write in a system in which only one may write at a time.
//!
//! Some systems hand out what they keep as a whole and take it back as a whole: two who read, change and write at the same
//! time each bring back what the other has taken away. A lock inside one process does not help where several processes
//! work, so the turn is a row in the desk's own database: whoever wants to write takes it, keeps it while they write, and
//! gives it up. A process that dies has it for as long as it had said, and not longer.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement, Value};
use uuid::Uuid;

/// The wish to write in a system, and the right to once it was taken.
#[derive(Clone, Copy, Debug)]
pub struct Turn<'a> {
    /// Its configured key.
    pub system: &'a str,
    /// Marks who has it: nobody else's is the same.
    pub token: Uuid,
}

impl Turn<'_> {
    /// Takes it until `until`, unless somebody has it; whether it was taken. One statement: of two who want it at the same
    /// time one gets it.
    ///
    /// # Errors
    /// If the desk's own database cannot be asked.
    pub async fn take(self, db: &DatabaseConnection, now: DateTime<Utc>, until: DateTime<Utc>) -> Result<bool, DbErr> {
        let sql = "INSERT INTO system_turn (system, token, held_until) VALUES ($1, $2, $3) \
                   ON CONFLICT (system) DO UPDATE SET token = excluded.token, held_until = excluded.held_until \
                   WHERE system_turn.held_until < $4 RETURNING system";
        let values: [Value; 4] = [self.system.into(), self.token.into(), until.into(), now.into()];
        let taken = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
        Ok(taken.is_some())
    }

    /// Keeps it until `until`; false if somebody else has it by now.
    ///
    /// # Errors
    /// If the desk's own database cannot be asked.
    pub async fn keep(self, db: &DatabaseConnection, until: DateTime<Utc>) -> Result<bool, DbErr> {
        let sql = "UPDATE system_turn SET held_until = $1 WHERE system = $2 AND token = $3";
        let values: [Value; 3] = [until.into(), self.system.into(), self.token.into()];
        let kept = db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
        Ok(kept.rows_affected() == 1)
    }

    /// Gives it up; changes nothing if somebody else has it.
    ///
    /// # Errors
    /// If the desk's own database cannot be asked.
    pub async fn give_up(self, db: &DatabaseConnection) -> Result<(), DbErr> {
        let sql = "DELETE FROM system_turn WHERE system = $1 AND token = $2";
        let values: [Value; 2] = [self.system.into(), self.token.into()];
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
        Ok(())
    }
}
