//! What people say is wrong in what we hold of them.

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
                table("correction")
                    .col(id())
                    .col(uuid("ticket_id"))
                    .col(uuid("request_id"))
                    .col(text("system"))
                    .col(text("collection"))
                    .col(text("field"))
                    // asked | found | needs_person | approved | refused | written | read_back | by_hand | statement
                    .col(text("state"))
                    // Both are destroyed once the request is answered.
                    .col(bytes_null("held_sealed"))
                    .col(bytes_null("right_sealed"))
                    // Keyed hashes of both: what stands there later can be held against what was changed.
                    .col(bytes("held_hash"))
                    .col(bytes("right_hash"))
                    .col(text_null("ground"))
                    // None: the person.
                    .col(uuid_null("asked_by"))
                    .col(moment("asked_at"))
                    .col(uuid_null("decided_by"))
                    .col(moment_null("decided_at"))
                    .foreign_key(&mut belongs_to("correction", "ticket_id", "ticket"))
                    .foreign_key(&mut belongs_to("correction", "request_id", "request"))
                    .take(),
            )
            .await?;
        manager.create_index(index("correction", &["ticket_id"])).await?;
        manager.create_index(index("correction", &["request_id", "system"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["correction"]).await
    }
}
