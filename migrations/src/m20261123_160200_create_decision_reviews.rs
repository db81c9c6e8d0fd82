//! Decisions that a machine had made, decided anew by people.

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
                table("decision_review")
                    .col(id())
                    .col(uuid("request_id"))
                    .col(uuid("ticket_id"))
                    // The configured key of the machine's decision.
                    .col(text("decision"))
                    // upheld | changed | withdrawn
                    .col(text("verdict"))
                    // Why, for the person, sealed.
                    .col(bytes("reason_sealed"))
                    .col(uuid("staff_id"))
                    .col(moment("at"))
                    .foreign_key(&mut belongs_to("decision_review", "request_id", "request"))
                    .take(),
            )
            .await?;
        manager.create_index(index("decision_review", &["ticket_id", "at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["decision_review"]).await
    }
}
