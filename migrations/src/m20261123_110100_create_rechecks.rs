//! Later looks: whether what was erased stays erased.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut recheck = table("recheck");
        recheck
            .col(id())
            // The erasure that is looked at again; null where a whole system is held against the ledger.
            .col(uuid_null("ticket_id"))
            .col(uuid_null("task_id"))
            .col(text("system"))
            // So many seconds after the erasure; 0 for a whole system.
            .col(bigint("after_seconds"))
            .col(moment("planned_at"))
            // waiting | running | ended
            .col(text("state"));
        queue(&mut recheck)
            .col(moment_null("ended_at"))
            // clean | left | back | forgotten | unable
            .col(text_null("found"))
            // JSON: what was found, without anybody's values.
            .col(text_null("verified"))
            // What staff read: of whom, by lines of the ledger, or why it could not be told.
            .col(text_null("remark"))
            // Who has seen to what was found.
            .col(uuid_null("seen_by"))
            .col(moment_null("seen_at"))
            .foreign_key(&mut belongs_to("recheck", "task_id", "task"));
        manager.create_table(recheck).await?;
        // An erasure that is told twice, because the first telling was lost, is not looked at twice.
        manager.create_index(unique("recheck", &["task_id", "after_seconds"])).await?;
        manager.create_index(index("recheck", &["state", "due_at"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["recheck"]).await
    }
}
