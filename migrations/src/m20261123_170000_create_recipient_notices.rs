//! Who got a person's data and is told that it was corrected, erased or locked (Art. 19), or that copies of what was
//! public are to go (Art. 17(2)).

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
                table("recipient_notice")
                    .col(id())
                    .col(uuid("ticket_id"))
                    .col(uuid("request_id"))
                    // 19 | 17(2)
                    .col(text("article"))
                    // rectified | erased | restricted
                    .col(text("what"))
                    // The name of an organisation, as in the register.
                    .col(text("recipient"))
                    // JSON: keys of the systems whose data they got.
                    .col(text("systems"))
                    // mail | by_hand
                    .col(text("way"))
                    // planned | sent | acknowledged | failed | impossible | disproportionate
                    .col(text("state"))
                    // Whether the person may read who was told (Art. 19, second sentence).
                    .col(flag("is_open_to_person"))
                    .col(moment("planned_at"))
                    .col(moment_null("sent_at"))
                    .col(moment_null("settled_at"))
                    // None: the recipient did it, by the link.
                    .col(uuid_null("settled_by"))
                    .col(uuid_null("letter_id"))
                    // Keyed hash of the token in the letter's link.
                    .col(bytes_null("token_hash"))
                    // JSON: what was corrected, sealed.
                    .col(bytes("details_sealed"))
                    // How it was told by hand, or why it cannot be or need not be; sealed.
                    .col(bytes_null("words_sealed"))
                    .foreign_key(&mut belongs_to("recipient_notice", "ticket_id", "ticket"))
                    .foreign_key(&mut belongs_to("recipient_notice", "request_id", "request"))
                    .take(),
            )
            .await?;
        manager.create_index(index("recipient_notice", &["ticket_id"])).await?;
        manager.create_index(index("recipient_notice", &["state", "planned_at"])).await?;
        manager.create_index(index("recipient_notice", &["letter_id"])).await?;
        manager.create_index(unique("recipient_notice", &["token_hash"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["recipient_notice"]).await
    }
}
