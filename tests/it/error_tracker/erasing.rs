//! Erasing somebody from Sentry: what is theirs alone goes, what others share expires, and the traps stay shut.

use chrono::TimeDelta;
use rightsdesk::demo::error_tracker::{
    company::{ERASE_TOKEN, TOKEN, both_apps},
    fault::Fault,
    server::ErrorTracker,
    world::{Event, Person, World, id_of},
};
use rightsdesk_exporters::{
    contract::{
        beyond::{Collateral, Hidden},
        connector::Connector,
        eraser::Eraser,
        erasure::{Because, Erased, ObstacleKind, Order, Outlook, Preview, Verified},
        error::ConnectorError,
        pseudonym::Pseudonyms,
    },
    manifest::{model::Engine, read::read},
    rest::{compile::compile, connector::RestConnector},
};

use super::{MANIFEST, ada, call, in_small_pages, now, settings};

/// The shipped manifest, without its limit and with jobs that are asked after at once.
fn quick() -> String {
    MANIFEST.replace("rate: 5/60s", "rate: 1000/60s").replace("every: 10s", "every: 1ms")
}

fn eraser_by(manifest: &str, tracker: &ErrorTracker) -> RestConnector {
    let manifest = read(manifest, "manifest.yml").unwrap_or_else(|findings| panic!("{findings:?}"));
    let Engine::Rest(section) = &manifest.engine else { panic!("Sentry is asked by HTTP") };
    let plan = compile(&section.to_json()).unwrap();
    let settings = settings(&tracker.url()).with("erase_token", ERASE_TOKEN);
    RestConnector::open(manifest.system, plan, settings).unwrap()
}

async fn tracker_of(world: World) -> (ErrorTracker, RestConnector) {
    let tracker = ErrorTracker::start(world).await.unwrap();
    let connector = eraser_by(&quick(), &tracker);
    (tracker, connector)
}

fn order() -> Order {
    Order::by_the_manifest(now())
}

async fn erase(connector: &RestConnector, plan: &Preview) -> Result<Erased, ConnectorError> {
    connector.erase(&ada(), plan, &Pseudonyms::keyed(b"key".to_vec()), &call()).await
}

async fn verify(connector: &RestConnector) -> Verified {
    connector.verify(&ada(), &order(), &call()).await.unwrap()
}

fn outlook<'p>(preview: &'p Preview, name: &str) -> &'p Outlook {
    preview.collections.iter().find(|it| it.collection == format!("sentry.{name}")).unwrap()
}

fn ids(world: &World) -> Vec<u32> {
    world.issues.iter().map(|issue| issue.id).collect()
}

#[tokio::test]
async fn the_preview_says_what_goes_what_is_hidden_and_what_expires_when() {
    let (tracker, connector) = tracker_of(in_small_pages()).await;
    let preview = connector.eraser().unwrap().preview(&ada(), &order(), &call()).await.unwrap();
    assert_eq!(preview.obstacles, []);
    let issues = outlook(&preview, "issues");
    assert_eq!((issues.found, issues.deleted), (4, 1));
    assert_eq!(issues.hidden, Some(Hidden { rows: 1, hours: 1 }));
    // Three errors hold five reports of Ada's and ten of other people's.
    assert_eq!(issues.collateral, Some(Collateral { objects: 3, mine: 5, others: 10 }));
    let [expiring] = issues.expiring.as_slice() else { panic!("{:?}", issues.expiring) };
    assert_eq!((expiring.rows, expiring.because), (3, Because::Others));
    assert_eq!(expiring.until.unwrap().to_string(), "2027-02-19", "90 days after the last of them was last met");
    let events = outlook(&preview, "events");
    assert_eq!((events.found, events.deleted, events.expiring[0].rows), (6, 1, 5));
    assert_eq!(outlook(&preview, "attachment_files").expiring[0].rows, 2);
    assert_eq!(outlook(&preview, "replays").deleted, 1);
    assert_eq!(outlook(&preview, "user_feedback").expiring[0].because, Because::NoWay);
    let calls = tracker.take_calls();
    assert!(!calls.is_empty() && calls.iter().all(|call| call.starts_with("GET ")), "a preview changes nothing");
    assert!(!format!("{preview:?}").contains("ada@"), "and names nobody");
}

