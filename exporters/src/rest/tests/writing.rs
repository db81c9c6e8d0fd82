//! Correcting through a small API that lies as real ones do.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{
    ada, call,
    people::{Api, MARKS, Mood, RECTIFY, connector, writing},
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
    rest::connector::RestConnector,
};

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
    assert_eq!(plan.misfits.len(), 2, "one for each field: {:?}", plan.misfits);
    assert!(
        plan.changes.is_empty() && plan.misfits.iter().all(|it| it.kind == MisfitKind::Shared),
        "{:?}",
        plan.misfits
    );
    let held = connector.held(&ada(), &call()).await.unwrap();
    assert_eq!(held.len(), 4, "{held:?}");
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
    assert_eq!(plan.misfits.len(), 2, "one for each field: {:?}", plan.misfits);
    assert!(plan.misfits.iter().all(|it| it.kind == MisfitKind::Permission && it.advice.contains("configure writer")));
    assert!(!plan.is_ready() && !connector.marks(Mark::Restrict) && !connector.unmarks(Mark::Restrict));
    let health = connector.check(&call()).await.unwrap();
    assert!(health.remarks.iter().any(|remark| remark.contains("no credential for writing")), "{health:?}");
    connector.mark(&ada(), Mark::Restrict, &call()).await.unwrap_err();
    assert!(api.written().is_empty());
}
