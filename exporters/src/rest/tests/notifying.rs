//! Telling a recipient through a small API, which believes and lies as real ones do.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use chrono::NaiveDate;

use super::{
    call, open,
    stub::{Stub, json as answer, status},
};
use crate::{
    conformance::notifying::{self, NotifyCase},
    contract::{
        call::Call,
        connector::Connector,
        error::ConnectorError,
        notifier::{Deed, Notification, Notifier},
        subject::{Identifier, Subject},
    },
    manifest::node::Node,
    rest::{compile::compile, connector::RestConnector, settings::Settings},
};

const NOTIFY: &str = "settings: [{name: key, description: The key., secret: true, optional: true}, {name: client, description: The client.}]\n\
    auth: {notify: {bearer: {token: key}}}\n\
    identities: [{name: email, kind: email, terms: {email: '{value}'}}, {name: phone, kind: phone_number, terms: {phone: '{value}'}}]\n\
    notify:\n- {name: tell, any_of: [email], post: /notices, \
    json: {client: '{settings.client}', what: '{notice.what}', whom: '{identity.email}', on: '{notice.done_on}', \
    ours: '{notice.reference}', of: '{notice.systems}', words: '{notice.text}'}, require_nonempty: [whom], \
    idempotency_header: Idempotency-Key, ok: [200, 201], gone: [404], fail_when: [{path: $.error}], receipt: $.id, \
    acknowledged_when: [{path: $.state, equals: done}]}\n";

fn subject(names: &[&str]) -> Subject {
    Subject::new(names.iter().map(|name| Identifier::parse(name).unwrap())).unwrap()
}

fn erased() -> Notification {
    Notification {
        deed: Deed::Erased,
        reference: "DR-7KQ4-M2XW".to_owned(),
        done_on: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
        systems: "Web shop".to_owned(),
        text: "We erased personal data of this person.".to_owned(),
    }
}

fn notifier(connector: &RestConnector) -> &dyn Notifier {
    connector.notifier().expect("it can be told")
}

