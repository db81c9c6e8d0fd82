//! Ada is erased from every bridge of the mautrix family; everybody else's rows stay as they are.
//!
//! Their folders hold what is the network's own. What all bridges on bridgev2 have in common is loaded from the Telegram
//! bridge's folder, with the names by which the other network knows the same people.

use std::collections::BTreeSet;

use rightsdesk_exporters::contract::{
    call::Call,
    drift::Drift,
    erasure::{Order, Standing},
    pseudonym::Pseudonyms,
    subject::{Identifier, Subject},
    sweep::Fate,
};
use stage::databases::{self, Database};

use crate::erasing_shipped::{Story, ada, connector, drift, erase_person, file, set, tables};

/// What a table of the Telegram bridge's folder is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The tables of bridgev2, and what all of mautrix keeps of the Matrix side.
    Family,
    /// Only the latter.
    MatrixSide,
}

/// One bridge, and under which names it knows the small company.
struct Bridge {
    key: &'static str,
    part: Part,
    /// What stands for `telegram`, 1001815 (Ada), 1001843 (Ada once more) and 1001906 (Grace).
    names: [&'static str; 4],
}

const WHATSAPP: Bridge = Bridge {
    key: "whatsapp_bridge",
    part: Part::Family,
    names: ["whatsapp", "442079460815", "442079460843", "442079461906"],
};
const SIGNAL: Bridge = Bridge {
    key: "signal_bridge",
    part: Part::Family,
    names: [
        "signal",
        "ada00000-1815-4000-8000-000000000815",
        "ada00000-1815-4000-8000-000000000843",
        "91ace000-1906-4000-8000-000000001906",
    ],
};
const SLACK: Bridge = Bridge {
    key: "slack_v2_bridge",
    part: Part::Family,
    names: ["slack", "T1815-U0ADA1815", "T1815-U0ADA1843", "T1815-U0GRACE06"],
};
const DISCORD: Bridge = Bridge { key: "discord_bridge", part: Part::MatrixSide, names: ["", "", "", ""] };

impl Bridge {
    /// The statements of one of the Telegram bridge's scripts that are about tables of this bridge too.
    fn shared(&self, script: &str) -> String {
        let text = file("telegram_bridge", script);
        let is_ours = |statement: &&str| {
            let words = statement.lines().find(|line| line.starts_with("CREATE") || line.starts_with("INSERT"));
            let table = words.and_then(|line| line.split_whitespace().nth(2)).unwrap_or_default();
            let is_matrix_side = ["mx_", "crypto_", "membership"].iter().any(|prefix| table.starts_with(prefix));
            !table.starts_with("telegram_") && !table.is_empty() && (self.part == Part::Family || is_matrix_side)
        };
        let mut shared: String = text.split(";\n").filter(is_ours).map(|statement| format!("{statement};\n")).collect();
        if self.part == Part::Family {
            for (name, here) in ["'telegram'", "1001815", "1001843", "1001906"].into_iter().zip(self.names) {
                let here = if name.starts_with('\'') { format!("'{here}'") } else { here.to_owned() };
                shared = shared.replace(name, &here);
            }
        }
        shared
    }

    /// The bridge on each engine, with everybody in it.
    async fn everywhere(&self) -> Vec<Database> {
        let mut found = Vec::new();
        for (database, schema) in
            [(databases::sqlite(), "schema.sqlite.sql"), (databases::postgres().await, "schema.sql")]
        {
            for script in [
                self.shared(schema),
                file(self.key, "schema.sql"),
                self.shared("people.sql"),
                file(self.key, "people.sql"),
            ] {
                database.load(&script).await;
            }
            found.push(database);
        }
        found
    }

