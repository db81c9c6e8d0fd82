//! What was withheld on a ticket that was closed for want of a reply: marked again when it is opened and the systems are asked anew.

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
                table("withheld_before")
                    .col(uuid("request_id"))
                    // The configured key of the system.
                    .col(text("system"))
                    // JSON: what was withheld of it, on which ground and why; sealed.
                    .col(bytes("marks_sealed"))
                    .primary_key(Index::create().col(Alias::new("request_id")).col(Alias::new("system")))
                    .foreign_key(&mut belongs_to("withheld_before", "request_id", "request"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["withheld_before"]).await
    }
}
