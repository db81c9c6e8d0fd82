//! Questions to people: what was asked, when, and what came of it.

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
                table("question")
                    .col(id())
                    .col(uuid("ticket_id"))
                    // The request that it concerns; none: all of the ticket.
                    .col(uuid_null("request_id"))
                    // identity | authority | fee | clarification_large | clarification_small | something_else
                    .col(text("kind"))
                    // prompt | undue_delay
                    .col(text("promptness"))
                    // open | replied | answered | no_reply
                    .col(text("state"))
                    .col(day("asked_on"))
                    .col(moment("asked_at"))
                    .col(uuid("asked_by"))
                    .col(bytes("wording_sealed"))
                    .col(bytes("reason_sealed"))
                    // Why it was not asked earlier, where it came late and counts even so.
                    .col(bytes_null("late_because_sealed"))
                    // Of a fee: how much, as the person reads it.
                    .col(text_null("amount"))
                    // The day on which the person replied; whether it is enough is not decided yet.
                    .col(day_null("replied_on"))
                    // The day from which the answer counts.
                    .col(day_null("answered_on"))
                    .col(uuid_null("decided_by"))
                    .col(moment_null("decided_at"))
                    // How it was checked, in words: never the proof itself.
                    .col(bytes_null("how_sealed"))
                    // The day on which the ticket was closed for want of a reply.
                    .col(day_null("closed_on"))
                    .foreign_key(&mut belongs_to("question", "ticket_id", "ticket"))
                    .take(),
            )
            .await?;
        manager.create_index(index("question", &["ticket_id"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["question"]).await
    }
}
