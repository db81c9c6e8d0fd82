//! Ada is erased from every shipped database, on each engine that its schema is for; everybody else's rows stay as they are.

use std::collections::BTreeSet;

use rightsdesk_exporters::contract::{drift::Drift, erasure::Standing};
use stage::databases::Database;

use crate::shipped::{Story, ada, drift, erase_person, everywhere, marks, set};

/// What is told every night of a system that is as we know it would hide what is new.
#[tokio::test]
async fn all_that_shipped_systems_have_is_declared_or_left_out_on_purpose() {
    let keys = ["ems", "go_neb", "integration_manager", "irc_bridge", "maubot", "slack_bridge", "telegram_bridge"];
    for key in keys {
        for database in everywhere(key).await {
            assert_eq!(drift(key, &database).await, Drift::default(), "{key}");
            database.load("CREATE TABLE brand_new (n INTEGER PRIMARY KEY, reader TEXT)").await;
            let strange = drift(key, &database).await.strange;
            assert!(matches!(strange.as_slice(), [one] if one.table.ends_with("brand_new")), "{key}: {strange:?}");
        }
    }
}

async fn erase(key: &str, database: &Database) -> Story {
    erase_person(key, database, &ada()).await
}

/// Invoices and what they need to be understood stay for the tax office; the account behind them becomes a shell.
#[tokio::test]
async fn ems() {
    for database in everywhere("ems").await {
        let story = erase("ems", &database).await;
        assert_eq!(
            story.counts(),
            [
                ("account", 1, 1),
                ("account_authentication", 3, 0),
                ("billing_contact", 1, 1),
                ("billing_contact_change", 1, 1),
                ("host", 2, 0),
                ("host_usage", 3, 0),
                ("invoice_line", 3, 3),
                ("ip_log", 3, 0),
                ("usage_event", 2, 0),
            ],
            "{}",
            database.url
        );
        assert_eq!(story.touched(), set(&["ada"]), "{}", database.url);
        let along: Vec<(&str, &str, u64)> =
            story.plan.along.iter().map(|it| (it.table.as_str(), it.with.as_str(), it.rows)).collect();
        assert_eq!(along, [("ems.invoice_line", "ems.host", 3)], "{}", database.url);
        let invoices = story.plan.collections.iter().find(|it| it.collection == "ems.invoice").expect("invoices");
        let kept = &invoices.kept[0];
        assert_eq!((kept.rows, kept.ground.as_str()), (2, "ERASURE_LEGAL_OBLIGATION"));
        assert_eq!(kept.until.map(|day| day.to_string()).as_deref(), Some("2032-04-30"));
        for mark in story.left() {
            let invoice = &story.after["invoice"];
            let lines = &story.after["invoice_line"];
            assert!(marks(invoice.iter().chain(lines)).contains(&mark), "{}: {mark}", database.url);
        }
        assert_eq!(
            story.residues(),
            [
                ("ems.account", "id", 1, Standing::Kept),
                ("ems.billing_contact_change", "changed_by", 2, Standing::Kept),
                ("ems.invoice", "account_id", 2, Standing::Kept),
            ]
            .into(),
            "{}",
            database.url
        );
        assert!(story.verified.is_clean());
    }
}

#[tokio::test]
async fn integration_manager() {
    for database in everywhere("integration_manager").await {
        let story = erase("integration_manager", &database).await;
        assert_eq!(
            story.counts(),
            [
                ("dimension_appservice_users", 2, 0),
                ("dimension_neb_notification_users", 2, 0),
                ("dimension_scalar_tokens", 2, 0),
                ("dimension_sticker_packs", 2, 2),
                ("dimension_terms_signed", 2, 0),
                ("dimension_user_sticker_packs", 3, 0),
                ("dimension_users", 1, 0),
                ("dimension_webhooks", 2, 0),
            ],
            "{}",
            database.url
        );
        assert_eq!(story.touched(), set(&["ada"]), "{}", database.url);
        assert_eq!(story.residues(), [].into(), "{}", database.url);
    }
}

#[tokio::test]
async fn go_neb() {
    for database in everywhere("go_neb").await {
        let story = erase("go_neb", &database).await;
        assert_eq!(
            story.counts(),
            [
                ("auth_sessions", 2, 0),
                ("bot_options", 2, 2),
                ("crypto_cross_signing_keys", 2, 0),
                ("crypto_cross_signing_signatures", 3, 2),
                ("crypto_device", 2, 0),
                ("crypto_olm_session", 2, 0),
                ("crypto_tracked_user", 1, 0),
                ("matrix_clients", 2, 0),
                ("services", 3, 0),
            ],
            "{}",
            database.url
        );
        assert_eq!(story.touched(), set(&["ada", "shared"]), "{}", database.url);
        assert_eq!(story.residues(), [].into(), "{}", database.url);
    }
}

