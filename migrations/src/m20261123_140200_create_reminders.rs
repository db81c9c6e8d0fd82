//! Reminders to staff that a request is due, and where staff are reached by mail.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let staff = Alias::new("staff");
        // Where reminders go; null: to the desk's own address.
        manager.alter_table(Table::alter().table(staff).add_column(text_null("email")).take()).await?;
        manager
            .create_table(
                table("reminder")
                    .col(id())
                    .col(uuid("request_id"))
                    // The day that it is about: if that moves, people are reminded of the new one.
                    .col(day("due_safe_on"))
                    // How many days before it, as configured.
                    .col(int("days_before"))
                    .col(moment("sent_at"))
                    .foreign_key(&mut belongs_to("reminder", "request_id", "request"))
                    .take(),
            )
            .await?;
        manager.create_index(unique("reminder", &["request_id", "due_safe_on", "days_before"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["reminder"]).await?;
        let staff = Alias::new("staff");
        manager.alter_table(Table::alter().table(staff).drop_column(Alias::new("email")).take()).await
    }
}
