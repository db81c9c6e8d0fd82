//! Erasures: who approved which plan, and the ledger of what was erased.

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
                table("approval")
                    .col(uuid("task_id"))
                    // The hash of the plan that was approved: another plan needs another approval.
                    .col(text("plan"))
                    .col(uuid("staff_id"))
                    .col(moment("at"))
                    .primary_key(
                        Index::create().col(Alias::new("task_id")).col(Alias::new("plan")).col(Alias::new("staff_id")),
                    )
                    .foreign_key(&mut belongs_to("approval", "task_id", "task"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("ledger")
                    .col(ColumnDef::new(Alias::new("seq")).big_integer().not_null().primary_key())
                    .col(moment("at"))
                    // No foreign keys: the ledger outlives tickets.
                    .col(uuid("ticket_id"))
                    .col(uuid("task_id"))
                    .col(text("system"))
                    .col(text("plan"))
                    // begun | done
                    .col(text("what"))
                    // JSON: keyed hashes of the person's identifiers, in hexadecimal.
                    .col(text("names"))
                    // JSON: counts by collection.
                    .col(text("details"))
                    // SHA-256 over the previous hash and this row.
                    .col(bytes("hash"))
                    .take(),
            )
            .await?;
        manager.create_index(index("ledger", &["task_id", "plan"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["ledger", "approval"]).await
    }
}
