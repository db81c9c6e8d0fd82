//! The shipped databases with the small company in them, and what becomes of somebody who is erased from one.
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
pub(crate) fn marks<'r>(rows: impl IntoIterator<Item = &'r String>) -> BTreeSet<String> {
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

/// Erases somebody, and looks before, in between and after.
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
