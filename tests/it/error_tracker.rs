//! The shipped Sentry manifest against the demo's error tracker.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use rightsdesk::demo::error_tracker::{
    company::{TOKEN, both_apps, company},
    fault::Fault,
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

const MANIFEST: &str = include_str!("../../exporters/systems/sentry/manifest.yml");

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
    Settings::new(url).with("organization", "example").with("token", TOKEN)
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
    let manifest = MANIFEST
        .replace("rate: 5/60s", "rate: 1000/60s")
        .replace("name: issues\n", "name: issues\n      max_pages: 40\n");
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
        unreachable: Arc::new(connector_to_a_closed_port().await),
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
async fn the_users_are_asked_for_five_times_a_minute_at_most() {
    let tracker = ErrorTracker::start(both_apps(now())).await.unwrap();
    let connector = of(&tracker);
    // Two apps, three ways: six calls.
    let error = connector.resolve(&ada(), &hurried()).await.unwrap_err();
    let ConnectorError::Transient { what, retry_after: Some(wait) } = error else { panic!("{error}") };
    assert!(wait > Duration::from_secs(50) && wait <= Duration::from_secs(60), "{wait:?} {what}");
    let users = tracker.take_calls().into_iter().filter(|call| call.contains("/users/")).count();
    assert_eq!(users, 5, "the manifest's rate keeps the sixth call back");

    // A second process does not know what the first one asked; the tracker says how long to wait.
    let error = self::of(&tracker).resolve(&ada(), &hurried()).await.unwrap_err();
    let ConnectorError::Transient { retry_after: Some(wait), what } = error else { panic!("{error}") };
    assert!(wait > Duration::from_secs(50) && wait <= Duration::from_secs(61), "{wait:?} {what}");
    assert!(what.contains("429"), "{what}");
}

