//! Objections that are aimed at marketing or at consent, the list of those who are not written to, and balancing tests.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let request = Alias::new("request");
        // What an objection is aimed at: situation, marketing, consent, with blanks between; null: situation alone.
        manager.alter_table(Table::alter().table(request).add_column(text_null("aims")).take()).await?;
        manager
            .create_table(
                table("suppression")
                    // Keyed hash of an address, under each master key that we have.
                    .col(bytes("blind"))
                    // The ticket that put it here. No foreign key: the entry outlives tickets.
                    .col(uuid("ticket_id"))
                    .col(moment("at"))
                    .primary_key(Index::create().col(Alias::new("blind")).col(Alias::new("ticket_id")))
                    .take(),
            )
            .await?;
        manager.create_index(index("suppression", &["ticket_id"])).await?;
        manager
            .create_table(
                table("balance")
                    .col(uuid("request_id"))
                    .col(uuid("ticket_id"))
                    // The situation of the person, and our grounds, sealed.
                    .col(bytes("theirs_sealed"))
                    .col(bytes("ours_sealed"))
                    // ours | theirs: which weighs more.
                    .col(text("weight"))
                    .col(uuid("staff_id"))
                    .col(moment("at"))
                    .primary_key(Index::create().col(Alias::new("request_id")))
                    .foreign_key(&mut belongs_to("balance", "request_id", "request"))
                    .take(),
            )
            .await?;
        manager.create_index(index("balance", &["ticket_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["balance", "suppression"]).await?;
        let request = Alias::new("request");
        manager.alter_table(Table::alter().table(request).drop_column(Alias::new("aims")).take()).await
    }
}
