//! Every row of a person, and nobody else's, out of every shipped database.
//!
//! `people.sql` marks values by whose they are: `planted-ada-…`, `planted-grace-…`; `planted-shared-…` belongs to
//! several, `planted-secret-…` may not leave. So the check needs no second opinion on which rows are whose.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use async_trait::async_trait;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, sqlite::SqliteConnectOptions};

use crate::{
    contract::{
        call::Call,
        connector::Connector,
        error::ConnectorError,
        outcome::{Exported, Scope},
        sink::{Body, Collection, FileHead, Record, Sink},
        subject::{Identifier, Subject},
    },
    manifest::read,
    open::{Settings, open},
};

const SYSTEMS: [&str; 7] =
    ["ems", "integration_manager", "go_neb", "maubot", "irc_bridge", "slack_bridge", "telegram_bridge"];

/// Who else has values in the databases.
const OTHERS: [&str; 12] =
    ["grace", "bob", "elodie", "adam", "tove", "capital", "evil", "charles", "lower", "prefix", "channel", "nobody"];

/// How many records of Ada's each collection has, and how many of these are shared.
const ADAS: [(&str, u64, u64); 76] = [
    ("ems.account", 1, 0),
    ("ems.account_authentication", 3, 0),
    ("ems.host", 2, 0),
    ("ems.host_usage", 3, 0),
    ("ems.usage_event", 2, 0),
    ("ems.billing_contact", 2, 1),
    // Whoever made it: a change of a shared contact belongs to all who use it.
    ("ems.billing_contact_change", 3, 2),
    ("ems.invoice", 2, 0),
    ("ems.invoice_line", 3, 0),
    ("ems.ip_log", 3, 0),
    ("integration_manager.dimension_users", 1, 0),
    ("integration_manager.dimension_scalar_tokens", 2, 0),
    ("integration_manager.dimension_user_sticker_packs", 3, 0),
    ("integration_manager.dimension_sticker_packs", 2, 0),
    ("integration_manager.dimension_stickers", 3, 0),
    ("integration_manager.dimension_terms_signed", 2, 0),
    // Everybody signs the same text, which says nothing about anybody.
    ("integration_manager.dimension_terms", 2, 0),
    ("integration_manager.dimension_webhooks", 2, 0),
    ("integration_manager.dimension_neb_notification_users", 2, 0),
    ("integration_manager.dimension_appservice_users", 2, 0),
    ("go_neb.auth_sessions", 2, 0),
    ("go_neb.services", 3, 0),
    ("go_neb.matrix_clients", 2, 0),
    ("go_neb.bot_options", 2, 0),
    ("go_neb.crypto_device", 2, 0),
    ("go_neb.crypto_olm_session", 2, 0),
    ("go_neb.crypto_tracked_user", 1, 0),
    ("go_neb.crypto_cross_signing_keys", 2, 0),
    ("go_neb.crypto_cross_signing_signatures", 3, 2),
    ("maubot.mx_user_profile", 3, 0),
    ("maubot.crypto_device", 2, 0),
    ("maubot.crypto_olm_session", 2, 0),
    ("maubot.crypto_tracked_user", 1, 0),
    ("maubot.crypto_cross_signing_keys", 2, 0),
    ("maubot.crypto_cross_signing_signatures", 3, 2),
    ("irc_bridge.matrix_users", 1, 0),
    ("irc_bridge.client_config", 2, 0),
    ("irc_bridge.user_features", 1, 0),
    ("irc_bridge.user_activity", 1, 0),
    ("irc_bridge.last_seen", 1, 0),
    ("irc_bridge.admin_rooms", 2, 0),
    ("irc_bridge.pm_rooms", 3, 0),
    ("irc_bridge.provisioner_sessions", 2, 0),
    ("irc_bridge.deactivated_users", 1, 0),
    ("slack_bridge.linked_accounts", 2, 0),
    ("slack_bridge.puppets", 2, 0),
    ("slack_bridge.users", 4, 0),
    ("slack_bridge.user_activity", 2, 0),
    ("slack_bridge.metrics_activities", 3, 0),
    ("slack_bridge.reactions", 3, 0),
    ("slack_bridge.rooms", 2, 0),
    ("slack_bridge.teams", 1, 0),
    ("slack_bridge.user_admin_rooms", 1, 0),
    ("slack_bridge.encryption_sessions", 1, 0),
    ("slack_bridge.provisioner_sessions", 2, 0),
    ("telegram_bridge.user", 2, 0),
    ("telegram_bridge.user_login", 2, 0),
    ("telegram_bridge.user_portal", 3, 0),
    ("telegram_bridge.portal", 4, 1),
    ("telegram_bridge.ghost", 2, 0),
    // One was relayed for Bob, one went out under the account that stands for Ada.
    ("telegram_bridge.message", 5, 2),
    ("telegram_bridge.disappearing_message", 1, 0),
    ("telegram_bridge.reaction", 2, 0),
    ("telegram_bridge.backfill_task", 2, 0),
    ("telegram_bridge.telegram_user_state", 2, 0),
    ("telegram_bridge.telegram_channel_state", 2, 0),
    ("telegram_bridge.telegram_access_hash", 2, 0),
    ("telegram_bridge.telegram_username", 2, 0),
    ("telegram_bridge.telegram_phone_number", 1, 0),
    ("telegram_bridge.mx_user_profile", 2, 0),
    ("telegram_bridge.crypto_device", 2, 0),
    ("telegram_bridge.crypto_olm_session", 2, 0),
    ("telegram_bridge.crypto_tracked_user", 1, 0),
    ("telegram_bridge.crypto_megolm_outbound_session_shared", 2, 0),
    ("telegram_bridge.crypto_cross_signing_keys", 2, 0),
    ("telegram_bridge.crypto_cross_signing_signatures", 3, 2),
];

