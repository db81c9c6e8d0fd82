//! The audit log: who did what when, chained by hashes. Ids only, no people.

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
                table("audit")
                    .col(ColumnDef::new(Alias::new("seq")).big_integer().not_null().primary_key())
                    .col(moment("at"))
                    // No foreign key: the log outlives the ticket.
                    .col(uuid_null("ticket_id"))
                    // subject | staff | worker | desk
                    .col(text("actor"))
                    .col(uuid_null("actor_id"))
                    // A verb in the past: received, confirmed, task_ended, …
                    .col(text("event"))
                    // JSON; ids, codes and counts only.
                    .col(text("details"))
                    // SHA-256 over the previous hash and this row.
                    .col(bytes("hash"))
                    .take(),
            )
            .await?;
        manager.create_index(index("audit", &["ticket_id", "seq"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["audit"]).await
    }
}
