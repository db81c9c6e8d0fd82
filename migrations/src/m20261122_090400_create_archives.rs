//! Archives, each sealed with a key of its own, and who fetched them when.

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
                queue(
                    table("archive")
                        .col(id())
                        .col(uuid("ticket_id"))
                        // waiting | running | ready | released | superseded | expired | abandoned
                        .col(text("state"))
                        // Its own key, sealed with the ticket's; null once expired.
                        .col(bytes_null("key_sealed"))
                        // The passphrase of the mailed form, sealed; shown on the status page only.
                        .col(bytes_null("passphrase_sealed"))
                        .col(bigint("bytes"))
                        // Of the archive as the person gets it, in hexadecimal.
                        .col(text_null("sha256"))
                        .col(text_null("problem"))
                        .col(moment("created_at"))
                        .col(moment_null("released_at"))
                        .col(uuid_null("released_by"))
                        .col(moment_null("expires_at"))
                        .col(int("downloads_left"))
                        .foreign_key(&mut belongs_to("archive", "ticket_id", "ticket")),
                )
                .take(),
            )
            .await?;
        manager.create_index(index("archive", &["ticket_id"])).await?;
        manager.create_index(index("archive", &["state", "due_at"])).await?;
        manager
            .create_table(
                table("download")
                    .col(id())
                    .col(uuid("archive_id"))
                    .col(moment("at"))
                    .foreign_key(&mut belongs_to("download", "archive_id", "archive"))
                    .take(),
            )
            .await?;
        manager.create_index(index("download", &["archive_id"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["download", "archive"]).await
    }
}
