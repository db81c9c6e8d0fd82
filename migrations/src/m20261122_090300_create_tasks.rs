//! Tasks: one operation on one system for one request. The row is the queue.

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
                queue(
                    table("task")
                        .col(id())
                        .col(uuid("ticket_id"))
                        // Null for resolving, which serves all requests of the ticket.
                        .col(uuid_null("request_id"))
                        // The configured key of the system.
                        .col(text("system"))
                        // resolve | export | rectify | erase | restrict | object | review
                        .col(text("operation"))
                        // Rounds of resolving are counted from 1; other operations have 0.
                        .col(int("round"))
                        // waiting | running | by_hand | ended
                        .col(text("state"))
                        // done | not_found | partial | manual | skipped | abandoned, once ended.
                        .col(text_null("outcome"))
                        // Where an export goes on; opaque.
                        .col(text_null("cursor"))
                        // How many stored segments belong to it.
                        .col(int("segments"))
                        // What was handed over (indices, gaps, notes): personal data.
                        .col(bytes_null("result_sealed"))
                        .col(bigint("records"))
                        .col(bigint("files"))
                        // The last fault in words for staff; names no person.
                        .col(text_null("problem"))
                        // When a person has to have done it.
                        .col(day_null("by_hand_until"))
                        .col(uuid_null("ended_by"))
                        .col(moment_null("ended_at"))
                        .col(moment("created_at"))
                        .foreign_key(&mut belongs_to("task", "ticket_id", "ticket")),
                )
                .take(),
            )
            .await?;
        manager.create_index(unique("task", &["ticket_id", "request_id", "system", "operation", "round"])).await?;
        manager.create_index(index("task", &["state", "due_at"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["task"]).await
    }
}
