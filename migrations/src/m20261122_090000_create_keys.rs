//! The keys of tickets. Destroying one makes all that is sealed with it unreadable, in backups too.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("ticket_key")
                    // The ticket's id. No foreign key: the record that a key was destroyed outlives the ticket.
                    .col(ColumnDef::new(Alias::new("ticket_id")).uuid().not_null().primary_key())
                    // Wrapped by the master key; null once destroyed.
                    .col(bytes_null("wrapped"))
                    .col(moment("created_at"))
                    .col(moment_null("destroyed_at"))
                    .take(),
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["ticket_key"]).await
    }
}
