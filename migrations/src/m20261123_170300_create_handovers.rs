//! Data that is sent straight to another provider because the person asked for that (Art. 20(2)), with the proof of receipt.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut handover = table("handover")
            .col(id())
            .col(uuid("ticket_id"))
            .col(uuid("request_id"))
            // The name of a receiver of the configuration.
            .col(text("receiver"))
            // waiting | running | sent | failed
            .col(text("state"))
            .col(uuid("ordered_by"))
            .col(moment("ordered_at"))
            .col(moment_null("sent_at"))
            // What was sent: its length and its SHA-256 in hexadecimal.
            .col(bigint("bytes"))
            .col(text_null("sha256"))
            // What was answered: the status, and the SHA-256 that the receiver says it got.
            .col(text_null("answer"))
            .col(text_null("answer_sha256"))
            .col(text_null("problem"))
            .take();
        manager
            .create_table(
                queue(&mut handover)
                    .foreign_key(&mut belongs_to("handover", "ticket_id", "ticket"))
                    .foreign_key(&mut belongs_to("handover", "request_id", "request"))
                    .take(),
            )
            .await?;
        manager.create_index(index("handover", &["state", "due_at"])).await?;
        manager.create_index(unique("handover", &["request_id", "receiver"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["handover"]).await
    }
}