/// A recipient that knows a repetition by its key, and what came in.
async fn recipient() -> (Stub, Arc<Mutex<BTreeMap<String, String>>>) {
    let came = Arc::new(Mutex::new(BTreeMap::new()));
    let inside = came.clone();
    let stub = Stub::start(move |asked| {
        if asked.header("authorization") != Some("Bearer a-secret") {
            return status(401, ("x", "y"));
        }
        let key = asked.header("idempotency-key").unwrap_or_default().to_owned();
        inside.lock().unwrap().entry(key).or_insert_with(|| asked.body.clone());
        answer(r#"{"id": 71, "state": "done"}"#)
    })
    .await;
    (stub, came)
}

#[tokio::test]
async fn a_recipient_that_is_told_keeps_all_promises() {
    let (stub, came) = recipient().await;
    let plan = || compile(&Node::parse(NOTIFY).unwrap().to_json()).unwrap();
    let wrong = Settings::new(&*stub.url).with("key", "another").with("client", "c");
    let case = NotifyCase {
        connector: open(&stub.url, NOTIFY),
        person: subject(&["email=ada@example.org", "phone_number=+441234", "matrix_id=@ada:example.org"]),
        kind: "email".to_owned(),
        of_strange_kind: subject(&["matrix_id=@ada:example.org"]),
        not_theirs: vec!["@ada:".to_owned(), "+441234".to_owned()],
        unreachable: open("http://127.0.0.1:1", NOTIFY),
        refused: Arc::new(RestConnector::open(super::system(), plan(), wrong).unwrap()),
        unspeakable: vec!["a-secret".to_owned(), "ada@".to_owned()],
        noticed: Arc::new(move || {
            let came = came.lock().unwrap().values().cloned().collect();
            Box::pin(async move { came })
        }),
    };
    assert_eq!(notifying::all(&case).await, Vec::<String>::new());
    assert!(case.connector.about().told_only, "nobody is looked for in it");
}

#[tokio::test]
async fn what_it_answers_is_taken_for_no_more_than_it_says() {
    let says = Arc::new(Mutex::new((200, String::new())));
    let inside = says.clone();
    let stub = Stub::start(move |_| {
        let (code, body) = inside.lock().unwrap().clone();
        if code == 200 { answer(body) } else { status(code, ("retry-after", "1800")) }
    })
    .await;
    let connector = open(&stub.url, NOTIFY);
    let tell = async |code: u16, body: &str| {
        *says.lock().unwrap() = (code, body.to_owned());
        notifier(&connector).notify(&subject(&["email=ada@example.org"]), &erased(), &call()).await
    };
    let taken = tell(200, r#"{"id": "n-7", "state": "queued"}"#).await.unwrap();
    assert_eq!((taken.receipt.as_deref(), taken.is_acknowledged), (Some("n-7"), false));
    assert!(tell(200, r#"{"id": 7, "state": "done"}"#).await.unwrap().is_acknowledged);
    let gone = tell(404, "").await.unwrap();
    assert!(gone.is_acknowledged && gone.receipt.is_none(), "they hold nothing");
    for (code, body, is_permanent, word) in [
        (200, r#"{"state": "done"}"#, true, "without a receipt"),
        (200, r#"{"id": " "}"#, true, "without a receipt"),
        (200, r#"{"id": 7, "error": "unknown"}"#, true, "was not taken"),
        (200, "<html>", false, "not whole JSON"),
        (202, "", true, "202"),
        (302, "", true, "302"),
        (403, "", true, "what it may send"),
        (422, "", true, "422"),
        (429, "", false, "limited"),
        (500, "", false, "500"),
    ] {
        let error = tell(code, body).await.unwrap_err();
        assert_eq!(matches!(error, ConnectorError::Permanent { .. }), is_permanent, "{code}: {error}");
        assert!(error.to_string().contains(word) && !error.to_string().contains("ada@"), "{error}");
    }
}

#[tokio::test]
async fn each_name_that_they_know_is_told_of_by_a_key_of_its_own() {
    let (stub, came) = recipient().await;
    let connector = open(&stub.url, NOTIFY);
    let both = subject(&["email=ada@example.org", "email=countess@example.org"]);
    let taken = notifier(&connector).notify(&both, &erased(), &Call::unhurried("one")).await.unwrap();
    assert_eq!(taken.receipt.as_deref(), Some("71, 71"));
    assert_eq!(came.lock().unwrap().len(), 2);
    notifier(&connector).notify(&both, &erased(), &Call::unhurried("two")).await.unwrap();
    assert_eq!(came.lock().unwrap().len(), 4, "another notice is another");
    let body = came.lock().unwrap().values().next().unwrap().clone();
    for part in ["\"what\":\"erased\"", "2026-11-24", "DR-7KQ4-M2XW", "Web shop", "We erased", "a-client"] {
        assert!(body.contains(part), "{part}: {body}");
    }
}

#[test]
fn a_notice_that_names_nobody_or_could_come_twice_is_refused() {
    let problems = |section: &str| {
        let section = Node::parse(section).unwrap_or_else(|(_, e)| panic!("{e}\n{section}")).to_json();
        compile(&section).err().map(|problems| problems.to_string()).unwrap_or_default()
    };
    assert_eq!(problems(NOTIFY), "");
    for (from, to, wanted) in [
        ("auth: {notify: {bearer: {token: key}}}", "auth: {none: {}}", "a credential of its own"),
        ("idempotency_header: Idempotency-Key, ", "", "would be a second notice"),
        ("{identity.email}', on", "somebody', on", "says whom it is about"),
        ("{identity.email}', on", "{identity.phone}', on", "has no term \"phone\""),
        ("require_nonempty: [whom], ", "", "list it under require_nonempty"),
        ("{notice.what}", "{notice.body}", "is not said in a notice"),
        ("{notice.what}", "{as_of}", "known to erasures only"),
        ("'{settings.client}'", "'{settings.key}'", "is a secret"),
        ("any_of: [email]", "any_of: [mail]", "no identity is called"),
        ("any_of: [email]", "any_of: []", "by which identities"),
        ("post: /notices", "of: [forgotten], post: /notices", "unknown variant"),
        ("post: /notices", "acknowledges: true, post: /notices", "not both"),
        ("post: /notices", "put: /notices, post: /notices", "exactly one of"),
        ("post: /notices", "delete: /notices", "deletes whatever is in it"),
        ("receipt: $.id", "receipt: id", "not a JSONPath"),
        ("name: tell", "name: Tell", "a name of its own"),
    ] {
        let section = NOTIFY.replacen(from, to, 1);
        assert_ne!(section, NOTIFY, "{from}");
        assert!(problems(&section).contains(wanted), "{to}: {}", problems(&section));
    }
    let by_id = NOTIFY
        .replace("idempotency_header: Idempotency-Key, ", "")
        .replace("client: '{settings.client}'", "id: '{notice.id}'");
    assert_eq!(problems(&by_id), "");
}

#[test]
fn only_what_it_says_is_told_and_nothing_without_a_credential() {
    let some = NOTIFY.replace("post: /notices", "of: [erased, rectified], post: /notices");
    let connector = open("http://127.0.0.1:1", &some);
    let takes = |deed| notifier(&connector).takes(deed, "email");
    assert_eq!(Deed::ALL.map(takes), [true, true, false, false]);
    assert!(!notifier(&connector).takes(Deed::Erased, "phone_number"), "no step is done for it");
    let plan = compile(&Node::parse(NOTIFY).unwrap().to_json()).unwrap();
    let without = RestConnector::open(super::system(), plan, Settings::new("http://127.0.0.1:1").with("client", "c"));
    assert!(without.unwrap().notifier().is_none());
}
