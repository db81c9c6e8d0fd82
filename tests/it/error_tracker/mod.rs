//! The shipped Sentry manifest against the demo's error tracker.

mod bad_days;
mod calls;
mod erasing;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use rightsdesk::demo::error_tracker::{
    company::{TOKEN, both_apps, company},
    server::ErrorTracker,
    world::{Event, World, id_of},
};
use rightsdesk_exporters::{
    conformance::{
        case::{Case, LargeCase},
        keeping::Kept,
        run,
    },
    contract::{
        call::Call,
        connector::Connector,
        error::ConnectorError,
        outcome::{Exported, Scope},
        subject::{Identifier, Subject},
    },
    manifest::{model::Engine, read::read},
    rest::{compile::compile, connector::RestConnector, settings::Settings},
};

const MANIFEST: &str = include_str!("../../../exporters/systems/sentry/manifest.yml");

fn now() -> DateTime<Utc> {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

fn connector(settings: Settings) -> RestConnector {
    let manifest = read(MANIFEST, "manifest.yml").unwrap_or_else(|findings| panic!("{findings:?}"));
    let Engine::Rest(section) = &manifest.engine else { panic!("Sentry is asked by HTTP") };
    let plan = compile(&section.to_json()).unwrap_or_else(|problems| panic!("{problems}"));
    RestConnector::open(manifest.system, plan, settings).unwrap_or_else(|e| panic!("{e}"))
}

fn settings(url: &str) -> Settings {
    Settings::new(url).with("org", "example").with("token", TOKEN)
}

fn of(tracker: &ErrorTracker) -> RestConnector {
    connector(settings(&tracker.url()))
}

fn person(identifiers: &[&str]) -> Subject {
    Subject::new(identifiers.iter().map(|text| Identifier::parse(text).unwrap())).unwrap()
}

fn ada() -> Subject {
    person(&["email=ada@example.org", "matrix_id=@ada:example.org"])
}

/// The company without its limit, which has a test of its own, and with pages so small that everything has several.
fn in_small_pages() -> World {
    World { page_size: 2, users_a_minute: 1000, ..both_apps(now()) }
}

async fn unlimited() -> (ErrorTracker, RestConnector) {
    let tracker = ErrorTracker::start(in_small_pages()).await.unwrap();
    let manifest = MANIFEST.replace("rate: 5/60s", "rate: 1000/60s").replacen(
        "name: issues\n",
        "name: issues\n      max_pages: 40\n",
        1,
    );
    let manifest = read(&manifest, "manifest.yml").unwrap();
    let Engine::Rest(section) = &manifest.engine else { panic!("Sentry is asked by HTTP") };
    let plan = compile(&section.to_json()).unwrap();
    let connector = RestConnector::open(manifest.system, plan, settings(&tracker.url())).unwrap();
    (tracker, connector)
}

fn call() -> Call {
    Call::unhurried("test")
}

/// A call that waits for nothing, as a worker's with many tasks.
fn hurried() -> Call {
    Call { budget: Duration::ZERO, ..call() }
}

#[tokio::test]
async fn sentry_keeps_every_promise_of_the_contract() {
    let (tracker, connector) = unlimited().await;
    let world = tracker.world();
    let events =
        |issue: usize, of: &[usize]| of.iter().map(|n| world.issues[issue].events[*n].id.clone()).collect::<Vec<_>>();
    let case = Case {
        connector: Arc::new(connector),
        person: ada(),
        records: BTreeMap::from(
            [("issues", 4), ("events", 6), ("user_feedback", 1), ("replays", 1)].map(|(name, n)| (name.to_owned(), n)),
        ),
        files: 3,
        theirs: [
            events(0, &[0, 4, 5]),
            events(1, &[0]),
            events(2, &[0]),
            events(5, &[0]),
            vec![
                "a picture of Ada's screen".to_owned(),
                "what was shown".to_owned(),
                "The room list went blank".to_owned(),
            ],
        ]
        .concat(),
        others: [
            events(0, &[1, 2, 3, 6, 7, 8, 9, 10]),
            events(1, &[1]),
            events(4, &[0]),
            events(5, &[1]),
            events(6, &[0, 1]),
            [
                "not Ada's",
                "evil.net",
                "adam@",
                "xada@",
                "Same here",
                "grace@example.org",
                "staff@",
                "a-secret-of-the-person",
            ]
            .map(str::to_owned)
            .to_vec(),
        ]
        .concat(),
        nobody: vec![
            person(&["email=nobody@example.org"]),
            person(&["email=*@example.org"]),
            person(&["email=ada@example.org\" OR user.email:\"*"]),
            person(&["email=da@example.org"]),
            person(&["email=ADA@example.org"]),
            person(&["matrix_id=@ada:example.or"]),
            person(&["matrix_id=@ad?:example.org", "sentry_username=*"]),
            person(&["sentry_project_user=4502/41"]),
        ],
        of_strange_kind: person(&["phone_number=+44 20 7946 0000", "twitter_id=12"]),
        unreachable: Some(Arc::new(connector_to_a_closed_port().await)),
        refused: Some(Arc::new(self::connector(settings(&tracker.url()).with("token", "wrong-token")))),
        unspeakable: ["ada@example.org", "@ada:example.org", TOKEN, "wrong-token", "127.0.0.1"]
            .map(str::to_owned)
            .to_vec(),
    };
    assert_eq!(run::all(&case).await, Vec::<String>::new());
}

async fn connector_to_a_closed_port() -> RestConnector {
    let closed = ErrorTracker::start(company(now())).await.unwrap().url();
    connector(settings(&closed))
}

#[tokio::test]
async fn an_id_is_learned_together_with_its_project() {
    let (_tracker, connector) = unlimited().await;
    let learned = connector.resolve(&ada(), &call()).await.unwrap();
    let learned: Vec<_> =
        learned.iter().map(|l| (l.identifier.kind().as_str(), l.identifier.value(), l.from.as_str())).collect();
    let from = "sentry.users.identifier";
    assert_eq!(
        learned,
        [("sentry_project_user", "4501/42", from), ("sentry_project_user", "4501/@ada:example.org", from),]
    );

    // The same number is somebody else in the other app, and Ada's only in this one.
    let mut sink = Kept::default();
    let subject = person(&["email=ada@example.org", "sentry_project_user=4501/42"]);
    connector.export(&subject, Scope::Everything, None, &call(), &mut sink).await.unwrap();
    assert!(sink.has("SecurityError: blocked a frame"));
    assert!(!sink.has("bob@example.net"));
    // What staff say of the id themselves is looked for everywhere: it does find both.
    let mut sink = Kept::default();
    connector.export(&person(&["sentry_user_id=42"]), Scope::Everything, None, &call(), &mut sink).await.unwrap();
    assert!(sink.has("bob@example.net"));
}

#[tokio::test]
async fn errors_that_many_people_met_are_marked_as_shared() {
    let (_tracker, connector) = unlimited().await;
    let mut sink = Kept::default();
    connector.export(&ada(), Scope::Everything, None, &call(), &mut sink).await.unwrap();
    let shared: Vec<_> = sink.of("issues").filter(|r| r.shared).map(|r| r.json.split('"').nth(3).unwrap()).collect();
    assert_eq!(shared, ["1001", "1006", "1002"]);
    assert_eq!(sink.of("events").count(), 6);
    assert!(sink.of("events").all(|record| !record.shared));
    let both = sink.of("events").find(|record| record.reached_by.len() > 1);
    assert!(both.is_none(), "each event was asked for in one way and is compared by that way");
}

#[tokio::test]
async fn credentials_inside_an_event_are_only_said_to_be_held() {
    let (_tracker, connector) = unlimited().await;
    let mut sink = Kept::default();
    connector.export(&ada(), Scope::Everything, None, &call(), &mut sink).await.unwrap();
    assert!(!sink.has("a-secret-of-the-person"));
    assert_eq!(sink.of("events").count(), 6);
    assert!(
        sink.of("events").all(|record| record.json.contains(r#"["Authorization","held"],["User-Agent","Firefox"]"#))
    );
}

/// The negative control of the quoting: the double takes a star for a wildcard, and only our backslash stops it.
#[tokio::test]
async fn without_the_quoting_a_star_would_find_everybody() {
    let (tracker, _) = unlimited().await;
    let get = async |query: &str| {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let url = format!("{}/api/0/organizations/example/issues/", tracker.url());
        let request = client.get(url).query(&[("query", query)]).bearer_auth(TOKEN);
        request.send().await.unwrap().json::<Vec<serde_json::Value>>().await.unwrap().len()
    };
    assert!(get(r#"user.email:"*@example.org""#).await > 0);
    assert_eq!(get(r#"user.email:"\*@example.org""#).await, 0);
}

#[tokio::test]
async fn a_cursor_of_somebody_else_is_refused() {
    let (_tracker, connector) = unlimited().await;
    let mut sink = Kept::default();
    let answer = connector.export(&ada(), Scope::Everything, None, &hurried(), &mut sink).await.unwrap();
    let Exported::Continues(cursor) = answer else { panic!("{answer:?}") };
    let grace = person(&["email=grace@example.org"]);
    let error = connector.export(&grace, Scope::Everything, Some(&cursor), &call(), &mut sink).await.unwrap_err();
    assert!(matches!(error, ConnectorError::Permanent { .. }), "{error}");
}

/// Nextest gives each test a process of its own, so the size of the process is this test's.
#[tokio::test]
async fn memory_does_not_grow_with_a_persons_events() {
    let mut world = World { page_size: 50, ..company(now()) };
    let first = world.issues[0].events[0].clone();
    let copies = (0..2_000).map(|n| Event {
        id: id_of(&format!("copy {n}")),
        message: "x".repeat(2_000),
        attachments: Vec::new(),
        ..first.clone()
    });
    world.issues[0].events.extend(copies);
    let tracker = ErrorTracker::start(world).await.unwrap();
    let case = LargeCase {
        connector: Arc::new(of(&tracker)),
        person: person(&["email=ada@example.org"]),
        records: 2_000 + 2 + 1 + 2 + 1 + 1,
        bytes: 4_000_000,
        may_grow: 16 * 1024 * 1024,
    };
    assert_eq!(run::constant_memory(&case).await, Vec::<String>::new());
}
