//! Requests that ask for a part only.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let request = Alias::new("request");
        // JSON: from which systems something is to be erased, and whether the account stays; null: all of it.
        manager.alter_table(Table::alter().table(request).add_column(text_null("part")).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let request = Alias::new("request");
        manager.alter_table(Table::alter().table(request).drop_column(Alias::new("part")).take()).await
    }
}