    /// Ada, and the second account that she has here.
    fn ada(&self, kind: &str, further: &[&str]) -> Subject {
        let second = format!("{kind}={}", self.names[2]);
        let further = further.iter().copied().chain([second.as_str()]);
        let further = further.map(|name| Identifier::parse(name).expect("an identifier"));
        Subject::new(ada().identifiers().iter().cloned().chain(further)).expect("a person")
    }
}

/// What becomes of the family's tables, whatever the network.
const FAMILY: [(&str, usize, usize); 16] = [
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
    ("user", 2, 0),
    ("user_login", 2, 0),
    ("user_portal", 3, 0),
];

/// Rows of Ada's and what hangs on them are gone, ghosts of others and messages in their chats are where they were.
fn judge(bridge: &Bridge, database: &Database, story: &Story, own: &[(&str, usize, usize)]) {
    let mut expected = [&FAMILY[..], own].concat();
    expected.sort_unstable();
    assert_eq!(story.counts(), expected, "{}", database.url);
    assert_eq!(story.touched(), set(&["ada", "charles", "grace", "shared"]), "{}", database.url);
    assert_eq!(story.left(), set(&[]), "{}", database.url);
    let ghosts = story.after["ghost"].join("\n");
    for other in ["planted-grace-ghost", "planted-charles-ghost", "planted-evil-ghost", "planted-prefix-ghost"] {
        assert!(ghosts.contains(other), "{}: {other}", bridge.key);
    }
    assert!(!story.after["user"].join("\n").contains("planted-secret-ada-matrix-token"), "{}", bridge.key);
}

/// Where her names still stand beyond the shells: chats and contacts of others.
fn elsewhere(story: &Story) -> BTreeSet<String> {
    let residues = story.residues();
    let elsewhere = residues.iter().filter(|(_, _, _, standing)| *standing == Standing::Elsewhere);
    elsewhere.map(|(table, column, ..)| format!("{}.{column}", table.rsplit('.').next().unwrap_or(table))).collect()
}

const CHATS_OF_OTHERS: [&str; 3] = ["portal.id", "portal.other_user_id", "user_portal.portal_id"];

#[tokio::test]
async fn all_that_bridges_have_is_declared_or_left_out_on_purpose() {
    for bridge in [WHATSAPP, SIGNAL, SLACK, DISCORD] {
        for database in bridge.everywhere().await {
            assert_eq!(drift(bridge.key, &database).await, Drift::default(), "{}", bridge.key);
        }
    }
}

#[tokio::test]
async fn slack_v2_bridge() {
    for database in SLACK.everywhere().await {
        let story = erase_person(SLACK.key, &database, &SLACK.ada("slack_member", &[])).await;
        judge(&SLACK, &database, &story, &[]);
        assert_eq!(elsewhere(&story), set(&CHATS_OF_OTHERS), "{}", database.url);
    }
}

/// The account's own store goes with all that hangs on it, also what nobody declared.
#[tokio::test]
async fn signal_bridge() {
    for database in SIGNAL.everywhere().await {
        let story = erase_person(SIGNAL.key, &database, &SIGNAL.ada("signal_id", &[])).await;
        let own = [
            ("signalmeow_device", 1, 0),
            ("signalmeow_groups", 1, 0),
            ("signalmeow_recipients", 1, 0),
            ("signalmeow_sessions", 1, 0),
        ];
        judge(&SIGNAL, &database, &story, &own);
        let of_others =
            [&CHATS_OF_OTHERS[..], &["signalmeow_recipients.aci_uuid", "signalmeow_sessions.their_service_id"]];
        assert_eq!(elsewhere(&story), set(&of_others.concat()), "{}", database.url);
    }
}

/// Texts that wait to be carried over go with the login; the device is found by the number in its name.
#[tokio::test]
async fn whatsapp_bridge() {
    for database in WHATSAPP.everywhere().await {
        let own = [
            ("whatsapp_avatar_cache", 1, 0),
            ("whatsapp_history_sync_conversation", 1, 0),
            ("whatsapp_history_sync_message", 2, 0),
            ("whatsapp_history_sync_notification", 1, 0),
            ("whatsapp_media_backfill_request", 1, 0),
            ("whatsapp_poll_option_id", 1, 0),
            ("whatsmeow_chat_settings", 1, 0),
            ("whatsmeow_contacts", 1, 0),
            ("whatsmeow_device", 1, 0),
            ("whatsmeow_lid_map", 1, 0),
            ("whatsmeow_message_secrets", 1, 0),
            ("whatsmeow_privacy_tokens", 1, 0),
            ("whatsmeow_retry_buffer", 1, 0),
            ("whatsmeow_sessions", 1, 0),
        ];
        let story = erase_person(WHATSAPP.key, &database, &WHATSAPP.ada("whatsapp_id", &[])).await;
        judge(&WHATSAPP, &database, &story, &own);
        let of_others = [&CHATS_OF_OTHERS[..], &["whatsmeow_contacts.their_jid"]];
        assert_eq!(elsewhere(&story), set(&of_others.concat()), "{}", database.url);
    }
}

/// Closed accounts are swept by their Matrix IDs, and nobody logs them out here: the device goes, keys and contacts and all.
#[tokio::test]
async fn a_sweep_takes_the_device_that_no_logout_removed() {
    for database in WHATSAPP.everywhere().await {
        let before = tables(&database).await;
        let connector = connector(WHATSAPP.key, &database);
        let sweeper = connector.eraser().and_then(|eraser| eraser.sweeper()).expect("it sweeps");
        let call = Call::unhurried("a story");
        let mut names = vec![Identifier::parse("matrix_id=@ada:example.org").expect("a name")];
        let person = Subject::new(names.clone()).expect("a person");
        let learned = sweeper.resolve_all(&[person], &call).await.expect("an answer").remove(0);
        names.extend(learned.into_iter().map(|learned| learned.identifier));
        let person = Subject::new(names).expect("a person");
        let order = Order::by_the_manifest("2026-05-05T00:00:00Z".parse().expect("a moment"));
        // The small company is smaller than any bridge's users.
        let order = Order { accepts_large_share: true, ..order };
        let pseudonyms = Pseudonyms::keyed(b"a story".to_vec());
        let swept = sweeper.sweep(std::slice::from_ref(&person), &order, &pseudonyms, &call).await.expect("a sweep");
        assert!(matches!(swept.fates.as_slice(), [Fate::Proven { .. }]), "{}: {:?}", database.url, swept.fates);
        let after = tables(&database).await;
        for table in ["whatsmeow_device", "whatsmeow_contacts", "whatsmeow_sessions", "whatsmeow_privacy_tokens"] {
            let gone: Vec<_> = before[table].iter().filter(|row| !after[table].contains(row)).collect();
            assert_eq!(gone.len(), 1, "{}: {table}", database.url);
            assert!(gone[0].contains("442079460815:12"), "{}: {gone:?}", database.url);
        }
    }
}

/// The bridge's own logout takes the login away and leaves the rest, which nothing but the remembered names leads to.
#[tokio::test]
async fn what_a_logout_leaves_is_erased_as_well() {
    for database in SIGNAL.everywhere().await {
        database.load("DELETE FROM user_login WHERE user_mxid = '@ada:example.org'").await;
        let story = erase_person(SIGNAL.key, &database, &SIGNAL.ada("signal_id", &[])).await;
        let counts = story.counts();
        for (table, gone) in [("backfill_task", 2), ("user", 2), ("signalmeow_device", 1)] {
            assert!(counts.contains(&(table, gone, 0)), "{}: {table} of {counts:?}", database.url);
        }
    }
}

/// A space and the chats in it refer to each other by a key that does not cascade.
#[tokio::test]
async fn a_space_goes_with_the_chats_in_it() {
    for database in SLACK.everywhere().await {
        database
            .load(
                "INSERT INTO portal (bridge_id, id, receiver, mxid, name, topic, avatar_id, avatar_hash, avatar_mxc, name_set,
                     avatar_set, topic_set, in_space, room_type, metadata)
                 VALUES ('slack', 'a-space', 'T1815-U0ADA1815', '!planted-ada-space:example.org', 'planted-ada-space', '', '',
                     '', '', TRUE, TRUE, TRUE, TRUE, 'space', '{}');
                 UPDATE portal SET parent_id = 'a-space', parent_receiver = 'T1815-U0ADA1815'
                 WHERE receiver = 'T1815-U0ADA1815' AND id <> 'a-space'",
            )
            .await;
        let story = erase_person(SLACK.key, &database, &SLACK.ada("slack_member", &[])).await;
        assert!(story.counts().contains(&("portal", 5, 1)), "{}: {:?}", database.url, story.counts());
        assert_eq!(story.left(), set(&[]), "{}", database.url);
    }
}

