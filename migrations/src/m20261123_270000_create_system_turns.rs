//! Whose turn it is to write in a system in which only one may write at a time.

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
                table("system_turn")
                    .col(ColumnDef::new(Alias::new("system")).text().not_null().primary_key())
                    // Who has it.
                    .col(uuid("token"))
                    // From then on whoever comes may take it: a process that died does not give it up.
                    .col(moment("held_until"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["system_turn"]).await
    }
}
