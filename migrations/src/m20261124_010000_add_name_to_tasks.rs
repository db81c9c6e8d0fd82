//! Tasks that are asked by one name alone, which is not the person's.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// What identified a task until now. The tools for tables know no index over some rows only.
const DROP_ALL: &str = "DROP INDEX task_ticket_id_request_id_system_operation_round_key";

/// The same for those that are asked by the person's own names.
const THEIRS: &str = "CREATE UNIQUE INDEX task_theirs_key
    ON task (ticket_id, request_id, system, operation, round) WHERE identifier_id IS NULL";

/// Beside them, one for each name that is somebody else's.
const STRANGERS: &str = "CREATE UNIQUE INDEX task_strangers_key
    ON task (ticket_id, request_id, system, operation, identifier_id) WHERE identifier_id IS NOT NULL";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let task = Alias::new("task");
        // The name by which a mark was put on somebody else's data; null: it is asked by the names that are relied on.
        manager.alter_table(Table::alter().table(task).add_column(uuid_null("identifier_id")).take()).await?;
        let db = manager.get_connection();
        for sql in [DROP_ALL, THEIRS, STRANGERS] {
            db.execute_unprepared(sql).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        // They would be asked by the person's own names.
        for sql in [
            "DELETE FROM task WHERE identifier_id IS NOT NULL",
            "DROP INDEX task_theirs_key",
            "DROP INDEX task_strangers_key",
        ] {
            db.execute_unprepared(sql).await?;
        }
        let task = Alias::new("task");
        manager.alter_table(Table::alter().table(task).drop_column(Alias::new("identifier_id")).take()).await?;
        manager.create_index(unique("task", &["ticket_id", "request_id", "system", "operation", "round"])).await
    }
}
