//! Decisions on requests: proposed, agreed to, sent back.

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
                table("decision")
                    .col(id())
                    .col(uuid("ticket_id"))
                    .col(uuid("request_id"))
                    // proposed | made | returned
                    .col(text("state"))
                    // granted | partly_granted | refused | nothing_held
                    .col(text("outcome"))
                    // JSON: codes of grounds.
                    .col(text("grounds"))
                    .col(bytes("text_sealed"))
                    .col(bytes_null("evidence_sealed"))
                    .col(uuid("proposed_by"))
                    .col(moment("proposed_at"))
                    .col(uuid_null("decided_by"))
                    .col(moment_null("decided_at"))
                    .col(bytes_null("why_sealed"))
                    .foreign_key(&mut belongs_to("decision", "ticket_id", "ticket"))
                    .foreign_key(&mut belongs_to("decision", "request_id", "request"))
                    .take(),
            )
            .await?;
        manager.create_index(index("decision", &["ticket_id"])).await?;
        manager.create_index(index("decision", &["request_id", "state"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["decision"]).await
    }
}
