//! Saved reply texts: what staff write often, with placeholders that are filled in from the ticket.

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
                table("reply_text")
                    .col(id())
                    .col(text("name"))
                    // The right whose requests it answers; null: any, and messages.
                    .col(text_null("for_right"))
                    // en | fr | de
                    .col(text("language"))
                    // Names of placeholders stand in it in braces; nothing about a person does.
                    .col(text("body"))
                    .col(uuid("added_by"))
                    .col(moment("added_at"))
                    .col(uuid_null("changed_by"))
                    .col(moment_null("changed_at"))
                    // From then on it is not offered any more.
                    .col(moment_null("retired_at"))
                    .take(),
            )
            .await?;
        manager.create_index(index("reply_text", &["language"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["reply_text"]).await
    }
}
