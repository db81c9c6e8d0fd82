//! For a request one answer at a time waits for a second person.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Of several that wait, the first one does: the others go back to whoever proposed them.
const RETURNED: &str = "
    UPDATE decision SET state = 'returned', decided_at = proposed_at
    WHERE state = 'proposed' AND EXISTS (
        SELECT 1 FROM decision d WHERE d.request_id = decision.request_id AND d.state = 'proposed'
          AND (d.proposed_at < decision.proposed_at OR (d.proposed_at = decision.proposed_at AND d.id < decision.id))
    )
";

/// The tools for tables know no index over some rows only.
const ONE: &str = "CREATE UNIQUE INDEX decision_proposed_key ON decision (request_id) WHERE state = 'proposed'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(RETURNED).await?;
        db.execute_unprepared(ONE).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP INDEX decision_proposed_key").await?;
        Ok(())
    }
}
