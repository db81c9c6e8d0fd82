//! The databases of a run: each system twice, once for the sweeps and once for the script.

use std::{fs, path::PathBuf, sync::Arc};

use rightsdesk_exporters::{
    contract::connector::Connector,
    manifest::read::read,
    open::{Settings, open},
};
use stage::{
    databases::{self, Database},
    desk::On,
};

use crate::systems::{KEY_INDEXES, MXID, POSTGRES_INDEXES, PUPPET, SERVICE, SLACK, SYSTEMS, System, with_names};

/// A system on a database.
pub struct Scene {
    /// Which.
    pub system: &'static System,
    /// Where.
    pub database: Database,
}

/// Every system with twice as many people as there are accounts that go.
pub async fn set(on: On, accounts: u32) -> Vec<Scene> {
    let mut scenes = Vec::new();
    for system in &SYSTEMS {
        let database = match on {
            On::Sqlite => databases::sqlite(),
            On::Postgres => databases::postgres().await,
        };
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../exporters/systems").join(system.key);
        let own = folder.join("schema.sqlite.sql");
        let schema = if on == On::Sqlite && own.exists() { own } else { folder.join("schema.sql") };
        database.load(&fs::read_to_string(schema).expect("a shipped schema")).await;
        database.load(&script(on, system, accounts)).await;
        scenes.push(Scene { system, database });
    }
    scenes
}

fn script(on: On, system: &System, accounts: u32) -> String {
    let people = accounts * 2;
    let mut script = vec![
        "CREATE TABLE two (k INTEGER)".to_owned(),
        "INSERT INTO two VALUES (0), (1)".to_owned(),
        "CREATE TABLE numbers (i INTEGER)".to_owned(),
        format!(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {people}) INSERT INTO numbers SELECT i FROM n"
        ),
        "BEGIN".to_owned(),
    ];
    script.extend(system.people.iter().map(|text| with_names(text)));
    script.push("COMMIT".to_owned());
    script.extend(system.indexes.iter().map(|text| (*text).to_owned()));
    // Who goes: for the script alone, and outside its time.
    script.push(format!(
        "CREATE TABLE gone AS SELECT i, {MXID} AS mxid, {SERVICE} AS service, {PUPPET} AS puppet, {SLACK} AS slack FROM numbers WHERE i % 2 = 1"
    ));
    script.push("CREATE INDEX ON_gone ON gone (mxid)".to_owned());
    let own: &[(&str, &str)] = match on {
        On::Sqlite => &[],
        On::Postgres => &POSTGRES_INDEXES,
    };
    let all = KEY_INDEXES.iter().chain(own).filter(|(key, _)| *key == system.key);
    script.extend(all.map(|(_, text)| (*text).to_owned()));
    script.push("ANALYZE".to_owned());
    script.join(";\n")
}

/// The connector to it.
pub fn connector(scene: &Scene) -> Arc<dyn Connector> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../exporters/systems").join(scene.system.key);
    let text = fs::read_to_string(folder.join("manifest.yml")).expect("a shipped manifest");
    let manifest = read(&text, scene.system.key).expect("a manifest without findings");
    let settings = Settings { url: Some(scene.database.url.clone().into()), ..Settings::default() };
    open(&manifest, &settings).expect("an address that can be read")
}
