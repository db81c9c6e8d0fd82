//! Tickets, their requests, identifiers and messages.

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
                table("ticket")
                    .col(id())
                    // DR-XXXX-XXXX: what people quote. Not a secret and not an authority.
                    .col(text("reference"))
                    // unverified | received | collecting | review | answered | withdrawn | denied | expired
                    .col(text("state"))
                    // web | api | mail | phone | letter
                    .col(text("channel"))
                    // en | fr | de
                    .col(text("language"))
                    // uk | eu | both
                    .col(text("regime"))
                    .col(moment("received_at"))
                    // The civil day of receipt in the controller's zone: deadlines count from it.
                    .col(day("received_on"))
                    // An unverified ticket is forgotten after this.
                    .col(moment_null("unverified_until"))
                    .col(moment_null("verified_at"))
                    // mailbox | by_hand
                    .col(text_null("verified_how"))
                    // email | matrix_id
                    .col(text("contact_kind"))
                    .col(bytes("contact_sealed"))
                    .col(bytes("contact_blind"))
                    // Keyed hash of the access code.
                    .col(bytes("access_code_hash"))
                    // link | attachment
                    .col(text("delivery"))
                    // Who asks for the person, if somebody else does.
                    .col(bytes_null("agent_sealed"))
                    .col(uuid_null("assignee"))
                    // The earliest of its requests.
                    .col(day("due_on"))
                    .col(day("due_safe_on"))
                    .col(moment_null("closed_at"))
                    // Counts changes, so that two people cannot both win.
                    .col(int("version"))
                    // What is verified was verified at some time, whatever side path led there.
                    .check(Expr::cust(
                        "state NOT IN ('received', 'collecting', 'review', 'answered') OR verified_at IS NOT NULL",
                    ))
                    .take(),
            )
            .await?;
        manager.create_index(unique("ticket", &["reference"])).await?;
        manager.create_index(index("ticket", &["state", "due_on"])).await?;
        manager.create_index(index("ticket", &["contact_blind"])).await?;
        manager
            .create_table(
                table("request")
                    .col(id())
                    .col(uuid("ticket_id"))
                    // One of the eight rights, by code.
                    .col(text("kind"))
                    // open | answered | refused | withdrawn
                    .col(text("state"))
                    .col(day("due_on"))
                    .col(day("due_safe_on"))
                    // granted | partly_granted | refused, once answered.
                    .col(text_null("outcome"))
                    .col(moment_null("answered_at"))
                    .foreign_key(&mut belongs_to("request", "ticket_id", "ticket"))
                    .take(),
            )
            .await?;
        manager.create_index(unique("request", &["ticket_id", "kind"])).await?;
        manager
            .create_table(
                table("identifier")
                    .col(id())
                    .col(uuid("ticket_id"))
                    .col(text("kind"))
                    .col(bytes("value_sealed"))
                    // Keyed hash of kind and value: exact look-up without reading.
                    .col(bytes("blind"))
                    // claimed | trusted | refused
                    .col(text("standing"))
                    // contact | given | resolved | staff
                    .col(text("origin"))
                    // For resolved ones: system and field it was read from.
                    .col(text_null("learned_from"))
                    // The round of resolving in which it was learned; 0 before.
                    .col(int("round"))
                    .col(moment("created_at"))
                    .foreign_key(&mut belongs_to("identifier", "ticket_id", "ticket"))
                    .take(),
            )
            .await?;
        manager.create_index(unique("identifier", &["ticket_id", "blind"])).await?;
        manager.create_index(index("identifier", &["blind"])).await?;
        manager
            .create_table(
                table("message")
                    .col(id())
                    .col(uuid("ticket_id"))
                    .col(moment("at"))
                    // subject | staff | desk
                    .col(text("author"))
                    .col(uuid_null("staff_id"))
                    // shared | internal: the person never sees an internal one.
                    .col(text("visibility"))
                    .col(bytes("body_sealed"))
                    .foreign_key(&mut belongs_to("message", "ticket_id", "ticket"))
                    .take(),
            )
            .await?;
        manager.create_index(index("message", &["ticket_id", "at"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["message", "identifier", "request", "ticket"]).await
    }
}
