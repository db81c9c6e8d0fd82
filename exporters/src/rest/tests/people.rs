//! A small API with people in it, which lies as real ones do, and how it is written to.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use serde_json::{Value, json};

use super::{
    section,
    stub::{Answer, Asked, Stub, json as answer, status},
    system,
};
use crate::{
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
pub(super) enum Mood {
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
pub(super) struct Api {
    pub(super) stub: Stub,
    pub(super) people: Arc<Mutex<Vec<Value>>>,
    mood: Arc<Mutex<Mood>>,
}

impl Api {
    pub(super) async fn start() -> Self {
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

    pub(super) fn is(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    pub(super) fn person(&self, id: u64) -> Value {
        self.people.lock().unwrap().iter().find(|it| it["id"] == id).unwrap().clone()
    }

    pub(super) fn written(&self) -> Vec<Asked> {
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
