//! Correcting and marking through a small API that lies as real ones do.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use serde_json::{Value, json};

use super::{
    ada, call, section,
    stub::{Answer, Asked, Stub, json as answer, status},
    system,
};
use crate::{
    conformance::rectifying::{self, Everything, RectifyCase},
    contract::{
        connector::Connector,
        correction::{Correction, Corrections, Held, MisfitKind, Proposal, Rectified},
        error::ConnectorError,
        rectifier::Rectifier,
        restrictor::{Mark, Restrictor},
        subject::{Identifier, Subject},
    },
    manifest::node::Node,
    rest::{compile::compile, connector::RestConnector, settings::Settings},
};

pub(super) const AUTH: &str = "auth: {read: {none: {}}, write: {bearer: {token: key}}}";

/// A section in which `people` is found, with this behind its steps.
pub(super) fn writing(more: &str) -> String {
    let fields = "fields: [{name: mail, description: Your address, data_categories: [user.contact.email]}, \
                  {name: name, description: Your name}, {name: 'address.city', description: Your town}, \
                  {name: age, description: Your age}, {name: pin, description: Your PIN, secret: true}]";
    let step = "  get: /people\n  key: $.id\n  only_if: [{path: $.mail, equals: '{identity.email}'}]\n";
    let section = section(AUTH, &format!("{step}{more}"));
    section.replace("fields: []}", &format!("{fields}, shared_when: {{path: $.family, equals: true}}}}"))
}

pub(super) const RECTIFY: &str = "rectify:\n- {name: correct, for_each: people, patch: '/people/{people.id}', json: {why: asked}, idempotency_header: Idempotency-Key, \
     fields: [{field: name, at: /name, longest: 20}, {field: 'address.city', at: /address/city, clears: true}, \
     {field: age, at: /age, as: integer}, {field: mail, at: /mail, renames: email}]}";

pub(super) const MARKS: &str = "- {name: quiet, any_of: [email], get: '/quiet/{identity.email}', not_found: [404]}\n\
     restrict:\n  set:\n  - {name: lock, for_each: people, patch: '/people/{people.id}', json: {locked: true}, \
     stands_when: [{path: $.locked, equals: true}]}\n  \
     lift:\n  - {name: unlock, for_each: people, patch: '/people/{people.id}', json: {locked: false}, \
     stands_unless: [{path: $.locked, equals: true}]}\n\
     object:\n  set:\n  - {name: unsubscribe, for_each: people, patch: '/people/{people.id}', json: {news: false}, \
     stands_when: [{path: $.news, equals: false}]}\n  \
     - {name: leave_alone, any_of: [email], unless_found: quiet, put: '/quiet/{identity.email}'}";

pub(super) fn connector(url: &str, section: &str) -> RestConnector {
    let section = Node::parse(section).unwrap_or_else(|(_, e)| panic!("{e}\n{section}")).to_json();
    let plan = compile(&section).unwrap_or_else(|problems| panic!("{problems}"));
    RestConnector::open(system(), plan, Settings::new(url).with("key", "a-secret").with("client", "c")).unwrap()
}

/// What an API does with what it is asked to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mood {
    Honest,
    /// It says yes and does nothing.
    Lies,
    /// It answers this status and does nothing.
    Says(u16),
    /// It does it and answers this status all the same.
    DoesAndSays(u16),
    /// It takes no town.
    NoTowns,
}

/// An API with people in it.
struct Api {
    stub: Stub,
    people: Arc<Mutex<Vec<Value>>>,
    mood: Arc<Mutex<Mood>>,
}

impl Api {
    async fn start() -> Self {
        let people = Arc::new(Mutex::new(vec![
            json!({"id": 7, "mail": "ada@example.org", "name": "Adda", "address": {"city": "Londn"}, "age": 36, "news": true, "friends": ["Bob"]}),
            json!({"id": 8, "mail": "bob@example.net", "name": "Adda", "address": {"city": "Londn"}, "age": 36, "news": true}),
        ]));
        let mood = Arc::new(Mutex::new(Mood::Honest));
        let quiet = Arc::new(Mutex::new(BTreeSet::new()));
        let (inside, how) = (people.clone(), mood.clone());
        let stub = Stub::start(move |asked| {
            let mood = *how.lock().unwrap();
            let people = &mut *inside.lock().unwrap();
            if let Some(name) = asked.path.strip_prefix("/quiet/") {
                return if asked.line.starts_with("PUT") {
                    quiet.lock().unwrap().insert(name.to_owned());
                    status(204, ("x", "y"))
                } else if quiet.lock().unwrap().contains(name) {
                    answer("{}")
                } else {
                    status(404, ("x", "y"))
                };
            }
            if asked.line.starts_with("GET") { answer(json!(people).to_string()) } else { write(mood, people, asked) }
        })
        .await;
        Self { stub, people, mood }
    }

