//! What the desk knows of connected systems, counters against floods, and work that recurs.

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
                table("system_state")
                    .col(ColumnDef::new(Alias::new("system")).text().not_null().primary_key())
                    .col(flag("paused"))
                    .col(moment_null("last_success_at"))
                    .col(moment_null("last_failure_at"))
                    .col(text_null("last_problem"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("tally")
                    // Keyed hash of what is counted: a mailbox, a source address, a sign-in.
                    .col(bytes("what"))
                    // The start of the hour or day that is counted.
                    .col(moment("since"))
                    .col(int("count"))
                    .primary_key(Index::create().col(Alias::new("what")).col(Alias::new("since")))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                queue(
                    table("recurring")
                        // The name of the job.
                        .col(ColumnDef::new(Alias::new("id")).text().not_null().primary_key())
                        // waiting | running
                        .col(text("state"))
                        .col(text_null("problem")),
                )
                .take(),
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["recurring", "tally", "system_state"]).await
    }
}