#[tokio::test]
async fn only_what_is_the_persons_alone_goes_and_is_purged_an_hour_later() {
    let (tracker, connector) = tracker_of(in_small_pages()).await;
    let before = tracker.now();
    let preview = connector.preview(&ada(), &order(), &call()).await.unwrap();
    let Erased::Done(evidence) = erase(&connector, &preview).await.unwrap() else { panic!("it changed") };

    let calls: Vec<_> =
        evidence.calls.iter().map(|call| (call.method.as_str(), call.path.as_str(), call.status)).collect();
    let jobs = "/api/0/projects/{settings.org}/{replays.project_id}/replays/jobs/delete/";
    let job = format!("{jobs}{{job.id}}/");
    let polls = [("GET", job.as_str(), 200), ("GET", job.as_str(), 200)];
    let wanted = [("DELETE", "/api/0/organizations/{settings.org}/issues/{issues.id}/", 202), ("POST", jobs, 201)];
    assert_eq!(calls, wanted.into_iter().chain(polls).collect::<Vec<_>>());
    assert!(!format!("{evidence:?}").contains("ada"), "evidence names nobody");
    assert_eq!(evidence.effects.iter().map(|effect| effect.deleted).sum::<u64>(), 1 + 1 + 1 + 1);

    let hidden: Vec<u32> =
        tracker.now().issues.iter().filter(|issue| issue.deleted_at.is_some()).map(|issue| issue.id).collect();
    assert_eq!(hidden, [1003], "out of sight, and still there");
    tracker.advance(TimeDelta::hours(1));
    let after = tracker.now();
    let kept =
        |world: &World| world.issues.iter().filter(|it| it.id != 1003).map(|it| format!("{it:?}")).collect::<Vec<_>>();
    assert_eq!(kept(&before), kept(&after), "not one report of another error is touched");
    assert_eq!(after.replays.len(), before.replays.len() - 1);
    assert!(after.replays.iter().all(|replay| replay.person.email != "ada@example.org"));
    assert!(connector.preview(&ada(), &order(), &call()).await.unwrap().is_empty());
    assert!(verify(&connector).await.is_clean_after(TimeDelta::days(91)), "what others share is kept, until its day");
}

/// Only the error that Ada alone met, so that she should be gone altogether.
fn alone() -> World {
    let mut world = in_small_pages();
    world.issues.retain(|issue| issue.id == 1003);
    world.replays.clear();
    world.feedback.clear();
    world
}

#[tokio::test]
async fn a_404_after_the_deletion_is_not_taken_for_the_end_of_it() {
    let (tracker, connector) = tracker_of(alone()).await;
    let preview = connector.preview(&ada(), &order(), &call()).await.unwrap();
    erase(&connector, &preview).await.unwrap();
    let at_once = verify(&connector).await;
    assert_eq!((at_once.pending[0].at.as_str(), at_once.pending[0].hours), ("sentry.users", 1));
    assert!(at_once.is_clean() && at_once.is_clean_after(TimeDelta::minutes(59)));
    assert!(!at_once.is_clean_after(TimeDelta::hours(1)), "were it still so after an hour, it would be left");
    tracker.advance(TimeDelta::hours(1));
    let later = verify(&connector).await;
    assert_eq!(later.pending, []);
    assert!(later.is_clean_after(TimeDelta::hours(24)));
    assert_eq!(connector.looks_again().iter().map(|it| it.as_secs() / 3600).collect::<Vec<_>>(), [1, 24, 91 * 24]);
}

#[tokio::test]
async fn without_a_token_that_may_delete_it_is_not_even_tried() {
    let tracker = ErrorTracker::start(alone()).await.unwrap();
    let connector = super::connector(settings(&tracker.url()));
    let preview = connector.preview(&ada(), &order(), &call()).await.unwrap();
    let [obstacle] = preview.obstacles.as_slice() else { panic!("{:?}", preview.obstacles) };
    assert_eq!(obstacle.kind, ObstacleKind::Permission);
    assert!(obstacle.advice.contains("erase_token"), "{}", obstacle.advice);
    erase(&connector, &preview).await.unwrap_err();
    let calls = tracker.take_calls();
    assert!(!calls.is_empty() && calls.iter().all(|call| call.starts_with("GET ")), "{calls:?}");
    // The negative control: the reading token really may not.
    let url = format!("{}/api/0/organizations/example/issues/1003/", tracker.url());
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    assert_eq!(client.delete(url).bearer_auth(TOKEN).send().await.unwrap().status(), 403);
}

/// The negative control of the guards: both traps are alive, and no manifest reaches them.
#[tokio::test]
async fn the_traps_are_alive_and_cannot_be_reached() {
    let (tracker, _) = tracker_of(in_small_pages()).await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let url = |path: &str| format!("{}/api/0/{path}", tracker.url());
    let order = serde_json::json!({"data": {"rangeStart": "a", "rangeEnd": "b", "environments": [], "query": ""}});
    let jobs = "projects/example/web/replays/jobs/delete/";
    let client_post = client.post(url(jobs)).bearer_auth(ERASE_TOKEN).header("content-type", "application/json");
    assert_eq!(client_post.body(order.to_string()).send().await.unwrap().status(), 201);
    for _ in 0..2 {
        client.get(url(&format!("{jobs}1/"))).bearer_auth(ERASE_TOKEN).send().await.unwrap();
    }
    assert_eq!(tracker.now().replays.len(), 0, "an empty query takes everybody's");
    client.delete(url("organizations/example/issues/")).bearer_auth(ERASE_TOKEN).send().await.unwrap();
    assert_eq!(tracker.now().issues().count(), 0, "no id takes them all");

    for (from, to, why) in [
        ("/issues/{issues.id}/\n      ok", "/issues/\n      ok", "a DELETE of a list deletes whatever is in it"),
        (
            "/issues/{issues.id}/\n      ok",
            "/issues/\n      query: {id: [\"{issues.id}\"]}\n      ok",
            "a DELETE of a list",
        ),
        ("      require_nonempty: [data.query]\n", "", "names the person: list it under require_nonempty"),
        ("query: \"{identity.events}\"}}\n      require", "query: \"\"}}\n      require", "the same for everybody"),
        ("      collateral:\n        all", "      mystery:\n        all", "mystery"),
    ] {
        let changed = MANIFEST.replacen(from, to, 1);
        assert_ne!(changed, MANIFEST, "{from}");
        let findings = read(&changed, "manifest.yml").unwrap_err();
        assert!(findings.iter().any(|finding| finding.what.contains(why)), "{why}: {findings:?}");
    }
}

