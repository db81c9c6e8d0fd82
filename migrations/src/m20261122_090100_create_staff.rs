//! The people who work at the desk, and their sessions.

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
                table("staff")
                    .col(id())
                    // What the person signs in with; compared in lower case.
                    .col(text("login"))
                    .col(text("name"))
                    // officer | agent | auditor
                    .col(text("role"))
                    // bcrypt over a keyed digest of the password.
                    .col(text("password_hash"))
                    .col(moment("created_at"))
                    .col(moment_null("disabled_at"))
                    .take(),
            )
            .await?;
        manager.create_index(unique("staff", &["login"])).await?;
        manager
            .create_table(
                table("staff_session")
                    // Keyed hash of the cookie.
                    .col(ColumnDef::new(Alias::new("token_hash")).blob().not_null().primary_key())
                    .col(uuid("staff_id"))
                    .col(moment("created_at"))
                    .col(moment("seen_at"))
                    .foreign_key(&mut belongs_to("staff_session", "staff_id", "staff"))
                    .take(),
            )
            .await?;
        manager.create_index(index("staff_session", &["staff_id"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["staff_session", "staff"]).await
    }
}