/// Logging out empties the Discord id of her row: it is known from before. Channels and what others wrote there stay.
#[tokio::test]
async fn discord_bridge() {
    for database in DISCORD.everywhere().await {
        let story = erase_person(DISCORD.key, &database, &ada()).await;
        assert_eq!(
            story.counts(),
            [
                ("crypto_cross_signing_keys", 2, 0),
                ("crypto_cross_signing_signatures", 3, 2),
                ("crypto_device", 2, 0),
                ("crypto_megolm_outbound_session_shared", 2, 0),
                ("crypto_olm_session", 2, 0),
                ("crypto_tracked_user", 1, 0),
                ("message", 3, 0),
                ("mx_user_profile", 2, 0),
                ("portal", 1, 0),
                ("puppet", 1, 1),
                ("reaction", 2, 0),
                ("user", 1, 0),
                ("user_portal", 2, 0),
            ],
            "{}",
            database.url
        );
        assert_eq!(story.touched(), set(&["ada", "shared"]), "{}", database.url);
        assert_eq!(story.left(), set(&[]), "{}", database.url);
        assert_eq!(elsewhere(&story), set(&["portal.other_user_id"]), "{}", database.url);
    }
    for database in DISCORD.everywhere().await {
        database.load("UPDATE \"user\" SET dcid = NULL, discord_token = NULL WHERE mxid = '@ada:example.org'").await;
        let story = erase_person(DISCORD.key, &database, &ada()).await;
        assert_eq!(story.left(), set(&[]), "{}", database.url);
    }
}
