//! What staff have learned of the person and has to be decided: a child, or somebody who has died.

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
                table("circumstance")
                    .col(id())
                    .col(uuid("ticket_id"))
                    // child | deceased
                    .col(text("kind"))
                    .col(moment("noted_at"))
                    .col(uuid("noted_by"))
                    // How it is known.
                    .col(bytes("how_sealed"))
                    // go_on | erase | close; null while nobody has decided.
                    .col(text_null("decision"))
                    .col(uuid_null("decided_by"))
                    .col(moment_null("decided_at"))
                    .col(bytes_null("why_sealed"))
                    .foreign_key(&mut belongs_to("circumstance", "ticket_id", "ticket"))
                    .take(),
            )
            .await?;
        manager.create_index(unique("circumstance", &["ticket_id", "kind"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["circumstance"]).await
    }
}
