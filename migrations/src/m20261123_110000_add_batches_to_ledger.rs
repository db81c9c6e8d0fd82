//! Lines of the ledger that tell of many people at once.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let ledger = || Alias::new("ledger");
        // sweep | replay; null for the erasure of a ticket. The ticket and the task of a line with a batch are all zeros:
        // SQLite cannot let a column be empty later without writing the whole chain anew.
        manager.alter_table(Table::alter().table(ledger()).add_column(text_null("batch")).take()).await?;
        manager.alter_table(Table::alter().table(ledger()).add_column(uuid_null("batch_id")).take()).await?;
        manager.create_index(index("ledger", &["batch_id", "system"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let ledger = || Alias::new("ledger");
        manager.drop_index(Index::drop().name("ledger_batch_id_system_idx").table(ledger()).to_owned()).await?;
        for column in ["batch_id", "batch"] {
            manager.alter_table(Table::alter().table(ledger()).drop_column(Alias::new(column)).take()).await?;
        }
        Ok(())
    }
}