#[tokio::test]
async fn maubot() {
    for database in everywhere("maubot").await {
        let story = erase("maubot", &database).await;
        assert_eq!(
            story.counts(),
            [
                ("crypto_cross_signing_keys", 2, 0),
                ("crypto_cross_signing_signatures", 3, 2),
                ("crypto_device", 2, 0),
                ("crypto_olm_session", 2, 0),
                ("crypto_tracked_user", 1, 0),
                ("mx_user_profile", 3, 0),
            ],
            "{}",
            database.url
        );
        assert_eq!(story.touched(), set(&["ada", "shared"]), "{}", database.url);
        assert_eq!(story.left(), set(&[]), "{}", database.url);
        assert_eq!(story.residues(), [].into(), "{}", database.url);
    }
}

/// The list of those who must never be connected again stays, and says so.
#[tokio::test]
async fn irc_bridge() {
    for database in everywhere("irc_bridge").await {
        let story = erase("irc_bridge", &database).await;
        assert_eq!(
            story.counts(),
            [
                ("admin_rooms", 2, 0),
                ("client_config", 2, 0),
                ("last_seen", 1, 0),
                ("matrix_users", 1, 0),
                ("pm_rooms", 3, 0),
                ("provisioner_sessions", 2, 0),
                ("user_activity", 1, 0),
                ("user_features", 1, 0),
            ],
            "{}",
            database.url
        );
        assert_eq!(story.touched(), set(&["ada"]), "{}", database.url);
        assert_eq!(story.left(), set(&[]), "{}", database.url);
        assert_eq!(
            story.residues(),
            [("irc_bridge.deactivated_users", "user_id", 1, Standing::Kept)].into(),
            "{}",
            database.url
        );
        assert!(story.verified.is_clean());
    }
}

#[tokio::test]
async fn slack_bridge() {
    for database in everywhere("slack_bridge").await {
        let story = erase("slack_bridge", &database).await;
        assert_eq!(
            story.counts(),
            [
                ("encryption_sessions", 1, 0),
                ("linked_accounts", 2, 0),
                ("metrics_activities", 3, 0),
                ("provisioner_sessions", 2, 0),
                ("puppets", 2, 0),
                ("reactions", 3, 0),
                ("rooms", 2, 2),
                ("teams", 1, 1),
                ("user_activity", 2, 0),
                ("user_admin_rooms", 1, 0),
                ("users", 4, 0),
            ],
            "{}",
            database.url
        );
        assert_eq!(story.touched(), set(&["ada", "shared"]), "{}", database.url);
        assert_eq!(story.residues(), [].into(), "{}", database.url);
    }
}

/// Chats that are Ada's alone go with all that hangs on them; those of others who speak with her are found and told.
#[tokio::test]
async fn telegram_bridge() {
    for database in everywhere("telegram_bridge").await {
        let story = erase("telegram_bridge", &database).await;
        assert_eq!(
            story.counts(),
            [
                ("backfill_task", 2, 0),
                ("crypto_cross_signing_keys", 2, 0),
                ("crypto_cross_signing_signatures", 3, 2),
                ("crypto_device", 2, 0),
                ("crypto_megolm_outbound_session_shared", 2, 0),
                ("crypto_olm_session", 2, 0),
                ("crypto_tracked_user", 1, 0),
                ("disappearing_message", 2, 0),
                ("ghost", 2, 2),
                ("message", 6, 0),
                ("mx_user_profile", 2, 0),
                ("portal", 4, 1),
                ("reaction", 4, 0),
                ("telegram_access_hash", 2, 0),
                ("telegram_channel_state", 2, 0),
                ("telegram_phone_number", 1, 0),
                ("telegram_user_state", 2, 0),
                ("telegram_username", 2, 0),
                ("user", 2, 0),
                ("user_login", 2, 0),
                ("user_portal", 3, 0),
            ],
            "{}",
            database.url
        );
        let along: BTreeSet<(&str, &str, u64)> =
            story.plan.along.iter().map(|it| (it.table.as_str(), it.with.as_str(), it.rows)).collect();
        let expected = [
            // What others reacted with to her messages.
            ("telegram_bridge.reaction", "telegram_bridge.message", 2),
            // What others wrote into chats that are hers alone: their own copies of these stay.
            ("telegram_bridge.message", "telegram_bridge.portal", 3),
            ("telegram_bridge.disappearing_message", "telegram_bridge.portal", 1),
            // The large group is no longer relayed through her.
            ("telegram_bridge.portal", "telegram_bridge.user_login", 1),
        ];
        assert_eq!(along, expected.into(), "{}", database.url);
        assert_eq!(story.touched(), set(&["ada", "charles", "grace", "shared"]), "{}", database.url);
        assert_eq!(story.left(), set(&[]), "{}", database.url);
        assert_eq!(
            story.residues(),
            [
                // Grace's chat with her is Grace's.
                ("telegram_bridge.user_portal", "portal_id", 1, Standing::Elsewhere),
                ("telegram_bridge.portal", "id", 1, Standing::Elsewhere),
                ("telegram_bridge.portal", "other_user_id", 1, Standing::Elsewhere),
                ("telegram_bridge.ghost", "id", 2, Standing::Kept),
                ("telegram_bridge.message", "sender_id", 1, Standing::Kept),
            ]
            .into(),
            "{}",
            database.url
        );
    }
}