fn folder(key: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("systems").join(key)
}

fn file(key: &str, name: &str) -> String {
    fs::read_to_string(folder(key).join(name)).expect("a file of a shipped system")
}

/// The small company's systems in SQLite files, under a folder that goes with it.
struct Company {
    folder: PathBuf,
    systems: BTreeMap<&'static str, Arc<dyn Connector>>,
}

impl Company {
    async fn set_up(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("rightsdesk-shipped-{}-{test}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let mut systems = BTreeMap::new();
        for key in SYSTEMS {
            let manifest = read::read(&file(key, "manifest.yml"), key).expect("a manifest");
            let path = folder.join(format!("{key}.db"));
            load(key, &path).await;
            let url = Some(format!("sqlite://{}", path.display()).into());
            systems.insert(key, open(&manifest, &Settings { url, ..Settings::default() }).expect("a connector"));
        }
        Self { folder, systems }
    }

    /// All names of the person, learned from all systems until none is new.
    async fn names(&self, given: &str) -> Subject {
        let mut names = vec![Identifier::parse(given).expect("an identifier")];
        loop {
            let known = Subject::new(names.clone()).expect("a name");
            for system in self.systems.values() {
                let learned = system.resolve(&known, &call()).await.expect("an answer");
                names.extend(learned.into_iter().map(|learned| learned.identifier));
            }
            let subject = Subject::new(names.clone()).expect("a name");
            if subject == known {
                return subject;
            }
        }
    }

    /// Everything of the person, by collection.
    async fn all_of(&self, given: &str) -> Pile {
        let subject = self.names(given).await;
        let mut pile = Pile::default();
        for (key, system) in &self.systems {
            pile.system = (*key).to_owned();
            let ended = system.export(&subject, Scope::Everything, None, &call(), &mut pile).await.expect("an export");
            assert_eq!(ended, Exported::Ends { gaps: Vec::new() });
        }
        pile
    }
}

impl Drop for Company {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.folder));
    }
}

fn call() -> Call {
    Call::unhurried("a test")
}

async fn load(key: &str, path: &Path) {
    let is_portable = !folder(key).join("schema.sqlite.sql").exists();
    let schema = file(key, if is_portable { "schema.sql" } else { "schema.sqlite.sql" });
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true).foreign_keys(true);
    let mut database = options.connect().await.expect("a database");
    for script in [schema, file(key, "people.sql")] {
        database.execute(sqlx::raw_sql(AssertSqlSafe(script))).await.expect("a script that loads");
    }
    database.close().await.expect("an end");
}

/// What was handed over.
#[derive(Default)]
struct Pile {
    system: String,
    collection: String,
    /// By collection: the records, and whether each is shared.
    records: BTreeMap<String, Vec<(String, bool)>>,
}

impl Pile {
    fn text(&self) -> String {
        self.records.values().flatten().map(|(record, _)| record.as_str()).collect::<Vec<_>>().join("\n")
    }

    fn counts(&self, collection: &str) -> (u64, u64) {
        let records = self.records.get(collection).map_or(&[][..], Vec::as_slice);
        let shared = records.iter().filter(|(_, shared)| *shared).count();
        (records.len() as u64, shared as u64)
    }
}

#[async_trait]
impl Sink for Pile {
    async fn collection(&mut self, head: &Collection) -> Result<(), ConnectorError> {
        self.collection = format!("{}.{}", self.system, head.name);
        self.records.entry(self.collection.clone()).or_default();
        Ok(())
    }

    async fn record(&mut self, record: Record<'_>) -> Result<(), ConnectorError> {
        assert!(!record.reached_by.is_empty(), "{}: a record that nothing led to", self.collection);
        let records = self.records.get_mut(&self.collection).expect("an open collection");
        records.push((record.json.get().to_owned(), record.shared));
        Ok(())
    }

    async fn file(&mut self, _head: &FileHead, _body: Body<'_>) -> Result<(), ConnectorError> {
        panic!("databases hand over no files");
    }
}

