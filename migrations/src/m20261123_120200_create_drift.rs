//! How connected systems differ from their manifests, as they were last looked at.

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
                table("drift")
                    .col(text("system"))
                    // gone | undeclared
                    .col(text("kind"))
                    // A collection or a field that is gone, or a table that nobody has declared wholly.
                    .col(text("place"))
                    // JSON: what was found, names of columns and counts.
                    .col(text("details"))
                    // In how many of the rows that were looked at values look like names of people.
                    .col(bigint("looks"))
                    // A fingerprint of the columns; empty for what is gone.
                    .col(text("shape"))
                    .col(moment("first_seen_at"))
                    .col(moment("seen_at"))
                    // Who said that there is no personal data in it, when and why, and of which shape.
                    .col(uuid_null("known_by"))
                    .col(moment_null("known_at"))
                    .col(text_null("known_why"))
                    .col(text_null("known_shape"))
                    .primary_key(
                        Index::create().col(Alias::new("system")).col(Alias::new("kind")).col(Alias::new("place")),
                    )
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["drift"]).await
    }
}
