//! Data goes to other providers by mail too, and whoever asked for it is told when it could not be sent.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // https | mail
        let mut way = text("way");
        way.default("https");
        // When the person was told that it could not be sent.
        for column in [way, moment_null("told_at")] {
            let handover = Alias::new("handover");
            manager.alter_table(Table::alter().table(handover).add_column(column).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["told_at", "way"] {
            let handover = Alias::new("handover");
            manager.alter_table(Table::alter().table(handover).drop_column(Alias::new(column)).take()).await?;
        }
        Ok(())
    }
}
