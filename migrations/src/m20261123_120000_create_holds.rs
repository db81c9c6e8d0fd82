//! Legal holds: what of whom may not be erased, why, and until when that is looked at again.

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
                table("hold")
                    .col(id())
                    // A code of the grounds of Art. 17(3), or of Art. 18(1)(c).
                    .col(text("ground"))
                    // Whether it covers every system; otherwise those of hold_place.
                    .col(flag("is_everywhere"))
                    // The key that its words are sealed with, wrapped by the master key; null once destroyed.
                    .col(bytes_null("key_wrapped"))
                    // JSON: the person's names, sealed.
                    .col(bytes("names_sealed"))
                    // The ticket it was set from, if from one. No foreign key: a hold outlives tickets.
                    .col(uuid_null("ticket_id"))
                    .col(uuid("set_by"))
                    .col(moment("set_at"))
                    // On that day somebody looks whether it is still needed.
                    .col(day("review_on"))
                    .col(uuid_null("lifted_by"))
                    .col(moment_null("lifted_at"))
                    .take(),
            )
            .await?;
        manager.create_index(index("hold", &["lifted_at", "review_on"])).await?;
        manager
            .create_table(
                table("hold_name")
                    .col(uuid("hold_id"))
                    // Keyed hash of a name, under each master key that we have.
                    .col(bytes("blind"))
                    .primary_key(Index::create().col(Alias::new("hold_id")).col(Alias::new("blind")))
                    .foreign_key(&mut belongs_to("hold_name", "hold_id", "hold"))
                    .take(),
            )
            .await?;
        manager.create_index(index("hold_name", &["blind"])).await?;
        manager
            .create_table(
                table("hold_place")
                    .col(uuid("hold_id"))
                    .col(text("system"))
                    // `dataset.collection`; empty: the whole system.
                    .col(text("collection"))
                    .primary_key(
                        Index::create()
                            .col(Alias::new("hold_id"))
                            .col(Alias::new("system"))
                            .col(Alias::new("collection")),
                    )
                    .foreign_key(&mut belongs_to("hold_place", "hold_id", "hold"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("hold_step")
                    .col(id())
                    .col(uuid("hold_id"))
                    .col(moment("at"))
                    .col(uuid("staff_id"))
                    // set | reviewed | lifted
                    .col(text("what"))
                    // The day of the next review that was agreed on; null when it was lifted.
                    .col(day_null("review_on"))
                    // Why, for staff, sealed.
                    .col(bytes("words_sealed"))
                    .foreign_key(&mut belongs_to("hold_step", "hold_id", "hold"))
                    .take(),
            )
            .await?;
        manager.create_index(index("hold_step", &["hold_id", "at"])).await?;
        manager
            .create_table(
                table("hold_stop")
                    .col(uuid("hold_id"))
                    // The task that did not erase because of it.
                    .col(uuid("task_id"))
                    .col(moment("at"))
                    .primary_key(Index::create().col(Alias::new("hold_id")).col(Alias::new("task_id")))
                    .foreign_key(&mut belongs_to("hold_stop", "hold_id", "hold"))
                    .foreign_key(&mut belongs_to("hold_stop", "task_id", "task"))
                    .take(),
            )
            .await?;
        manager.create_index(index("hold_stop", &["task_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["hold_stop", "hold_step", "hold_place", "hold_name", "hold"]).await
    }
}
