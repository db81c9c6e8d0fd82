//! When entries of those who are not written to were last put forward for a review.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let suppression = Alias::new("suppression");
        // Null: never.
        manager.alter_table(Table::alter().table(suppression).add_column(moment_null("review_at")).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let suppression = Alias::new("suppression");
        manager.alter_table(Table::alter().table(suppression).drop_column(Alias::new("review_at")).take()).await
    }
}