#[tokio::test]
async fn a_limit_in_the_middle_hands_back_a_cursor_and_nothing_is_lost_or_doubled() {
    let (tracker, connector) = unlimited().await;
    let (whole, _) = run::export(&connector, &ada(), &call()).await.unwrap();
    tracker.faults().after(3, "/events/?", Fault::RetryAfter(3600));
    let mut first = Kept::default();
    let answer = connector.export(&ada(), Scope::Everything, None, &call(), &mut first).await.unwrap();
    let Exported::Continues(cursor) = answer else { panic!("{answer:?}") };
    // Asked again at once, it is still limited: now there is nothing to hand over, only the wait.
    tracker.faults().once("/events/?", Fault::RetryAfter(3500));
    let mut nothing = Kept::default();
    let error = connector.export(&ada(), Scope::Everything, Some(&cursor), &call(), &mut nothing).await.unwrap_err();
    assert!(
        matches!(error, ConnectorError::Transient { retry_after: Some(wait), .. } if wait.as_secs() == 3500),
        "{error}"
    );

    let mut rest = Kept::default();
    connector.export(&ada(), Scope::Everything, Some(&cursor), &call(), &mut rest).await.unwrap();
    assert_eq!(first.together(rest), whole);
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

#[tokio::test]
async fn bad_days_are_told_apart() {
    let (tracker, connector) = unlimited().await;
    let passing = [
        Fault::Status(500),
        Fault::Status(502),
        Fault::Status(503),
        Fault::Html,
        Fault::HalfJson,
        Fault::BrokenOff,
        Fault::RetryAfter(7200),
    ];
    for (fault, is_passing) in passing.map(|fault| (fault, true)).into_iter().chain([
        (Fault::Status(400), false),
        (Fault::Status(401), false),
        (Fault::Status(403), false),
        (Fault::Status(302), false),
        (Fault::PagesForEver, false),
        (Fault::SamePageForEver, false),
    ]) {
        tracker.faults().always("/organizations/example/issues/?", fault.clone());
        let error = connector.export(&ada(), Scope::Everything, None, &hurried(), &mut Kept::default()).await;
        let error = match error {
            Err(error) => error,
            // A list that goes in circles is noticed after some pages.
            Ok(_) => {
                connector.export(&ada(), Scope::Everything, None, &call(), &mut Kept::default()).await.unwrap_err()
            }
        };
        assert_eq!(matches!(error, ConnectorError::Transient { .. }), is_passing, "{fault:?}: {error}");
        assert!(!error.to_string().contains("ada@"), "{error}");
        tracker.faults().clear();
    }
}

#[tokio::test]
async fn an_api_that_says_nothing_is_given_up_in_time() {
    let tracker = ErrorTracker::start(company(now())).await.unwrap();
    tracker.faults().always("/projects/", Fault::Silence);
    let connector = connector(Settings { read_timeout: Duration::from_millis(50), ..settings(&tracker.url()) });
    let error = connector.check(&call()).await.unwrap_err();
    assert!(matches!(&error, ConnectorError::Transient { what, .. } if what.contains("in time")), "{error}");
}

#[tokio::test]
async fn an_empty_answer_is_believed_only_if_the_planted_person_is_found() {
    let tracker = ErrorTracker::start(World { users_a_minute: 1000, ..company(now()) }).await.unwrap();
    let nobody = person(&["email=nobody@example.org"]);
    assert_eq!(
        of(&tracker).check(&call()).await.unwrap().remarks.len(),
        1,
        "it is said that there is no planted person"
    );

    let planted = connector(settings(&tracker.url()).with("canary_email", "grace@example.org"));
    assert!(planted.check(&call()).await.unwrap().remarks.is_empty());
    assert!(planted.locate(&nobody, &call()).await.is_ok());

    let gone = connector(settings(&tracker.url()).with("canary_email", "canary@example.org"));
    for error in [
        gone.check(&call()).await.unwrap_err(),
        gone.locate(&nobody, &call()).await.unwrap_err(),
        gone.export(&nobody, Scope::Everything, None, &call(), &mut Kept::default()).await.unwrap_err(),
    ] {
        assert!(matches!(&error, ConnectorError::Permanent { what } if what.contains("planted")), "{error}");
    }
    assert!(gone.locate(&ada(), &call()).await.is_ok(), "what was found needs no planted person");
}

#[tokio::test]
async fn a_file_that_is_no_longer_there_is_told_as_a_gap() {
    let (tracker, connector) = unlimited().await;
    tracker.faults().once("/attachments/71/", Fault::Status(404));
    let (kept, gaps) = run::export(&connector, &ada(), &call()).await.unwrap();
    assert_eq!(kept.files.len(), 2);
    assert_eq!(gaps.len(), 1);
    assert_eq!(gaps[0].what, "attachment_files");
    assert!(gaps[0].why.for_language("de").starts_with("1 Datei(en)"));
}

/// The calls as Sentry's own description of its API wants them: method, path, parameters.
#[tokio::test]
async fn the_calls_are_the_ones_that_sentry_describes() {
    let tracker = ErrorTracker::start(company(now())).await.unwrap();
    let connector = of(&tracker);
    let subject = person(&["email=ada@example.org"]);
    connector.resolve(&subject, &call()).await.unwrap();
    connector.locate(&subject, &call()).await.unwrap();
    let located = tracker.take_calls();
    connector.export(&subject, Scope::Everything, None, &call(), &mut Kept::default()).await.unwrap();
    let event = id_of("event 1001 1");
    let replay = &tracker.world().replays[0].id;
    let decoded: Vec<_> = tracker.take_calls().iter().map(|call| words(call)).collect();
    let search = r#"query=user.email:"ada@example.org""#;
    let wanted = [
        format!("GET /api/0/organizations/example/issues/?{search}&project=-1&statsPeriod=90d&limit=100"),
        r#"GET /api/0/organizations/example/issues/?query=issue.category:feedback user.email:"ada@example.org"&project=-1&statsPeriod=90d&limit=100"#.to_owned(),
        format!("GET /api/0/organizations/example/issues/1001/events/?{search}&statsPeriod=90d&full=true&per_page=50"),
        format!("GET /api/0/organizations/example/issues/1001/events/?{search}&statsPeriod=90d&per_page=100"),
        format!("GET /api/0/projects/example/4501/events/{event}/attachments/"),
        format!("GET /api/0/projects/example/4501/events/{event}/attachments/71/?download=1"),
        "GET /api/0/organizations/example/projects/?per_page=100".to_owned(),
        "GET /api/0/projects/example/web/user-feedback/".to_owned(),
        format!("GET /api/0/organizations/example/replays/?{search}&project=-1&statsPeriod=90d&per_page=100"),
        format!("GET /api/0/projects/example/4501/replays/{replay}/recording-segments/?per_page=100"),
    ];
    for call in &wanted {
        assert!(decoded.contains(call), "{call} is not among {decoded:#?}");
    }
    let located: Vec<_> = located.iter().map(|call| words(call)).collect();
    assert!(
        located.contains(&"GET /api/0/projects/example/web/users/?query=email:ada@example.org".to_owned()),
        "{located:#?}"
    );
    assert!(
        located.iter().all(|call| !call.contains("full=true") && !call.contains("download")),
        "counting reads no bodies"
    );
}

/// A call as it came in, with its encoding taken off.
fn words(call: &str) -> String {
    let (method, path) = call.split_once(' ').unwrap();
    let url = reqwest::Url::parse("http://x").unwrap().join(path).unwrap();
    let pairs: Vec<_> = url.query_pairs().map(|(key, value)| format!("{key}={value}")).collect();
    let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
    format!("{method} {}{query}", url.path())
}

/// Nextest gives each test a process of its own, so the size of the process is this test's.
#[tokio::test]
async fn memory_does_not_grow_with_a_persons_events() {
    let mut world = World { page_size: 50, ..company(now()) };
    let first = world.issues[0].events[0].clone();
    let copies = (0..6_000).map(|n| Event {
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
        records: 6_000 + 2 + 1 + 2 + 1 + 1,
        bytes: 12_000_000,
        may_grow: 16 * 1024 * 1024,
    };
    assert_eq!(run::constant_memory(&case).await, Vec::<String>::new());
}