/// The marks in a text that say this is whose: `planted-ada-street`, but not `planted-adam-street`.
fn marks(text: &str, whose: &str) -> BTreeSet<String> {
    let is_in_mark = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    text.match_indices("planted-")
        .map(|(at, _)| text[at..].split(|c| !is_in_mark(c)).next().expect("a first part").trim_end_matches('-'))
        .filter(|mark| mark.split('-').nth(1) == Some(whose))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn every_row_of_a_person_comes_out_and_nobody_elses() {
    let company = Company::set_up("ada").await;
    let pile = company.all_of("email=ada@example.org").await;

    let planted: String = SYSTEMS.iter().map(|key| file(key, "people.sql")).collect();
    let handed_over = pile.text();
    assert!(marks(&planted, "ada").len() > 80, "the marks are not found in the files");
    let missing: Vec<_> = marks(&planted, "ada").difference(&marks(&handed_over, "ada")).cloned().collect();
    assert_eq!(missing, [""; 0], "not handed over");
    for other in OTHERS {
        assert!(!marks(&planted, other).is_empty(), "nothing is planted for {other}");
        assert_eq!(marks(&handed_over, other), BTreeSet::new());
    }
    assert_eq!(marks(&handed_over, "secret"), BTreeSet::new());

    for (collection, records, shared) in ADAS {
        assert_eq!(pile.counts(collection), (records, shared), "{collection}");
    }
    let counted: BTreeSet<_> = ADAS.iter().map(|(collection, _, _)| (*collection).to_owned()).collect();
    assert_eq!(pile.records.keys().cloned().collect::<BTreeSet<_>>(), counted, "the collections");
}

#[tokio::test]
async fn a_person_with_a_name_like_another_gets_nothing_of_the_other() {
    let company = Company::set_up("others").await;
    for (name, mark) in [
        ("email=grace@example.org", "grace"),
        ("email=adam@example.org", "adam"),
        ("email=ada@example.org.evil.net", "evil"),
        ("matrix_id=@Ada:example.org", "capital"),
        ("matrix_id=@malice:example.org", "bob"),
        ("telegram_id=100181", "prefix"),
    ] {
        let handed_over = company.all_of(name).await.text();
        assert!(!marks(&handed_over, mark).is_empty(), "{name} gets nothing");
        assert_eq!(marks(&handed_over, "ada"), BTreeSet::new(), "{name}");
    }
}

/// Whoever orders a server may write anybody's Matrix ID as its owner's.
#[tokio::test]
async fn the_owner_of_somebody_elses_server_gets_the_server_and_nothing_of_the_customer() {
    let company = Company::set_up("owner").await;
    for owner in ["@malice:example.org", "@grace:example.org"] {
        let owner = Subject::new([Identifier::parse(&format!("matrix_id={owner}")).expect("an identifier")]);
        let owner = owner.expect("a name");
        let ems = &company.systems["ems"];
        let learned = ems.resolve(&owner, &call()).await.expect("an answer");
        assert!(learned.iter().all(|it| owner.identifiers().contains(&it.identifier)), "{learned:?}");

        let mut pile = Pile { system: "ems".to_owned(), ..Pile::default() };
        ems.export(&owner, Scope::Everything, None, &call(), &mut pile).await.expect("an export");
        let found: BTreeMap<_, _> =
            pile.records.keys().map(|name| (name.as_str(), pile.counts(name))).filter(|(_, it)| it.0 > 0).collect();
        // Both for staff to look at: they are of the customer's contract too.
        assert_eq!(found, [("ems.host", (1, 1)), ("ems.host_usage", (1, 1))].into());
    }
}

#[tokio::test]
async fn what_one_system_tells_of_a_person_finds_them_in_the_others() {
    let company = Company::set_up("names").await;
    let subject = company.names("email=ada@example.org").await;
    for (kind, names) in [
        ("matrix_id", vec!["@ada:example.org"]),
        ("twitter_id", vec!["planted-ada-twitter-1815"]),
        ("slack_id", vec!["U0ADA1815", "U0ADA1842", "U0ADA1843"]),
        ("telegram_id", vec!["1001815", "1001843"]),
        ("phone_number", vec!["+442079460815"]),
    ] {
        assert_eq!(subject.of_kind(kind).collect::<Vec<_>>(), names, "{kind}");
    }
    assert_eq!(subject.of_kind("neb_puppet_id").count(), 2);
    assert_eq!(
        subject.of_kind("email").collect::<Vec<_>>(),
        ["ada@example.org"],
        "no address is learned from a contact"
    );

    // Somebody may give the Slack or Telegram id of another: it must not become that person's Matrix ID.
    for given in ["slack_id=U0ADA1815", "telegram_id=1001815", "irc_nick=ada"] {
        assert_eq!(company.names(given).await.of_kind("matrix_id").count(), 0, "{given}");
    }
}
