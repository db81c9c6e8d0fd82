//! Closed accounts, and the sweeps that erase many of them at once.

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
                table("deactivation")
                    .col(id())
                    // The keyed hash of the Matrix ID, as identifiers have it: stays when the name is gone.
                    .col(bytes("blind"))
                    // The Matrix ID, sealed; none once the account is proven or was opened again.
                    .col(bytes_null("account_sealed"))
                    // synapse | mas | webhook | module | import
                    .col(text("source"))
                    .col(moment("closed_at"))
                    // Whether the source knew the time; otherwise it is that of the first sighting.
                    .col(flag("knows_when"))
                    .col(moment("noted_at"))
                    .col(day("closed_on"))
                    // closed_on + 30 days, never moved to a working day.
                    .col(day("due_on"))
                    // waiting | running | aside | proven | cancelled
                    .col(text("state"))
                    // Of aside: held | open_request | needs_person.
                    .col(text_null("why"))
                    // Work begins at this moment.
                    .col(moment("due_at"))
                    .col(uuid_null("sweep_id"))
                    // Its place among the accounts of the sweep.
                    .col(int("place"))
                    // Where a person looks at it. No foreign key: lines outlive tickets.
                    .col(uuid_null("ticket_id"))
                    // The hold that keeps it aside.
                    .col(uuid_null("hold_id"))
                    // When it was proven or cancelled, and on which day.
                    .col(moment_null("ended_at"))
                    .col(day_null("ended_on"))
                    // When the account was opened again.
                    .col(moment_null("reopened_at"))
                    .take(),
            )
            .await?;
        // An account that was opened again may be closed again, and then has one more line.
        manager
            .create_index(unique("deactivation", &["blind"]).cond_where(Expr::col("reopened_at").is_null()).take())
            .await?;
        manager.create_index(index("deactivation", &["blind", "reopened_at"])).await?;
        manager.create_index(index("deactivation", &["state", "due_at"])).await?;
        manager.create_index(index("deactivation", &["sweep_id"])).await?;
        manager.create_index(index("deactivation", &["closed_on"])).await?;
        manager
            .create_table(
                queue(
                    table("sweep")
                        .col(id())
                        // waiting | running | parted | ended | abandoned
                        .col(text("state"))
                        .col(moment("created_at"))
                        // How many accounts were claimed.
                        .col(int("accounts"))
                        // Names of each, in the order of their places; sealed, and gone when the sweep has ended.
                        .col(bytes_null("people_sealed"))
                        // When the homeserver last said that they are still closed; none if nobody could be asked.
                        .col(moment_null("asked_at"))
                        .col(moment_null("ended_at"))
                        .col(text_null("problem")),
                )
                .take(),
            )
            .await?;
        manager.create_index(index("sweep", &["state", "due_at"])).await?;
        manager
            .create_table(
                queue(
                    table("sweep_part")
                        .col(id())
                        .col(uuid("sweep_id"))
                        .col(text("system"))
                        // waiting | running | ended | abandoned
                        .col(text("state"))
                        // JSON: [[place, rows, kept], …] of those who are proven there.
                        .col(text("fates"))
                        // JSON: [[place, [obstacle, …]], …] of those who need a person.
                        .col(text("aside"))
                        // JSON: what was done, all accounts together.
                        .col(text_null("evidence"))
                        .col(moment_null("ended_at"))
                        .col(text_null("problem"))
                        .foreign_key(&mut belongs_to("sweep_part", "sweep_id", "sweep")),
                )
                .take(),
            )
            .await?;
        manager.create_index(index("sweep_part", &["state", "due_at"])).await?;
        manager.create_index(unique("sweep_part", &["sweep_id", "system"])).await?;
        manager
            .create_table(
                table("deactivation_import")
                    .col(id())
                    .col(moment("at"))
                    .col(bigint("lines"))
                    .col(bigint("added"))
                    .col(bigint("known"))
                    .col(bigint("better"))
                    .col(bigint("refused"))
                    // JSON: [[line, reason], …], the first of them.
                    .col(text("report"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["deactivation_import", "sweep_part", "sweep", "deactivation"]).await
    }
}
