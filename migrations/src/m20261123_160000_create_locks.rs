//! Locks of Art. 18: a hold that is one has a line here that says for which purpose, and when it ends.

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
                table("lock")
                    .col(uuid("hold_id"))
                    // The request that asked for it. No foreign key: a lock outlives requests.
                    .col(uuid_null("request_id"))
                    // The purpose for which the data is not used, as the person would know it; null: whatever purpose.
                    .col(text_null("purpose"))
                    // The day on which it ends by itself, once the person was told; null: nobody has planned that.
                    .col(day_null("ends_on"))
                    // The letter that tells the person; null if they were told otherwise.
                    .col(uuid_null("letter_id"))
                    // When staff told them otherwise.
                    .col(moment_null("told_at"))
                    .primary_key(Index::create().col(Alias::new("hold_id")))
                    .foreign_key(&mut belongs_to("lock", "hold_id", "hold"))
                    .take(),
            )
            .await?;
        manager.create_index(index("lock", &["ends_on"])).await?;
        // What was held because the person needs it is a lock: Art. 18(1)(c).
        let known = "INSERT INTO lock (hold_id) SELECT id FROM hold WHERE ground = 'RESTRICTED_FOR_CLAIMS'";
        manager.get_connection().execute_unprepared(known).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["lock"]).await
    }
}
