//! Requests that were given two more months.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let request = Alias::new("request");
        // The day on which the person was told, with reasons (Art. 12(3)); null while nobody was.
        manager.alter_table(Table::alter().table(request).add_column(day_null("extended_on")).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let request = Alias::new("request");
        manager.alter_table(Table::alter().table(request).drop_column(Alias::new("extended_on")).take()).await
    }
}