#[tokio::test]
async fn a_report_that_comes_in_between_stops_it() {
    let (tracker, connector) = tracker_of(in_small_pages()).await;
    let preview = connector.preview(&ada(), &order(), &call()).await.unwrap();
    let bob = Person { id: "44".to_owned(), ..Person::default() };
    let event = Event { id: id_of("late"), person: bob, at: now(), message: String::new(), attachments: Vec::new() };
    tracker.report(1003, event);
    let before = ids(&tracker.now());
    let Erased::Changed(again) = erase(&connector, &preview).await.unwrap() else { panic!("it was not noticed") };
    assert_eq!(outlook(&again, "issues").deleted, 0, "now it is shared");
    assert_eq!(ids(&tracker.now()), before);
    assert!(tracker.now().issues().any(|issue| issue.id == 1003));
    assert_eq!(tracker.now().replays.len(), 3);
}

#[tokio::test]
async fn an_erasure_that_stopped_half_way_goes_on_with_what_is_left() {
    let (tracker, connector) = tracker_of(in_small_pages()).await;
    let preview = connector.preview(&ada(), &order(), &call()).await.unwrap();
    tracker.faults().once("/replays/jobs/delete/", Fault::Status(500));
    let error = erase(&connector, &preview).await.unwrap_err();
    assert!(matches!(error, ConnectorError::Transient { .. }), "{error}");
    assert!(!tracker.now().issues().any(|issue| issue.id == 1003), "the first step was done");
    let Erased::Done(evidence) = erase(&connector, &preview).await.unwrap() else { panic!("it is what was approved") };
    assert!(evidence.calls.iter().all(|call| call.method != "DELETE"), "nothing is done twice");
    assert!(tracker.now().replays.iter().all(|replay| replay.person.email != "ada@example.org"));
    let Erased::Changed(nothing) = erase(&connector, &preview).await.unwrap() else { panic!("there is nothing left") };
    assert!(nothing.is_empty());
}

#[tokio::test]
async fn a_job_that_fails_or_does_not_end_is_not_taken_for_done() {
    let (tracker, connector) = tracker_of(World { issues: Vec::new(), feedback: Vec::new(), ..both_apps(now()) }).await;
    let preview = connector.preview(&ada(), &order(), &call()).await.unwrap();
    let impatient =
        eraser_by(&quick().replace("timeout: 15m", "timeout: 1ms").replace("every: 1ms", "every: 2ms"), &tracker);
    let error = erase(&impatient, &preview).await.unwrap_err();
    assert!(matches!(error, ConnectorError::Transient { .. }) && error.to_string().contains("still runs"), "{error}");
    tracker.let_jobs_fail();
    let error = erase(&connector, &preview).await.unwrap_err();
    assert!(matches!(error, ConnectorError::Permanent { .. }) && error.to_string().contains("failed"), "{error}");
    assert_eq!(tracker.now().replays.len(), 3);
}

/// A job repeats the search. Where that finds more than we would hand over, it is not ordered.
#[tokio::test]
async fn a_job_that_would_take_others_recordings_is_not_ordered() {
    let (tracker, connector) = tracker_of(in_small_pages()).await;
    let sound = connector.preview(&ada(), &order(), &call()).await.unwrap();
    assert_eq!(sound.obstacles, []);
    // The negative control: with a search that is less exact, whose rows we still compare.
    let (exact, loose) = ("events: \"user.id:{value|sentry_value}\"", "events: \"user.id:*{value}*\"");
    let connector = eraser_by(&quick().replace(exact, loose), &tracker);
    let preview = connector.preview(&ada(), &order(), &call()).await.unwrap();
    let obstacle = preview.obstacles.iter().find(|it| it.at == "sentry.replays").unwrap();
    assert_eq!(obstacle.kind, ObstacleKind::Unable);
    assert!(obstacle.what.contains("other people"), "{}", obstacle.what);
    erase(&connector, &preview).await.unwrap_err();
    assert_eq!(tracker.now().replays.len(), 3);
}
