//! Letters we send, rendered when queued; one-time proofs; sessions of people looking at their own request.

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
                    table("letter")
                        .col(id())
                        .col(uuid("ticket_id"))
                        .col(text("kind"))
                        .col(text("language"))
                        .col(bytes("recipient_sealed"))
                        .col(bytes("subject_sealed"))
                        .col(bytes("body_sealed"))
                        // The archive that goes with it.
                        .col(uuid_null("archive_id"))
                        // Our own Message-ID: the same at every attempt, so that a mail server can drop a repetition.
                        .col(text("message_id"))
                        // waiting | running | sent | abandoned
                        .col(text("state"))
                        .col(text_null("problem"))
                        .col(moment("created_at"))
                        .col(moment_null("sent_at"))
                        .foreign_key(&mut belongs_to("letter", "ticket_id", "ticket")),
                )
                .take(),
            )
            .await?;
        manager.create_index(index("letter", &["ticket_id"])).await?;
        manager.create_index(index("letter", &["state", "due_at"])).await?;
        manager
            .create_table(
                table("proof")
                    // Keyed hash of the token in the mailed link.
                    .col(ColumnDef::new(Alias::new("token_hash")).blob().not_null().primary_key())
                    .col(uuid("ticket_id"))
                    // confirm | fetch
                    .col(text("purpose"))
                    .col(moment("created_at"))
                    .col(moment("expires_at"))
                    .col(moment_null("used_at"))
                    .foreign_key(&mut belongs_to("proof", "ticket_id", "ticket"))
                    .take(),
            )
            .await?;
        manager.create_index(index("proof", &["ticket_id"])).await?;
        manager
            .create_table(
                table("case_session")
                    .col(ColumnDef::new(Alias::new("token_hash")).blob().not_null().primary_key())
                    .col(uuid("ticket_id"))
                    .col(moment("created_at"))
                    .col(moment("seen_at"))
                    // Set when the person also came by a fresh link from their mailbox.
                    .col(moment_null("mailbox_proved_at"))
                    .foreign_key(&mut belongs_to("case_session", "ticket_id", "ticket"))
                    .take(),
            )
            .await?;
        manager.create_index(index("case_session", &["ticket_id"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["case_session", "proof", "letter"]).await
    }
}
