//! What people are told of the use of their data: each version of it, and which were in force when somebody asked.

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
                table("privacy_notice")
                    .col(id())
                    // The product of the register, as its manifests write it.
                    .col(text("product"))
                    // 1, 2, 3, … for each product.
                    .col(int("number"))
                    // SHA-256 of the content.
                    .col(text("hash"))
                    // JSON: the sections in each language.
                    .col(text("content"))
                    .col(day("began_on"))
                    .col(moment("created_at"))
                    .take(),
            )
            .await?;
        manager.create_index(unique("privacy_notice", &["product", "number"])).await?;
        manager
            .create_table(
                table("privacy_notice_seen")
                    .col(uuid("ticket_id"))
                    .col(uuid("privacy_notice_id"))
                    .primary_key(Index::create().col(Alias::new("ticket_id")).col(Alias::new("privacy_notice_id")))
                    .foreign_key(&mut belongs_to("privacy_notice_seen", "ticket_id", "ticket"))
                    .foreign_key(&mut belongs_to("privacy_notice_seen", "privacy_notice_id", "privacy_notice"))
                    .take(),
            )
            .await?;
        manager.create_index(index("privacy_notice_seen", &["privacy_notice_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["privacy_notice_seen", "privacy_notice"]).await
    }
}
