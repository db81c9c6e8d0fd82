//! After a batch of closed accounts a system's texts are searched for their names.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // When it was searched, and as JSON where names still stand: tables, columns, numbers of rows.
        for column in [moment_null("searched_at"), text_null("residues")] {
            let part = Alias::new("sweep_part");
            manager.alter_table(Table::alter().table(part).add_column(column).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["residues", "searched_at"] {
            let part = Alias::new("sweep_part");
            manager.alter_table(Table::alter().table(part).drop_column(Alias::new(column)).take()).await?;
        }
        Ok(())
    }
}
