//! Names that systems had told of by names of which one is not relied on any more, until they are learned anew or turn out to be
//! somebody else's.

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
                table("unlearned_name")
                    // That of the identifier that it was, which its seal names.
                    .col(id())
                    .col(uuid("ticket_id"))
                    .col(text("kind"))
                    .col(bytes("value_sealed"))
                    // Keyed hash of kind and value.
                    .col(bytes("blind"))
                    // The system and field that it was read from.
                    .col(text_null("learned_from"))
                    // The name that is not relied on any more, who said so, and when.
                    .col(uuid("cause_id"))
                    .col(uuid("staff_id"))
                    .col(moment("unlearned_at"))
                    // When it was found to be somebody else's.
                    .col(moment_null("refused_at"))
                    .foreign_key(&mut belongs_to("unlearned_name", "ticket_id", "ticket"))
                    .take(),
            )
            .await?;
        manager.create_index(index("unlearned_name", &["ticket_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["unlearned_name"]).await
    }
}
