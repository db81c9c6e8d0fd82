//! Notices that go to recipients through their own systems.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // When it was put on its way through the recipient's system; nothing is added to it from then on.
        let called_at = moment_null("called_at");
        let notice = Alias::new("recipient_notice");
        manager.alter_table(Table::alter().table(notice).add_column(called_at).take()).await?;
        let mut call = table("notice_call")
            // Of the notice.
            .col(id())
            .col(uuid("ticket_id"))
            // The key of the recipient's system.
            .col(text("system"))
            // waiting | running | taken | failed | called_off
            .col(text("state"))
            .col(moment_null("taken_at"))
            // By which name the recipient knows it.
            .col(text_null("receipt"))
            .col(text_null("problem"))
            .take();
        manager
            .create_table(
                queue(&mut call)
                    .foreign_key(&mut belongs_to("notice_call", "id", "recipient_notice"))
                    .foreign_key(&mut belongs_to("notice_call", "ticket_id", "ticket"))
                    .take(),
            )
            .await?;
        manager.create_index(index("notice_call", &["state", "due_at"])).await?;
        manager.create_index(index("notice_call", &["ticket_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["notice_call"]).await?;
        let notice = Alias::new("recipient_notice");
        // What was on its way is told by hand then: no earlier version knows the other way.
        let db = manager.get_connection();
        db.execute_unprepared("UPDATE recipient_notice SET way = 'by_hand' WHERE way = 'connector'").await?;
        manager.alter_table(Table::alter().table(notice).drop_column(Alias::new("called_at")).take()).await
    }
}
