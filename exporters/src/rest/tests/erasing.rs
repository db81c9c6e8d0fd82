//! Erasing through a small API that lies as real ones do.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use chrono::{DateTime, Utc};
use poem::Response;

use super::{
    ada, call, section,
    stub::{Answer, Asked, Stub, json, status},
    system,
};
use crate::{
    contract::{
        eraser::Eraser,
        erasure::{Erased, ObstacleKind, Order, Preview},
        error::ConnectorError,
        pseudonym::Pseudonyms,
    },
    manifest::node::Node,
    rest::{compile::compile, connector::RestConnector, settings::Settings},
};

const AUTH: &str = "auth: {read: {none: {}}, erase: {bearer: {token: key}}}";

/// A section in which `people` is found, with this behind its steps.
fn erasing(more: &str) -> String {
    section(AUTH, &format!("  get: /people\n  key: $.id\n{more}"))
}

fn connector(url: &str, section: &str) -> RestConnector {
    let section = Node::parse(section).unwrap_or_else(|(_, e)| panic!("{e}\n{section}")).to_json();
    let plan = compile(&section).unwrap_or_else(|problems| panic!("{problems}"));
    RestConnector::open(system(), plan, Settings::new(url).with("key", "a-secret").with("client", "c")).unwrap()
}

fn problems(section: &str) -> String {
    let section = Node::parse(section).unwrap_or_else(|(_, e)| panic!("{e}\n{section}")).to_json();
    compile(&section).err().map(|problems| problems.to_string()).unwrap_or_default()
}

fn order() -> Order {
    Order::by_the_manifest("2026-11-23T10:00:00Z".parse::<DateTime<Utc>>().unwrap())
}

async fn preview(connector: &RestConnector) -> Preview {
    connector.preview(&ada(), &order(), &call()).await.unwrap()
}

async fn erase(connector: &RestConnector, plan: &Preview) -> Result<Erased, ConnectorError> {
    connector.erase(&ada(), plan, &Pseudonyms::keyed(b"k".to_vec()), &call()).await
}

/// People 7 and 8 are Ada's, until somebody says otherwise.
const BOTH: &str = r#"[{"id": 7, "since": "2026-10-01"}, {"id": 8, "since": "2026-10-02"}]"#;