    fn is(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    fn person(&self, id: u64) -> Value {
        self.people.lock().unwrap().iter().find(|it| it["id"] == id).unwrap().clone()
    }

    fn written(&self) -> Vec<Asked> {
        self.stub.asked().into_iter().filter(|asked| !asked.line.starts_with("GET ")).collect()
    }
}

fn write(mood: Mood, people: &mut [Value], asked: &Asked) -> Answer {
    let body: Value = serde_json::from_str(&asked.body).unwrap();
    match mood {
        Mood::Lies => return answer("{}"),
        Mood::Says(code) => return status(code, ("location", "http://127.0.0.1:1/elsewhere")),
        Mood::NoTowns if body.get("address").is_some() => return status(422, ("x", "y")),
        Mood::Honest | Mood::DoesAndSays(_) | Mood::NoTowns => {}
    }
    let id: u64 = asked.path.strip_prefix("/people/").unwrap().parse().unwrap();
    let person = people.iter_mut().find(|it| it["id"] == id).unwrap();
    for (key, value) in body.as_object().unwrap() {
        match value {
            Value::Object(inside) => inside.iter().for_each(|(inner, value)| person[key][inner] = value.clone()),
            value => person[key] = value.clone(),
        }
    }
    if let Mood::DoesAndSays(code) = mood { status(code, ("x", "y")) } else { answer("{}") }
}

fn correction(field: &str, old: &str, right: &str) -> Correction {
    Correction {
        collection: "stub.people".to_owned(),
        field: field.to_owned(),
        held: Held::This(Some(old.to_owned())),
        right: Some(right.to_owned()),
    }
}

fn wish(each: &[(&str, &str, &str)]) -> Corrections {
    Corrections::new(each.iter().map(|(field, old, right)| correction(field, old, right)).collect()).unwrap()
}

async fn propose(connector: &RestConnector, wish: &Corrections) -> Proposal {
    connector.propose(&ada(), wish, &call()).await.unwrap()
}

async fn rectify(connector: &RestConnector, wish: &Corrections) -> Result<Rectified, ConnectorError> {
    let plan = propose(connector, wish).await;
    assert!(plan.is_ready(), "{plan:?}");
    connector.rectify(&ada(), wish, &plan.hash, &call()).await
}

fn changed(answer: Rectified) -> Proposal {
    match answer {
        Rectified::Changed(now) => *now,
        Rectified::Done(_) => panic!("it says that it is done"),
    }
}

const BOTH: [(&str, &str, &str); 2] = [("name", "Adda", "Ada"), ("address.city", "Londn", "London")];

#[tokio::test]
async fn it_keeps_every_promise_of_one_who_corrects() {
    let api = Api::start().await;
    let line = |name: &str, age: u64| {
        let mut person = api.person(7);
        (person["name"], person["age"]) = (json!(name), json!(age));
        person.as_object_mut().unwrap().remove("why");
        person.to_string()
    };
    let (before, after) = (line("Adda", 36), line("Ada", 37));
    let people = api.people.clone();
    let everything: Everything = Arc::new(move || {
        let people = people.lock().unwrap().clone();
        let lines = people.into_iter().map(|mut person| {
            person.as_object_mut().unwrap().remove("why");
            person.to_string()
        });
        let lines = lines.collect();
        Box::pin(async move { lines })
    });
    let of = |text: &str| Subject::new([Identifier::parse(text).unwrap()]).unwrap();
    let unfit =
        |field: &str, right: &str, kind| (Correction { held: Held::Whatever, ..correction(field, "", right) }, kind);
    let case = RectifyCase {
        connector: Arc::new(connector(&api.stub.url, &writing(RECTIFY))),
        person: ada(),
        fitting: vec![correction("name", "Adda", "Ada"), correction("age", "36", "37")],
        before: [before].into(),
        after: [after].into(),
        unfit: vec![
            unfit("name", "Augusta Ada King of Lovelace", MisfitKind::Length),
            unfit("age", "old", MisfitKind::Type),
            unfit("mail", "eve@example.org", MisfitKind::Unproven),
            unfit("pin", "1234", MisfitKind::Undeclared),
            unfit("id", "9", MisfitKind::Undeclared),
            (correction("name", "Eda", "Ada"), MisfitKind::NotFound),
            (Correction { right: None, ..correction("name", "Adda", "") }, MisfitKind::Empty),
        ],
        nobody: vec![of("email=nobody@example.org"), of("email=ada@example.or")],
        of_strange_kind: of("shoe_size=37"),
        held: vec!["Adda".to_owned(), "Londn".to_owned(), "36".to_owned()],
        others: vec!["bob@example.net".to_owned()],
        unspeakable: ["Adda", "Ada", "ada@"].map(str::to_owned).into(),
        everything,
    };
    assert_eq!(rectifying::all(&case).await, Vec::<String>::new());
}

#[tokio::test]
async fn one_call_carries_what_a_row_needs_by_the_writing_credential_and_nothing_else() {
    let api = Api::start().await;
    let connector = connector(&api.stub.url, &writing(RECTIFY));
    let wish = wish(&BOTH);
    let plan = propose(&connector, &wish).await;
    assert_eq!(api.written().len(), 0, "a proposal only reads");
    let Rectified::Done(done) = connector.rectify(&ada(), &wish, &plan.hash, &call()).await.unwrap() else { panic!() };
    let asked = api.written();
    assert_eq!((asked.len(), asked[0].line.as_str()), (1, "PATCH /people/7"));
    assert_eq!(asked[0].header("authorization"), Some("Bearer a-secret"));
    assert!(asked[0].header("idempotency-key").is_some_and(|key| key.len() == 32));
    let body: Value = serde_json::from_str(&asked[0].body).unwrap();
    assert_eq!(body, json!({"why": "asked", "name": "Ada", "address": {"city": "London"}}));
    assert_eq!(done.statements[0].what, "correct: PATCH /people/{people.id}");
    assert_eq!(api.person(8)["name"], "Adda", "Bob's is not touched");
    assert!(Rectifier::read_back(&connector, &ada(), &wish, &call()).await.unwrap().is_clean());
}

#[tokio::test]
async fn what_the_api_says_is_not_believed_and_each_field_is_told() {
    let api = Api::start().await;
    let connector = connector(&api.stub.url, &writing(RECTIFY));
    api.is(Mood::Lies);
    let now = changed(rectify(&connector, &wish(&BOTH)).await.unwrap());
    let told: Vec<_> = now.misfits.iter().map(|misfit| (misfit.at.as_str(), misfit.kind)).collect();
    assert_eq!(told, [("stub.people.name", MisfitKind::Refused), ("stub.people.address.city", MisfitKind::Refused)]);
    assert!(now.misfits[0].what.contains("the old one still stands"), "{:?}", now.misfits);
    assert!(!Rectifier::read_back(&connector, &ada(), &wish(&BOTH), &call()).await.unwrap().is_clean());

    for code in [302, 400, 403, 404, 409, 422] {
        api.is(Mood::Says(code));
        api.written();
        let now = changed(rectify(&connector, &wish(&BOTH)).await.unwrap());
        assert!(now.misfits.iter().all(|it| it.kind == MisfitKind::Refused && it.what.contains(&code.to_string())));
        assert_eq!((now.misfits.len(), api.written().len()), (2, 1), "{code} is neither followed nor tried again");
    }
    for code in [500, 503] {
        api.is(Mood::Says(code));
        let error = rectify(&connector, &wish(&BOTH)).await.unwrap_err();
        assert!(matches!(error, ConnectorError::Transient { .. }), "{code}: {error}");
    }
    assert_eq!(api.person(7)["name"], "Adda");

    // It was written, and only the answer was lost: whoever asks again hears that it is so.
    api.is(Mood::DoesAndSays(500));
    let plan = propose(&connector, &wish(&BOTH)).await;
    connector.rectify(&ada(), &wish(&BOTH), &plan.hash, &call()).await.unwrap_err();
    api.is(Mood::Honest);
    api.written();
    let now = changed(connector.rectify(&ada(), &wish(&BOTH), &plan.hash, &call()).await.unwrap());
    assert!(now.is_settled() && api.written().is_empty());
}

#[tokio::test]
async fn what_one_row_refuses_keeps_no_other_from_being_written() {
    let api = Api::start().await;
    let second = RECTIFY.replace("{field: 'address.city', at: /address/city, clears: true}, ", "")
        + "\n- {name: move, for_each: people, patch: '/people/{people.id}', fields: [{field: 'address.city', at: /address/city}]}";
    let connector = connector(&api.stub.url, &writing(&second));
    api.is(Mood::NoTowns);
    let now = changed(rectify(&connector, &wish(&BOTH)).await.unwrap());
    let [misfit] = now.misfits.as_slice() else { panic!("{:?}", now.misfits) };
    assert!(misfit.at == "stub.people.address.city" && misfit.what.contains("422"), "{misfit:?}");
    assert_eq!((now.fields[0].right, now.fields[1].changed), (1, 1), "the name is right now, the town is not");
}

#[tokio::test]
async fn a_row_of_several_people_and_a_list_are_left_to_a_person() {
    let api = Api::start().await;
    let section = writing(RECTIFY).replace("{name: age,", "{name: friends, description: Who}, {name: age,");
    let section = section.replace("{field: age, at: /age, as: integer}", "{field: friends, at: /friends}");
    let connector = connector(&api.stub.url, &section);
    let friends =
        Corrections::new(vec![Correction { held: Held::Whatever, ..correction("friends", "", "Eve") }]).unwrap();
    assert_eq!(propose(&connector, &friends).await.misfits[0].kind, MisfitKind::Type);
    api.people.lock().unwrap()[0]["family"] = json!(true);
    let plan = propose(&connector, &wish(&BOTH)).await;
    assert!(
        plan.changes.is_empty() && plan.misfits.iter().all(|it| it.kind == MisfitKind::Shared),
        "{:?}",
        plan.misfits
    );
    let held = connector.held(&ada(), &call()).await.unwrap();
    assert!(held.iter().all(|field| field.values.is_empty() && field.shared == 1), "what others said is not shown");
    let plan = connector.rectify(&ada(), &wish(&BOTH), &plan.hash, &call()).await.unwrap();
    assert!(!changed(plan).is_ready() && api.written().is_empty());
}

#[tokio::test]
async fn a_put_of_the_whole_sends_the_row_as_it_was_read_with_the_correction_in_it() {
    let api = Api::start().await;
    let whole = RECTIFY.replace("patch:", "sends: whole, put:").replace("json: {why: asked}, ", "");
    let connector = connector(&api.stub.url, &writing(&whole));
    assert!(matches!(rectify(&connector, &wish(&BOTH[1..])).await.unwrap(), Rectified::Done(_)));
    let body: Value = serde_json::from_str(&api.written()[0].body).unwrap();
    assert_eq!(
        (&body["name"], &body["address"]["city"], &body["friends"]),
        (&json!("Adda"), &json!("London"), &json!(["Bob"]))
    );
}

#[tokio::test]
async fn a_name_becomes_another_that_is_proven_and_the_person_is_found_by_it() {
    let api = Api::start().await;
    let connector = connector(&api.stub.url, &writing(RECTIFY));
    let both = ["email=ada@example.org", "email=ada@lovelace.example"].map(|text| Identifier::parse(text).unwrap());
    let both = Subject::new(both).unwrap();
    let wish = wish(&[("mail", "ada@example.org", "ada@lovelace.example")]);
    let plan = connector.propose(&both, &wish, &call()).await.unwrap();
    assert!(matches!(connector.rectify(&both, &wish, &plan.hash, &call()).await.unwrap(), Rectified::Done(_)));
    assert_eq!(api.person(7)["mail"], "ada@lovelace.example");
}

#[tokio::test]
async fn without_its_credential_nothing_is_written_and_everybody_is_told() {
    let api = Api::start().await;
    let section = writing(&format!("{MARKS}\n{RECTIFY}"))
        .replace("token: key", "token: writer")
        .replace("settings: [", "settings: [{name: writer, description: A token, secret: true, optional: true}, ");
    let connector = connector(&api.stub.url, &section);
    let plan = propose(&connector, &wish(&BOTH)).await;
    assert!(plan.misfits.iter().all(|it| it.kind == MisfitKind::Permission && it.advice.contains("configure writer")));
    assert!(!plan.is_ready() && !connector.marks(Mark::Restrict) && !connector.unmarks(Mark::Restrict));
    let health = connector.check(&call()).await.unwrap();
    assert!(health.remarks.iter().any(|remark| remark.contains("no credential for writing")), "{health:?}");
    connector.mark(&ada(), Mark::Restrict, &call()).await.unwrap_err();
    assert!(api.written().is_empty());
}

#[tokio::test]
async fn a_lock_is_set_once_read_back_and_taken_away_again() {
    let api = Api::start().await;
    let connector = connector(&api.stub.url, &writing(MARKS));
    assert!(connector.marks(Mark::Restrict) && connector.unmarks(Mark::Restrict) && !connector.unmarks(Mark::Object));
    let marked = connector.mark(&ada(), Mark::Restrict, &call()).await.unwrap();
    assert_eq!(marked.fields, [("stub.people.lock".to_owned(), 1)]);
    assert_eq!((&api.person(7)["locked"], &api.person(8)["locked"]), (&json!(true), &Value::Null));
    api.written();
    assert_eq!(connector.mark(&ada(), Mark::Restrict, &call()).await.unwrap().rows(), 1);
    assert!(api.written().is_empty(), "a mark that stands is left");
    let marked = connector.unmark(&ada(), Mark::Restrict, None, &call()).await.unwrap().unwrap();
    assert_eq!((marked.rows(), &api.person(7)["locked"]), (1, &json!(false)));
    let nobody = Subject::new([Identifier::parse("email=nobody@example.org").unwrap()]).unwrap();
    assert_eq!(connector.mark(&nobody, Mark::Restrict, &call()).await.unwrap().rows(), 0);
    let strange = Subject::new([Identifier::parse("shoe_size=37").unwrap()]).unwrap();
    connector.mark(&strange, Mark::Restrict, &call()).await.unwrap_err();
}

#[tokio::test]
async fn a_mark_that_does_not_show_is_none() {
    let api = Api::start().await;
    let connector = connector(&api.stub.url, &writing(MARKS));
    for (mood, is_permanent, word) in [
        (Mood::Lies, true, "read again it does not show"),
        (Mood::Says(422), true, "422"),
        (Mood::Says(404), true, "404"),
        (Mood::Says(302), true, "302"),
        (Mood::Says(500), false, "500"),
    ] {
        api.is(mood);
        let error = connector.mark(&ada(), Mark::Restrict, &call()).await.unwrap_err();
        assert_eq!(matches!(error, ConnectorError::Permanent { .. }), is_permanent, "{mood:?}: {error}");
        assert!(error.to_string().contains(word), "{error}");
    }
    api.people.lock().unwrap()[0]["family"] = json!(true);
    api.is(Mood::Honest);
    api.written();
    let error = connector.mark(&ada(), Mark::Restrict, &call()).await.unwrap_err();
    assert!(error.to_string().contains("other people too") && api.written().is_empty(), "{error}");
}

#[tokio::test]
async fn whoever_objects_is_unsubscribed_and_put_on_the_list_and_stays_so_when_a_lock_ends() {
    let api = Api::start().await;
    let one = connector(&api.stub.url, &writing(MARKS));
    let marked = one.mark(&ada(), Mark::Object, &call()).await.unwrap();
    let all = [("stub.people.unsubscribe".to_owned(), 1), ("stub.quiet.leave_alone".to_owned(), 1)];
    assert_eq!(marked.fields, all);
    assert_eq!((&api.person(7)["news"], &api.person(8)["news"]), (&json!(false), &json!(true)));
    api.written();
    one.mark(&ada(), Mark::Object, &call()).await.unwrap();
    assert!(api.written().is_empty());

    // A lock whose end would also let the mail go out again stays while the person objects.
    let says_so = MARKS.replace("json: {locked: false}", "json: {locked: false, news: true}");
    let careful =
        connector(&api.stub.url, &writing(&says_so.replace("name: unlock,", "name: unlock, unless_objecting: true,")));
    assert_eq!(careful.unmark(&ada(), Mark::Restrict, Some(Mark::Object), &call()).await.unwrap(), None);
    assert!(api.written().is_empty());
    // And where the manifest forgot to say it, the other mark is set again.
    one.mark(&ada(), Mark::Restrict, &call()).await.unwrap();
    let careless = connector(&api.stub.url, &writing(&says_so));
    careless.unmark(&ada(), Mark::Restrict, Some(Mark::Object), &call()).await.unwrap().unwrap();
    assert_eq!((&api.person(7)["locked"], &api.person(7)["news"]), (&json!(false), &json!(false)));
}
