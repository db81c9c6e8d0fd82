//! Holds of which the person is not told, and why not.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let hold = Alias::new("hold");
        // Why telling would defeat the purpose, sealed; null: the person is told.
        manager.alter_table(Table::alter().table(hold).add_column(bytes_null("untold_sealed")).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let hold = Alias::new("hold");
        manager.alter_table(Table::alter().table(hold).drop_column(Alias::new("untold_sealed")).take()).await
    }
}
