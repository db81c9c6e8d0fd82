//! Erasures that nobody asked for, and what they follow from.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Those from before are told by the log.
const FOLLOWED: &str = "
    UPDATE request SET follows = CASE WHEN EXISTS (
        SELECT 1 FROM request o WHERE o.ticket_id = request.ticket_id AND o.kind = 'objection' AND o.aims LIKE '%consent%'
    ) THEN 'consent' ELSE 'objection' END
    WHERE kind = 'erasure' AND EXISTS (
        SELECT 1 FROM audit a WHERE a.ticket_id = request.ticket_id AND a.event = 'erasure_follows'
    )
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let request = Alias::new("request");
        // objection | consent | both; null: the person asked for it.
        manager.alter_table(Table::alter().table(request).add_column(text_null("follows")).take()).await?;
        manager.get_connection().execute_unprepared(FOLLOWED).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let request = Alias::new("request");
        manager.alter_table(Table::alter().table(request).drop_column(Alias::new("follows")).take()).await
    }
}
