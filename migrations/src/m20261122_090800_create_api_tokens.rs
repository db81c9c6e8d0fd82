//! Tokens by which programs act for a member of staff.

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
                table("api_token")
                    // Keyed hash of the token.
                    .col(ColumnDef::new(Alias::new("token_hash")).blob().not_null().primary_key())
                    .col(uuid("staff_id"))
                    // What it is for, in the words of whoever asked for it.
                    .col(text("name"))
                    .col(moment("created_at"))
                    .col(moment("expires_at"))
                    // To the minute.
                    .col(moment_null("last_used_at"))
                    .foreign_key(&mut belongs_to("api_token", "staff_id", "staff"))
                    .take(),
            )
            .await?;
        manager.create_index(unique("api_token", &["staff_id", "name"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["api_token"]).await
    }
}
