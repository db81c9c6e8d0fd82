//! Ada is erased from every shipped database, on each engine that its schema is for; everybody else's rows stay as they are.
//!
//! `people.sql` marks values by whose they are: `planted-ada-…`, `planted-grace-…`. Whole tables are compared before and
//! after, so nothing depends on what the eraser says of itself.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
    sync::Arc,
};

use rightsdesk_exporters::{
    contract::{
        call::Call,
        connector::Connector,
        drift::Drift,
        erasure::{Erased, Order, Preview, Standing, Verified},
        pseudonym::Pseudonyms,
        subject::{Identifier, Subject},
    },
    manifest::read,
    open::{Settings, open},
};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use stage::databases::{self, Database};

/// All that Ada is called, as the systems together tell it.
const ADA: &[&str] = &[
    "email=ada@example.org",
    "ems_account_id=ada0ada0-0000-4000-8000-000000000001",
    "twitter_id=planted-ada-twitter-1815",
    "google_id=planted-ada-google-1843",
    "matrix_id=@ada:example.org",
    "slack_id=U0ADA1815",
    "slack_id=U0ADA1842",
    "slack_id=U0ADA1843",
    "telegram_id=1001815",
    "telegram_id=1001843",
    "phone_number=+442079460815",
    "whatsapp_id=442079460815",
    "whatsapp_lid=181518151815",
    "signal_id=ada00000-1815-4000-8000-000000000815",
    "signal_pni=PNI:ada00000-1815-4000-8000-000000000816",
    "slack_member=T1815-U0ADA1815",
    "discord_id=1815001815001815",
    "neb_service_id=dimension-neb_integration_rss_notifications_=40ada=3aexample.org",
    "neb_service_id=dimension-neb_integration_travisci_notifications_=40ada=3aexample.org",
    "neb_puppet_id=@neb_rss__notifications_=40ada=3aexample.org:example.org",
    "neb_puppet_id=@neb_travisci__notifications_=40ada=3aexample.org:example.org",
];

/// The rows of a table that are new or gone.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    gone: Vec<String>,
    new: Vec<String>,
}

pub(crate) type Tables = BTreeMap<String, Vec<String>>;

fn folder(key: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../exporters/systems").join(key)
}

pub(crate) fn file(key: &str, name: &str) -> String {
    fs::read_to_string(folder(key).join(name)).expect("a file of a shipped system")
}

/// The system on each engine that its schema is for.
pub(crate) async fn everywhere(key: &str) -> Vec<Database> {
    let people = file(key, "people.sql");
    let sqlite = if folder(key).join("schema.sqlite.sql").exists() { "schema.sqlite.sql" } else { "schema.sql" };
    let mut found = Vec::new();
    for (database, schema) in [(databases::sqlite(), sqlite), (databases::postgres().await, "schema.sql")] {
        database.load(&file(key, schema)).await;
        database.load(&people).await;
        found.push(database);
    }
    found
}

pub(crate) fn connector(key: &str, database: &Database) -> Arc<dyn Connector> {
    let manifest = read::read(&file(key, "manifest.yml"), key).expect("a manifest");
    open(&manifest, &Settings { url: Some(database.url.clone().into()), ..Settings::default() }).expect("a connector")
}

/// How a database differs from the shipped manifest.
pub(crate) async fn drift(key: &str, database: &Database) -> Drift {
    let connector = connector(key, database);
    let drifting = connector.drifting().expect("a database has a shape");
    drifting.drift(&Call::unhurried("story")).await.expect("a look")
}

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

pub(crate) fn ada() -> Subject {
    Subject::new(ADA.iter().map(|name| Identifier::parse(name).expect("an identifier"))).expect("a person")
}

/// Every row of every table, as a text with all its values.
pub(crate) async fn tables(database: &Database) -> Tables {
    let connection = database.connect().await;
    let backend = connection.get_database_backend();
    let ask = async |query: String| {
        let rows = connection.query_all_raw(Statement::from_string(backend, query)).await.expect("rows");
        rows.iter().map(|row| row.try_get::<String>("", "it").expect("a text")).collect::<Vec<_>>()
    };
    let is_postgres = backend == DbBackend::Postgres;
    let names = ask(if is_postgres {
        "SELECT table_name::text AS it FROM information_schema.tables WHERE table_schema = 'public'".to_owned()
    } else {
        "SELECT name AS it FROM sqlite_schema WHERE type = 'table'".to_owned()
    })
    .await;
    let mut tables = Tables::new();
    for name in names {
        let query = if is_postgres {
            format!("SELECT t::text AS it FROM \"{name}\" AS t ORDER BY 1")
        } else {
            let columns = ask(format!("SELECT name AS it FROM pragma_table_info('{name}')")).await;
            let values: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
            format!("SELECT {} AS it FROM \"{name}\" ORDER BY 1", values.join(" || ',' || "))
        };
        tables.insert(name, ask(query).await);
    }
    tables
}

