//! A newspaper with an API that keeps its readers in memory, and does with what it is asked to write as a story tells it.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use poem::{Body, Endpoint, Request, Response, Server, http::StatusCode, listener::TcpAcceptor};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::Notify, task::AbortHandle};

/// What it does with what it is asked to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// It does it, and says so.
    Honest,
    /// It says that it did, and does nothing.
    Lies,
    /// It answers this status, and does nothing.
    Says(u16),
    /// It does it, and gives no answer.
    FallsSilent,
    /// It takes no towns.
    NoTowns,
    /// It does it, the first time only when it is let go on.
    Waits,
}

struct Inside {
    mood: Mood,
    readers: Vec<Value>,
    quiet: BTreeSet<String>,
    /// How often it was asked to write.
    asked: usize,
    /// Rung when it waits, and when it is let go on.
    bells: Arc<(Notify, Notify)>,
}

/// The newspaper. Dropping it closes its port.
pub(super) struct Paper {
    pub(super) url: String,
    inside: Arc<Mutex<Inside>>,
    listening: AbortHandle,
}

impl Paper {
    /// With two readers whose names and towns are written in the same wrong way.
    pub(super) async fn opens() -> Self {
        let reader = |id: u64, mail: &str| json!({"id": id, "mail": mail, "name": "Adda", "address": {"city": "Londn"}, "news": true});
        let readers = vec![reader(7, "ada@example.org"), reader(8, "bob@example.net")];
        let inside = Inside { mood: Mood::Honest, readers, quiet: BTreeSet::new(), asked: 0, bells: Arc::default() };
        let inside = Arc::new(Mutex::new(inside));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = Server::new_with_acceptor(TcpAcceptor::from_tokio(listener).unwrap()).run(Door(inside.clone()));
        let listening = tokio::spawn(async { server.await.unwrap() }).abort_handle();
        Self { url, inside, listening }
    }

    pub(super) fn is(&self, mood: Mood) {
        self.inside.lock().unwrap().mood = mood;
    }

    fn bells(&self) -> Arc<(Notify, Notify)> {
        Arc::clone(&self.inside.lock().unwrap().bells)
    }

    /// Until it waits.
    pub(super) async fn has_begun_to_wait(&self) {
        self.bells().0.notified().await;
    }

    /// It need wait no longer.
    pub(super) fn goes_on(&self) {
        self.bells().1.notify_one();
    }

    /// What stands at a reader, in words: name, town, whether they are locked and whether they get mail.
    pub(super) fn reader(&self, id: u64) -> String {
        let inside = self.inside.lock().unwrap();
        let reader = inside.readers.iter().find(|it| it["id"] == id).unwrap();
        let words = |at: &Value| at.as_str().map_or_else(|| at.to_string(), str::to_owned);
        [&reader["name"], &reader["address"]["city"], &reader["locked"], &reader["news"]].map(words).join(" ")
    }

    /// Who is to be left alone.
    pub(super) fn quiet(&self) -> Vec<String> {
        self.inside.lock().unwrap().quiet.iter().cloned().collect()
    }

    /// How often it was asked to write since the last look.
    pub(super) fn asked(&self) -> usize {
        std::mem::take(&mut self.inside.lock().unwrap().asked)
    }
}

impl Drop for Paper {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

struct Door(Arc<Mutex<Inside>>);

impl Endpoint for Door {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let body = request.take_body().into_string().await.unwrap_or_default();
        let may = request.header("authorization").unwrap_or_default().to_owned();
        let path = request.uri().path().to_owned();
        if request.method() == poem::http::Method::GET {
            assert_eq!(may, "Bearer a token that may read");
            return Ok(self.read(&path));
        }
        assert_eq!(may, "Bearer a token that may write", "{path}");
        let (mood, bells) = {
            let mut inside = self.0.lock().unwrap();
            inside.asked += 1;
            let mood = inside.mood;
            if mood == Mood::Waits {
                inside.mood = Mood::Honest;
            }
            (mood, Arc::clone(&inside.bells))
        };
        let change: Value = serde_json::from_str(&body).unwrap_or_default();
        match mood {
            Mood::Lies => return Ok(answer(json!({}))),
            Mood::Says(code) => return Ok(says(code)),
            Mood::NoTowns if change.get("address").is_some() => return Ok(says(422)),
            Mood::Waits => {
                bells.0.notify_one();
                bells.1.notified().await;
            }
            Mood::Honest | Mood::FallsSilent | Mood::NoTowns => {}
        }
        self.write(&path, &change);
        if mood == Mood::FallsSilent {
            std::future::pending::<()>().await;
        }
        Ok(answer(json!({})))
    }
}

impl Door {
    fn read(&self, path: &str) -> Response {
        let inside = self.0.lock().unwrap();
        match path.strip_prefix("/quiet/") {
            Some(name) if inside.quiet.contains(name) => answer(json!({ "since": 1 })),
            Some(_) => says(404),
            None => answer(if path == "/readers" { json!(inside.readers) } else { json!([]) }),
        }
    }

    fn write(&self, path: &str, change: &Value) {
        let mut inside = self.0.lock().unwrap();
        if let Some(name) = path.strip_prefix("/quiet/") {
            inside.quiet.insert(name.to_owned());
            return;
        }
        let id: u64 = path.strip_prefix("/readers/").unwrap().parse().unwrap();
        let reader = inside.readers.iter_mut().find(|it| it["id"] == id).unwrap();
        for (key, value) in change.as_object().unwrap() {
            match value {
                Value::Object(below) => below.iter().for_each(|(inner, value)| reader[key][inner] = value.clone()),
                value => reader[key] = value.clone(),
            }
        }
    }
}

fn answer(value: Value) -> Response {
    Response::builder().content_type("application/json").body(value.to_string())
}

fn says(code: u16) -> Response {
    Response::builder().status(StatusCode::from_u16(code).unwrap()).body(Body::empty())
}
