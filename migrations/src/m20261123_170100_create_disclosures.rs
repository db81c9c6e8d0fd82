//! Disclosures: who was given whose data, when, and on what order or basis (Art. 5(2), 15(1)(c), 19).

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
                table("disclosure")
                    .col(id())
                    // The name of an organisation.
                    .col(text("recipient"))
                    // order | contract | consent | law | request
                    .col(text("basis"))
                    // An authority that asked in a particular inquiry is no recipient (Art. 4(9)): it is not told of erasures.
                    .col(flag("is_inquiry"))
                    // JSON: the kinds of data, in words or as keys of the taxonomy.
                    .col(text("categories"))
                    // JSON: keys of the systems that it came from; none: not known.
                    .col(text("systems"))
                    .col(day("disclosed_on"))
                    // The key that the rest is sealed with, wrapped by the master key; null once destroyed.
                    .col(bytes_null("key_wrapped"))
                    // JSON: the person's names, sealed.
                    .col(bytes("names_sealed"))
                    // The number of the order and what else staff wrote, sealed.
                    .col(bytes("words_sealed"))
                    .col(text("source"))
                    .col(uuid_null("recorded_by"))
                    .col(moment("recorded_at"))
                    // A code of the grounds: the person is not told of it, until that day is over.
                    .col(text_null("withheld_ground"))
                    .col(day_null("withheld_until"))
                    .col(uuid_null("withheld_by"))
                    .take(),
            )
            .await?;
        manager.create_index(index("disclosure", &["disclosed_on"])).await?;
        manager
            .create_table(
                table("disclosure_name")
                    .col(uuid("disclosure_id"))
                    // Keyed hash of a name, under each master key that we have.
                    .col(bytes("blind"))
                    .primary_key(Index::create().col(Alias::new("disclosure_id")).col(Alias::new("blind")))
                    .foreign_key(&mut belongs_to("disclosure_name", "disclosure_id", "disclosure"))
                    .take(),
            )
            .await?;
        manager.create_index(index("disclosure_name", &["blind"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["disclosure_name", "disclosure"]).await
    }
}
