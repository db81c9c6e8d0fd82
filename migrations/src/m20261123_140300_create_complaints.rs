//! Complaints to the controller: what was said, when it was acknowledged, what was found and done.

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
                table("complaint")
                    .col(id())
                    // The ticket complained about.
                    .col(uuid("ticket_id"))
                    // Counts the complaints about it: its case number is the reference with this.
                    .col(int("number"))
                    // person | staff
                    .col(text("channel"))
                    // received | acknowledged | answered
                    .col(text("state"))
                    .col(day("received_on"))
                    .col(moment("filed_at"))
                    // The last day to acknowledge it (Data Protection Act 2018 s. 164A(3)).
                    .col(day("acknowledge_by"))
                    .col(moment_null("acknowledged_at"))
                    .col(bytes("text_sealed"))
                    // upheld | partly_upheld | not_upheld
                    .col(text_null("outcome"))
                    .col(bytes_null("found_sealed"))
                    .col(bytes_null("done_sealed"))
                    .col(uuid_null("answered_by"))
                    .col(moment_null("answered_at"))
                    .foreign_key(&mut belongs_to("complaint", "ticket_id", "ticket"))
                    .take(),
            )
            .await?;
        manager.create_index(unique("complaint", &["ticket_id", "number"])).await?;
        manager.create_index(index("complaint", &["state"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["complaint"]).await
    }
}