/// Table by table, where there is any difference.
fn differences(before: &Tables, after: &Tables) -> BTreeMap<String, Difference> {
    let mut differences = BTreeMap::new();
    for (table, rows) in before {
        let now = &after[table];
        let difference = Difference {
            gone: rows.iter().filter(|row| !now.contains(row)).cloned().collect(),
            new: now.iter().filter(|row| !rows.contains(row)).cloned().collect(),
        };
        if difference != Difference::default() {
            differences.insert(table.clone(), difference);
        }
    }
    differences
}

/// The marks in some rows that say whose they are.
fn marks<'r>(rows: impl IntoIterator<Item = &'r String>) -> BTreeSet<String> {
    let is_in_mark = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let mut found = BTreeSet::new();
    for row in rows {
        for (at, _) in row.match_indices("planted-") {
            let mark = row[at..].split(|c| !is_in_mark(c)).next().expect("a first part").trim_end_matches('-');
            found.insert(mark.to_owned());
        }
    }
    found
}

fn whose(marks: &BTreeSet<String>) -> BTreeSet<&str> {
    marks.iter().filter_map(|mark| mark.split('-').nth(1)).filter(|who| *who != "secret").collect()
}

/// What became of one system.
pub(crate) struct Story {
    pub(crate) plan: Preview,
    differences: BTreeMap<String, Difference>,
    pub(crate) after: Tables,
    pub(crate) verified: Verified,
}

impl Story {
    /// How many rows are gone and how many are new, by table. A row that was changed is one of each.
    pub(crate) fn counts(&self) -> Vec<(&str, usize, usize)> {
        self.differences.iter().map(|(table, it)| (table.as_str(), it.gone.len(), it.new.len())).collect()
    }

    /// Whose rows were touched.
    pub(crate) fn touched(&self) -> BTreeSet<String> {
        let marks = marks(self.differences.values().flat_map(|it| it.gone.iter().chain(&it.new)));
        whose(&marks).into_iter().map(str::to_owned).collect()
    }

    /// The marks of Ada's that are still somewhere.
    pub(crate) fn left(&self) -> BTreeSet<String> {
        let marks = marks(self.after.values().flatten());
        marks.into_iter().filter(|mark| mark.starts_with("planted-ada-")).collect()
    }

    pub(crate) fn residues(&self) -> BTreeSet<(&str, &str, u64, Standing)> {
        let residues = self.verified.residues.iter();
        residues.map(|it| (it.table.as_str(), it.column.as_str(), it.rows, it.standing)).collect()
    }
}

async fn erase(key: &str, database: &Database) -> Story {
    erase_person(key, database, &ada()).await
}

/// As [`erase`], of somebody who is called so.
pub(crate) async fn erase_person(key: &str, database: &Database, person: &Subject) -> Story {
    let connector = connector(key, database);
    let eraser = connector.eraser().expect("a shipped SQL system can erase");
    let order = Order::by_the_manifest("2026-05-05T00:00:00Z".parse().expect("a moment"));
    let call = Call::unhurried("story");
    let before = tables(database).await;
    let plan = eraser.preview(person, &order, &call).await.expect("a preview");
    assert_eq!(plan.obstacles, [], "{}", database.url);
    assert_eq!(tables(database).await, before, "a preview changes nothing");
    let pseudonyms = Pseudonyms::keyed(b"a key".to_vec());
    let done =
        eraser.erase(person, &plan, &pseudonyms, &call).await.unwrap_or_else(|e| panic!("{}: {e}", database.url));
    assert!(matches!(done, Erased::Done(_)), "{done:?}");
    let after = tables(database).await;
    let verified = eraser.verify(person, &order, &call).await.expect("a read-back");
    assert!(!verified.read_back.is_empty(), "{}: nothing was looked for", database.url);
    assert!(verified.read_back.iter().all(|one| one.left == 0), "{}: {:?}", database.url, verified.read_back);
    let again = eraser.preview(person, &order, &call).await.expect("a preview");
    let again: Vec<_> = again.collections.into_iter().filter(|it| it.deleted + it.blanked > 0).collect();
    assert_eq!(again, [], "{}: the second time there is nothing to do", database.url);
    Story { plan, differences: differences(&before, &after), after, verified }
}

pub(crate) fn set(texts: &[&str]) -> BTreeSet<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
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
