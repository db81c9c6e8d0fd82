//! What is typed is what is done.

use std::path::PathBuf;

use clap::{CommandFactory, Parser};
use rightsdesk_exporters::contract::{
    call::Call,
    erasure::{Order, Preview, SharedChoice, Verified},
};
use sea_orm::ConnectionTrait;

use super::{
    arguments::{Arguments, Command},
    ask,
    erasing::order,
    erasing_words, system,
    system_arguments::{System, Wish},
};
use crate::kernel::clock::{Clock, SystemClock};

fn parsed(words: &[&str]) -> System {
    let words = ["rightsdesk", "system"].into_iter().chain(words.iter().copied());
    let Command::System(command) = Arguments::try_parse_from(words).expect("a command line").command else {
        panic!("a command about a system")
    };
    command
}

fn wish(words: &[&str]) -> Wish {
    let typed = ["preview", "--manifest", "m.yml", "--identity", "email=a@b"];
    let System::Preview(wish) = parsed(&[&typed, words].concat()) else { panic!("a preview") };
    wish
}

#[test]
fn a_read_back_says_what_was_looked_for_and_where() {
    let verified: Verified = serde_json::from_value(serde_json::json!({
        "read_back": [{"collection": "ems.host", "kept": 0, "left": 0}],
        "residues": [{"table": "ems.note", "column": "body", "rows": 1, "standing": "elsewhere"}],
        "columns": 7, "kinds": ["email", "matrix_id"], "tables": ["ems.host", "ems.note"],
    }))
    .expect("a read-back");
    let said = erasing_words::verified(&verified);
    for part in
        ["Looked for: email, matrix_id.", "7 columns of texts and JSON of 2 tables: ems.host, ems.note.", "in 1 row;"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn every_command_can_be_typed() {
    Arguments::command().debug_assert();
}

/// A slip is an error and never a default.
#[test]
fn decisions_are_read_as_they_are_written() {
    let decided = |said: &str| order(&wish(&["--shared", said]));
    assert_eq!(decided("ems.host=detach").expect("a decision").shared["ems.host"], SharedChoice::Detach);
    for slip in ["ems.host", "ems.host=delete", "ems.host="] {
        assert!(decided(slip).is_err(), "{slip}");
    }
    assert!(order(&wish(&["--accept-large-share"])).expect("an order").accepts_large_share);
}

#[test]
fn a_preview_is_told_in_words() {
    let preview: Preview = serde_json::from_value(serde_json::json!({
        "system": "ems",
        "order": {"as_of": "2026-05-05T00:00:00Z", "shared": {}, "accepts_large_share": false},
        "collections": [
            {"collection": "ems.host", "in_table": 9, "found": 2, "deleted": 2, "blanked": 0, "fields": [], "kept": [],
             "shared": null},
            {"collection": "ems.invoice", "in_table": 5, "found": 3, "deleted": 1, "blanked": 0, "fields": [],
             "kept": [{"rows": 2, "ground": "ERASURE_LEGAL_OBLIGATION", "until": "2032-04-30"}], "shared": null},
            {"collection": "ems.contact", "in_table": 5, "found": 1, "deleted": 0, "blanked": 0, "fields": [], "kept": [],
             "shared": {"rows": 1, "choice": null, "fields": []}},
        ],
        "along": [{"table": "ems.note", "with": "ems.host", "rows": 4, "effect": "deleted"}],
        "obstacles": [{"at": "ems.contact", "kind": "undecided", "what": "1 of its rows is shared", "advice": "decide"}],
        "hash": "0123456789abcdef0123456789abcdef",
    }))
    .expect("a preview");
    let said = erasing_words::preview(&preview);
    for part in [
        "ems.host",
        "kept until 2032-04-30 (ERASURE_LEGAL_OBLIGATION)",
        "1 row belongs to other people too",
        "4 rows of ems.note",
        "cannot be carried out",
        "0123456789abcdef0123456789abcdef",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let nothing = Preview { collections: Vec::new(), along: Vec::new(), obstacles: Vec::new(), ..preview };
    let said = erasing_words::preview(&nothing);
    assert!(said.contains("Nothing would change") && !said.contains("--plan"), "{said}");
}

/// The shipped IRC bridge in a file that goes with this.
struct Bridge(PathBuf);

impl Bridge {
    async fn set_up() -> Self {
        let file = std::env::temp_dir().join(format!("rightsdesk-erasing-{}.db", std::process::id()));
        drop(std::fs::remove_file(&file));
        let bridge = Self(file);
        let database = sea_orm::Database::connect(format!("{}?mode=rwc", bridge.url())).await.expect("a file");
        for script in ["schema.sql", "people.sql"] {
            let script = std::fs::read_to_string(shipped(script)).expect("a shipped file");
            database.execute_unprepared(&script).await.expect("a script that loads");
        }
        bridge
    }

    fn url(&self) -> String {
        format!("sqlite://{}", self.0.display())
    }

    async fn type_in(&self, verb: &str, more: &[&str]) -> anyhow::Result<bool> {
        let (manifest, url) = (shipped("manifest.yml"), self.url());
        let manifest = manifest.to_str().expect("a path");
        let who = ["--manifest", manifest, "--url", &url, "--identity", "matrix_id=@ada:example.org"];
        system::system(parsed(&[&[verb], &who[..], more].concat())).await
    }

    /// The plan's hash, as a preview would print it.
    async fn plan(&self) -> String {
        let manifest = shipped("manifest.yml");
        let mut wish = wish(&[]);
        wish.ask.manifest = manifest;
        wish.ask.url = Some(self.url());
        wish.ask.identities = vec!["matrix_id=@ada:example.org".to_owned()];
        let (connector, subject) = ask::prepare(&wish.ask).expect("a system and a person");
        let order = Order::by_the_manifest(SystemClock.now());
        let eraser = connector.eraser().expect("a shipped SQL system");
        eraser.preview(&subject, &order, &Call::unhurried("test")).await.expect("a preview").hash
    }
}

impl Drop for Bridge {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

fn shipped(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../exporters/systems/irc_bridge").join(name)
}

#[tokio::test]
async fn only_the_plan_that_was_previewed_is_carried_out() {
    let bridge = Bridge::set_up().await;
    assert!(bridge.type_in("preview", &[]).await.expect("a preview"));
    let plan = bridge.plan().await;

    let other = "0".repeat(32);
    assert!(!bridge.type_in("erase", &["--plan", &other]).await.expect("an answer"), "nobody previewed that");
    assert!(!bridge.type_in("verify", &[]).await.expect("a read-back"), "so everything is still there");
    assert_eq!(bridge.plan().await, plan);

    assert!(bridge.type_in("erase", &["--plan", &plan, "--json"]).await.expect("an erasure"));
    assert!(bridge.type_in("verify", &[]).await.expect("a read-back"));
    assert!(!bridge.type_in("erase", &["--plan", &plan]).await.expect("an answer"), "that plan is used up");
}