/// A server with these people, that answers everything but reading as the test says.
async fn people(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Stub {
    Stub::start(move |asked| if asked.line.starts_with("GET /people?") { json(BOTH) } else { answer(asked) }).await
}

fn written(stub: &Stub) -> Vec<Asked> {
    stub.asked().into_iter().filter(|asked| !asked.line.starts_with("GET /people?")).collect()
}

const DELETE: &str = "erase:\n- {name: people, for_each: people, delete: '/people/{people.id}', gone: [404]}";

#[tokio::test]
async fn each_object_goes_by_the_erasing_credential_and_is_written_down_without_a_value() {
    let stub = people(|_| status(204, ("x-request-id", "r-1"))).await;
    let connector = connector(&stub.url, &erasing(DELETE));
    let plan = preview(&connector).await;
    assert_eq!((plan.collections[0].found, plan.collections[0].deleted), (2, 2));
    assert_eq!(written(&stub).len(), 0, "a preview only reads");
    let Erased::Done(evidence) = erase(&connector, &plan).await.unwrap() else { panic!("it changed") };
    let asked = written(&stub);
    assert_eq!(
        asked.iter().map(|asked| asked.line.as_str()).collect::<Vec<_>>(),
        ["DELETE /people/7", "DELETE /people/8"]
    );
    assert!(asked.iter().all(|asked| asked.header("authorization") == Some("Bearer a-secret")));
    assert_eq!(evidence.plan, plan.hash);
    let called = &evidence.calls[0];
    assert_eq!((called.method.as_str(), called.path.as_str(), called.status), ("DELETE", "/people/{people.id}", 204));
    assert_eq!(called.request_id.as_deref(), Some("r-1"));
}

#[tokio::test]
async fn two_hundred_with_a_no_in_the_body_is_a_no() {
    let is_honest = Arc::new(AtomicBool::new(false));
    let honest = is_honest.clone();
    let stub =
        people(move |_| json(format!(r#"{{"result": {{"deleted": {}}}}}"#, honest.load(Ordering::Relaxed)))).await;
    let step = DELETE.replace("gone", "fail_when: [{path: $.result.deleted, equals: false}], gone");
    let believing = connector(&stub.url, &erasing(&step));
    let plan = preview(&believing).await;
    let error = erase(&believing, &plan).await.unwrap_err();
    assert!(matches!(&error, ConnectorError::Permanent { what } if what.contains("it was not done")), "{error}");
    assert_eq!(written(&stub).len(), 1, "it stops at the first");
    is_honest.store(true, Ordering::Relaxed);
    assert!(matches!(erase(&believing, &plan).await.unwrap(), Erased::Done(_)));
    // What must be there and is not is a no as well; and so is a body that says nothing.
    let step = DELETE.replace("gone", "succeed_when: [{path: $.done, equals: true}], gone");
    let strict = connector(&stub.url, &erasing(&step));
    erase(&strict, &preview(&strict).await).await.unwrap_err();
}

#[tokio::test]
async fn what_an_api_answers_decides_whether_it_is_asked_again() {
    for (code, is_permanent) in [(302, true), (400, true), (403, true), (405, true), (500, false), (503, false)] {
        let stub = people(move |_| status(code, ("location", "http://127.0.0.1:1/elsewhere"))).await;
        let connector = connector(&stub.url, &erasing(DELETE));
        let error = erase(&connector, &preview(&connector).await).await.unwrap_err();
        assert_eq!(matches!(error, ConnectorError::Permanent { .. }), is_permanent, "{code}: {error}");
        assert_eq!(written(&stub).len(), 1, "{code} is neither followed nor tried again at once");
    }
    let stub = people(|_| status(404, ("x", "y"))).await;
    let connector = connector(&stub.url, &erasing(DELETE));
    assert!(matches!(erase(&connector, &preview(&connector).await).await.unwrap(), Erased::Done(_)), "gone is done");
}

#[tokio::test]
async fn a_limit_is_waited_for_and_the_call_has_the_same_name_each_time() {
    let first = Arc::new(AtomicBool::new(true));
    let limited = first.clone();
    let stub = people(move |asked| {
        if asked.path == "/people/7" && limited.swap(false, Ordering::Relaxed) {
            status(429, ("retry-after", "0"))
        } else {
            status(204, ("x", "y"))
        }
    })
    .await;
    let step = DELETE.replace("gone", "idempotency_header: Idempotency-Key, gone");
    let connector = connector(&stub.url, &erasing(&step));
    let plan = preview(&connector).await;
    erase(&connector, &plan).await.unwrap();
    let keys: Vec<_> = written(&stub).iter().map(|it| it.header("idempotency-key").unwrap().to_owned()).collect();
    assert_eq!((keys.len(), keys[0] == keys[1], keys[1] == keys[2]), (3, true, false));
    erase(&connector, &plan).await.unwrap();
    assert_eq!(written(&stub)[0].header("idempotency-key"), Some(keys[0].as_str()), "of the same task, the same name");
}

#[tokio::test]
async fn a_job_that_is_in_the_way_is_taken_up() {
    let polls = Arc::new(Mutex::new(vec!["done", "nobody knows", "queued"]));
    let stub = people(move |asked| match asked.line.as_str() {
        "POST /purge" => status(409, ("x", "y")),
        "GET /purge" => json(r#"{"jobs": [{"of": "bob@example.org", "id": 1}, {"of": "ada@example.org", "id": 2}]}"#),
        "GET /purge/2" => json(format!(r#"{{"status": "{}"}}"#, polls.lock().unwrap().pop().unwrap())),
        other => panic!("{other}"),
    })
    .await;
    let step = "erase:\n- {name: people, for_each: people, post: /purge, json: {of: '{identity.email}'}, require_nonempty: [of], \
                job: {id: $.id, poll: '/purge/{job.id}', status: $.status, done: [done], failed: [failed], every: 1ms, \
                on_conflict: {get: /purge, records: $.jobs, path: $.of, equals: '{identity.email}', id: $.id}}}";
    let connector = connector(&stub.url, &erasing(step));
    let plan = preview(&connector).await;
    assert!(matches!(erase(&connector, &plan).await.unwrap(), Erased::Done(_)));
    let asked: Vec<_> = written(&stub).into_iter().map(|asked| asked.line).collect();
    assert_eq!(
        asked,
        ["POST /purge", "GET /purge", "GET /purge/2", "GET /purge/2", "GET /purge/2"],
        "ordered once for both rows"
    );
}

#[tokio::test]
async fn what_may_not_go_yet_stays_and_says_until_when() {
    let stub = people(|_| status(204, ("x", "y"))).await;
    let step = DELETE.replace("gone", "not_before: {day: '{people.since} + 53 days', ground: DISPUTE}, gone");
    let connector = connector(&stub.url, &erasing(&step));
    let plan = preview(&connector).await;
    let people = &plan.collections[0];
    assert_eq!((people.deleted, people.kept[0].rows, people.kept[0].ground.as_str()), (1, 1, "DISPUTE"));
    assert_eq!(people.kept[0].until.unwrap().to_string(), "2026-11-24");
    erase(&connector, &plan).await.unwrap();
    assert_eq!(written(&stub).len(), 1);
}

#[tokio::test]
async fn many_objects_want_a_second_look_and_an_empty_value_stops_everything() {
    let stub = people(|_| status(204, ("x", "y"))).await;
    let few = connector(&stub.url, &erasing(&DELETE.replace("gone", "max_objects: 1, gone")));
    assert_eq!(preview(&few).await.obstacles[0].kind, ObstacleKind::LargeShare);
    let looked = Order { accepts_large_share: true, ..order() };
    assert!(few.preview(&ada(), &looked, &call()).await.unwrap().is_ready());

    for rows in [r#"[{"id": 7}, {"id": ""}]"#, r#"[{"id": 7}, {"id": "  "}]"#, r#"[{"id": 7}, {"id": []}]"#] {
        let stub = Stub::start(
            move |asked| {
                if asked.line.starts_with("GET /people?") { json(rows) } else { Response::default() }
            },
        )
        .await;
        let section = erasing(DELETE).replace("  key: $.id\n", "");
        let connector = connector(&stub.url, &section);
        let error = connector.preview(&ada(), &order(), &call()).await.unwrap_err();
        assert!(error.to_string().contains("nothing stands for {people.id}"), "{error}");
        assert_eq!(written(&stub).len(), 0);
    }
}

#[tokio::test]
async fn an_object_to_which_no_call_leads_is_in_the_way_before_anybody_approves() {
    for id in [".", "..", "%2e."] {
        let rows = format!(r#"[{{"id": 7}}, {{"id": "{id}"}}]"#);
        let is_reached = id == "%2e.";
        let stub = Stub::start(move |asked| {
            if asked.line.starts_with("GET /people?") { json(rows.clone()) } else { status(204, ("x", "y")) }
        })
        .await;
        let plan = preview(&connector(&stub.url, &erasing(DELETE))).await;
        let obstacles: Vec<_> = plan.obstacles.iter().map(|it| (it.at.as_str(), it.kind)).collect();
        // A percent sign is encoded itself, so that this one leads to its object.
        let wanted = if is_reached { vec![] } else { vec![("stub.people", ObstacleKind::Unable)] };
        assert_eq!(obstacles, wanted, "{id}");
    }
}

/// What had been ordered when it was called off is waited for; the next is not ordered.
#[tokio::test]
async fn what_is_called_off_stops_after_the_call_under_way() {
    let call = call();
    let cancel = call.cancel.clone();
    let stub = people(move |_| {
        cancel.cancel();
        status(204, ("x", "y"))
    })
    .await;
    let connector = connector(&stub.url, &erasing(DELETE));
    let plan = preview(&connector).await;
    let came = connector.erase(&ada(), &plan, &Pseudonyms::keyed(b"k".to_vec()), &call).await;
    assert!(matches!(came, Err(ConnectorError::Cancelled)), "{came:?}");
    assert_eq!(written(&stub).len(), 1);
}

#[tokio::test]
async fn a_step_that_anonymises_before_it_deletes_counts_once_and_both_are_done() {
    let stub = people(|_| status(200, ("x", "y"))).await;
    let steps = "erase:\n- {name: blank, for_each: people, patch: '/people/{people.id}', json: {name: ''}}\n\
                 - {name: people, for_each: people, delete: '/people/{people.id}'}";
    let connector = connector(&stub.url, &erasing(steps));
    let plan = preview(&connector).await;
    let people = &plan.collections[0];
    assert_eq!((people.found, people.deleted, people.blanked), (2, 2, 0));
    erase(&connector, &plan).await.unwrap();
    let methods: Vec<_> = written(&stub).into_iter().map(|asked| asked.line).collect();
    assert_eq!(methods, ["PATCH /people/7", "PATCH /people/8", "DELETE /people/7", "DELETE /people/8"]);
}

#[tokio::test]
async fn who_is_on_the_list_already_is_not_entered_again() {
    let on_list = Arc::new(AtomicBool::new(false));
    let entered = on_list.clone();
    let stub = Stub::start(move |asked| match asked.line.as_str() {
        "PUT /quiet/ada%40example.org" => {
            entered.store(true, Ordering::Relaxed);
            status(200, ("x", "y"))
        }
        "GET /quiet/ada%40example.org" if entered.load(Ordering::Relaxed) => json(r#"{"since": 1}"#),
        "GET /quiet/ada%40example.org" => status(404, ("x", "y")),
        _ => json("[]"),
    })
    .await;
    let steps = "- {name: quiet, any_of: [email], get: '/quiet/{identity.email}', not_found: [404]}\nerase:\n\
                 - {name: leave_alone, any_of: [email], unless_found: quiet, put: '/quiet/{identity.email}', does: suppress}\n\
                 - {name: people, for_each: people, delete: '/people/{people.id}'}";
    let connector = connector(&stub.url, &erasing(steps));
    let plan = preview(&connector).await;
    assert_eq!(plan.collections.iter().map(|it| it.suppressed).sum::<u64>(), 1);
    erase(&connector, &plan).await.unwrap();
    assert!(on_list.load(Ordering::Relaxed));
    assert!(preview(&connector).await.is_empty());
    assert!(connector.verify(&ada(), &order(), &call()).await.unwrap().is_clean());
}

#[tokio::test]
async fn a_verifying_step_takes_only_what_it_expects() {
    let gone = Arc::new(AtomicBool::new(false));
    let is_gone = gone.clone();
    let stub = Stub::start(move |asked| match (asked.path.as_str(), is_gone.load(Ordering::Relaxed)) {
        ("/card", true) => status(404, ("x", "y")),
        ("/card", false) => json("[]"),
        ("/name", is_gone) => json(format!(r#"{{"name": "{}"}}"#, if is_gone { "[redacted]" } else { "Ada" })),
        _ => json("[]"),
    })
    .await;
    let steps = "- {name: card, any_of: [email], get: /card, query: {of: '{identity.email}'}, not_found: [404]}\n\
                 - {name: name, any_of: [email], get: /name, query: {of: '{identity.email}'}}\n\
                 erase:\n- {name: people, for_each: people, delete: '/people/{people.id}'}\nverify:\n\
                 - {step: card, expect: {status: [404]}}\n\
                 - {step: name, expect: {field: {path: $.name, equals: '[redacted]'}}, after: [2h]}";
    let connector = connector(&stub.url, &erasing(steps));
    let verified = connector.verify(&ada(), &order(), &call()).await.unwrap();
    assert!(!verified.is_clean(), "an empty list is no 404");
    assert_eq!((verified.pending[0].rows, verified.pending[0].hours), (1, 2));
    gone.store(true, Ordering::Relaxed);
    let verified = connector.verify(&ada(), &order(), &call()).await.unwrap();
    assert!(verified.is_clean() && verified.pending.is_empty());
    assert_eq!(connector.looks_again().len(), 1);
}

#[test]
fn what_could_take_more_than_the_person_is_refused_with_a_reason() {
    assert_eq!(problems(&erasing(DELETE)), "");
    for (from, to, wanted) in [
        ("'/people/{people.id}'", "/people", "a DELETE of a list"),
        ("'/people/{people.id}'", "'/people/{settings.client}'", "a DELETE of a list"),
        ("'/people/{people.id}'", "'/people/{people.id}/all'", "a DELETE of a list"),
        ("'/people/{people.id}'", "'/people/{people.id}?x=1'", "parameters go under query"),
        ("for_each: people, ", "", "for_each or any_of"),
        ("for_each: people, ", "any_of: [email], ", "would be done again at every look"),
        ("for_each: people", "for_each: reach", "its rows may be other people's"),
        ("for_each: people", "for_each: nowhere", "no step and no table of this file"),
        ("delete: '/people/{people.id}'", "post: '/people/{people.id}'", "say what this POST comes to"),
        ("delete: '/people/{people.id}'", "expire: tomorrow", "gives no day"),
        ("delete: '/people/{people.id}'", "delete: '/people/{people.id}', put: /x", "exactly one of"),
        ("gone", "query: {mail: '{identity.email}'}, gone", "list it under require_nonempty"),
        ("gone", "query: {mail: x}, require_nonempty: [mail], gone", "names nobody"),
        ("gone", "require_nonempty: [mail], gone", "no parameter of this call"),
        ("gone", "query: {k: '{settings.key}'}, gone", "is a secret"),
        ("gone", "hidden_for: a while, gone", "is not a span"),
        ("gone", "done_when: {table: nowhere, path: $.id, equals: '{people.id}'}, gone", "no table of this file"),
        ("gone", "colateral: {}, gone", "unknown field"),
        (AUTH, "auth: {none: {}}", "a credential of its own"),
        ("  export:", "  x: 1\n  export:", "unknown field"),
    ] {
        let section = erasing(DELETE).replacen(from, to, 1);
        assert_ne!(section, erasing(DELETE), "{from}");
        assert!(problems(&section).contains(wanted), "{to}: {}", problems(&section));
    }
    let forgotten = erasing(&format!(
        "- {{name: notes, any_of: [email], get: /n, query: {{q: '{{identity.email}}'}}, export: {{description: N, fields: []}}}}\n{DELETE}"
    ));
    assert!(problems(&forgotten).contains("what becomes of notes"), "{}", problems(&forgotten));
    let shared = erasing(DELETE).replace("fields: []}", "fields: [], shared_when: {path: $.people, more_than: 1}}");
    assert!(problems(&shared).contains("say collateral"), "{}", problems(&shared));
}
