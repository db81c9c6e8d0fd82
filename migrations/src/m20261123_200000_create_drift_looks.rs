//! When each connected system was last held against its manifest, also if nothing was found.

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
                table("drift_look")
                    .col(text("system"))
                    .col(moment("at"))
                    .primary_key(Index::create().col(Alias::new("system")))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["drift_look"]).await
    }
}
