//! Two processes that erase people from the same bot's account data: neither brings back whom the other has erased.
//!
//! The homeserver keeps one entry for everybody, and hands it out and takes it back as a whole. It stops where the story
//! tells it to, so that the worst moment comes every time.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use chrono::TimeDelta;
use poem::{
    Endpoint, IntoResponse, Request, Response, Result, Server,
    http::{Method, StatusCode},
    listener::TcpAcceptor,
    web::Json,
};
use rightsdesk::{
    deactivation::state::State,
    desk::Desk,
    kernel::database,
    ledger,
    post::transport::Post,
    recheck::{self, state::Found},
    register::{
        connected::{Connected, Systems},
        turn::Turn,
    },
    worker::driver,
};
use rightsdesk_exporters::{
    contract::{
        call::Call,
        connector::Connector,
        erasure::{Erased, Order},
        error::ConnectorError,
        pseudonym::Pseudonyms,
        subject::{Identifier, Subject},
    },
    manifest::read,
    open::{Settings, open},
};
use serde_json::{Value, json};
use stage::{
    desk::{On, Stage, until},
    on_both,
};
use tokio::{
    net::TcpListener,
    sync::{Notify, watch},
    task::AbortHandle,
};

use crate::{
    deactivations::{closed, stands},
    erasing_shipped::file,
};

const ADA: &str = "@ada:example.org";
const BOB: &str = "@bob:example.org";
const CARL: &str = "@carl:example.org";
const BOT: &str = "@heisenbridge:example.org";

/// Where a request is stopped, as it comes: `PUT account_data` or `GET whoami`.
type Stop = (Method, &'static str);

struct Inside {
    entry: Mutex<Value>,
    stop: Mutex<Option<Stop>>,
    /// How many are stopped, or were.
    stopped: watch::Sender<u32>,
    goes_on: watch::Sender<bool>,
}

/// A homeserver with one bot, which has one entry.
struct Fake {
    url: String,
    inside: Arc<Inside>,
    serving: AbortHandle,
}

struct Door(Arc<Inside>);

impl Fake {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let everybody =
            json!({ "allow": { ADA: "user", BOB: "user", CARL: "user" }, "idents": { ADA: "a", BOB: "b" } });
        let inside = Arc::new(Inside {
            entry: Mutex::new(everybody),
            stop: Mutex::new(None),
            stopped: watch::Sender::new(0),
            goes_on: watch::Sender::new(false),
        });
        let door = Door(Arc::clone(&inside));
        let server = Server::new_with_acceptor(TcpAcceptor::from_tokio(listener).unwrap()).run(door);
        let serving = tokio::spawn(async { server.await.unwrap() }).abort_handle();
        Self { url, inside, serving }
    }

    /// Stops the next request of this kind, and it alone.
    fn stops_at(&self, stop: Stop) {
        *self.inside.stop.lock().unwrap() = Some(stop);
    }

    async fn until_somebody_is_stopped(&self) {
        self.inside.stopped.subscribe().wait_for(|stopped| *stopped > 0).await.unwrap();
    }

    fn lets_go_on(&self) {
        self.inside.goes_on.send_replace(true);
    }

    fn entry(&self) -> Value {
        self.inside.entry.lock().unwrap().clone()
    }

    /// A connector of its own, as each process has one.
    fn connector(&self) -> Arc<dyn Connector> {
        let manifest = read::read(&file("heisenbridge", "manifest.yml"), "heisenbridge").expect("a manifest");
        let secrets = [("bot", BOT), ("admin_token", "admin"), ("as_token", "bot")];
        let secrets: BTreeMap<_, _> =
            secrets.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        let settings = Settings { url: Some(self.url.as_str().into()), secrets, ..Settings::default() };
        open(&manifest, &settings).expect("a connector")
    }

    /// The bot as a process has it in its configuration.
    fn connected(&self, parallel: u32) -> Connected {
        Connected { key: "heisenbridge".to_owned(), name: None, parallel, connector: self.connector() }
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Endpoint for Door {
    type Output = Response;

    async fn call(&self, mut request: Request) -> Result<Response> {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let new: Option<Value> =
            if method == Method::PUT { Some(request.take_body().into_json().await.unwrap()) } else { None };
        let is_stopped = {
            let mut stop = self.0.stop.lock().unwrap();
            let is_it = stop.as_ref().is_some_and(|(how, what)| *how == method && path.contains(what));
            if is_it {
                *stop = None;
            }
            is_it
        };
        if is_stopped {
            self.0.stopped.send_modify(|stopped| *stopped += 1);
            self.0.goes_on.subscribe().wait_for(|goes_on| *goes_on).await.unwrap();
        }
        let entry = || self.0.entry.lock().unwrap().clone();
        let answer = if path.ends_with("/accountdata") {
            json!({ "account_data": { "global": { "irc": entry() }, "rooms": {} } })
        } else if path.ends_with("/whoami") {
            json!({ "user_id": BOT })
        } else if path.ends_with("/account_data/irc") {
            match new {
                Some(new) => {
                    *self.0.entry.lock().unwrap() = new;
                    json!({})
                }
                None => entry(),
            }
        } else {
            return Ok(StatusCode::NOT_FOUND.into_response());
        };
        Ok(Json(answer).into_response())
    }
}

/// The same desk in another process: the same database, and nothing else in common.
async fn another(stage: &Stage, systems: impl IntoIterator<Item = Connected>) -> Arc<Desk> {
    let desk = &stage.desk;
    Arc::new(Desk {
        db: database::connect(&stage.database().url, 2).await.unwrap(),
        clock: Arc::clone(&desk.clock),
        ids: Arc::clone(&desk.ids),
        chance: Arc::clone(&desk.chance),
        masters: desk.masters.clone(),
        index: desk.index.clone(),
        pepper: desk.pepper.clone(),
        config: desk.config.clone(),
        systems: Systems::new(systems),
        homeservers: desk.homeservers.clone(),
        calendars: desk.calendars.clone(),
        storage: desk.storage.clone(),
        post: Post::open(&desk.config).unwrap(),
        wake: Notify::new(),
    })
}

on_both! {
    async fn of_two_processes_one_waits_and_nobody_comes_back(on: On) {
        let fake = Fake::start().await;
        let stage = Stage::setting(on)
            .with_systems([fake.connected(1)])
            .with_config(|config| {
                config.deactivation.batch = 1;
                config.deactivation.batches_at_once = 2;
                config.deactivation.pause_seconds = 0;
                // Whoever waits for its turn does something else after a second.
                config.work.call_seconds = 1;
            })
            .set()
            .await;
        let other = another(&stage, [fake.connected(2)]).await;
        closed(&stage, &[ADA, BOB]).await;
        stage.clock.advance(TimeDelta::days(7));

        // One has read the entry, taken somebody out of it, and is about to write it back.
        fake.stops_at((Method::PUT, "account_data"));
        let first = {
            let desk = Arc::clone(&stage.desk);
            tokio::spawn(async move { driver::run_due(&desk).await.unwrap() })
        };
        fake.until_somebody_is_stopped().await;
        // The other would erase the other person meanwhile.
        driver::run_due(&other).await.unwrap();
        assert_eq!(fake.entry()["allow"], json!({ ADA: "user", BOB: "user", CARL: "user" }), "it waits");
        fake.lets_go_on();
        first.await.unwrap();

        until("both are proven", async || {
            stage.clock.advance(TimeDelta::minutes(10));
            driver::run_due(&other).await.unwrap();
            let both = [stands(&stage, ADA).await, stands(&stage, BOB).await];
            (both == [State::Proven; 2]).then_some(())
        })
        .await;
        assert_eq!(fake.entry(), json!({ "allow": { CARL: "user" }, "idents": {} }), "who is proven is gone");
        assert_eq!(ledger::store::first_broken(&stage.desk.db).await.unwrap(), None);
    }

    async fn a_turn_whose_process_died_is_taken_when_it_has_run_out(on: On) {
        let fake = Fake::start().await;
        let stage = Stage::setting(on)
            .with_systems([fake.connected(1)])
            .with_config(|config| config.work.call_seconds = 1)
            .set()
            .await;
        closed(&stage, &[ADA]).await;
        stage.clock.advance(TimeDelta::days(7));
        let dead = Turn { system: "heisenbridge", token: stage.desk.ids.fresh() };
        let now = stage.desk.now();
        assert!(dead.take(&stage.desk.db, now, now + TimeDelta::seconds(45)).await.unwrap());
        stage.run_due_work().await;
        assert_eq!((stands(&stage, ADA).await, fake.entry()["allow"][ADA].as_str()), (State::Running, Some("user")));

        stage.clock.advance(TimeDelta::minutes(10));
        stage.run_due_work().await;
        assert_eq!((stands(&stage, ADA).await, fake.entry()["allow"][ADA].as_str()), (State::Proven, None));
        assert!(!dead.keep(&stage.desk.db, stage.desk.now()).await.unwrap(), "who comes back late has it no more");
    }
}

on_both! {
    async fn what_the_bot_writes_again_after_a_sweep_comes_before_staff(on: On) {
        let fake = Fake::start().await;
        let stage = Stage::setting(on).with_systems([fake.connected(1)]).set().await;
        closed(&stage, &[ADA]).await;
        stage.clock.advance(TimeDelta::days(7));
        stage.run_due_work().await;
        assert_eq!(stands(&stage, ADA).await, State::Proven);
        stage.clock.advance(TimeDelta::days(2));
        stage.run_due_work().await;
        let alarms = async || recheck::store::alarms(&stage.desk.db).await.unwrap();
        assert_eq!(alarms().await, [], "Bob and Carl were never erased");

        // The bridge has kept in memory what it was not told to forget.
        fake.inside.entry.lock().unwrap()["allow"][ADA] = "user".into();
        stage.clock.advance(TimeDelta::days(2));
        stage.run_due_work().await;
        let alarms = alarms().await;
        let told: Vec<_> = alarms.iter().map(|it| (it.system.as_str(), it.found)).collect();
        assert_eq!(told, [("heisenbridge", Some(Found::Back))]);
    }
}

/// Who does not ask the desk, such as the command line or the bot itself, may write at any time.
#[tokio::test]
async fn what_was_written_since_it_was_read_is_not_written_over() {
    let fake = Fake::start().await;
    let person = |name: &str| Subject::new([Identifier::parse(&format!("matrix_id={name}")).unwrap()]).unwrap();
    let order = Order::by_the_manifest("2026-05-05T00:00:00Z".parse().unwrap());
    let call = Call::unhurried("a story");
    let pseudonyms = Pseudonyms::keyed(b"a story".to_vec());
    let (one, other) = (fake.connector(), fake.connector());
    let (one, other) = (one.eraser().unwrap(), other.eraser().unwrap());
    let (ada, bob) = (person(ADA), person(BOB));
    let plan = one.preview(&ada, &order, &call).await.unwrap();
    let other_plan = other.preview(&bob, &order, &call).await.unwrap();

    fake.stops_at((Method::GET, "whoami"));
    let meanwhile = async {
        fake.until_somebody_is_stopped().await;
        let came = other.erase(&bob, &other_plan, &pseudonyms, &call).await.unwrap();
        assert!(matches!(came, Erased::Done(_)));
        fake.lets_go_on();
    };
    let (came, ()) = tokio::join!(one.erase(&ada, &plan, &pseudonyms, &call), meanwhile);
    assert!(matches!(came, Err(ConnectorError::Transient { .. })), "{came:?}");
    assert_eq!(fake.entry()["allow"], json!({ ADA: "user", CARL: "user" }), "nothing was brought back");

    let plan = one.preview(&ada, &order, &call).await.unwrap();
    assert!(matches!(one.erase(&ada, &plan, &pseudonyms, &call).await.unwrap(), Erased::Done(_)));
    assert_eq!(fake.entry()["allow"], json!({ CARL: "user" }));
}

/// Why there are turns at all: a homeserver takes whatever is put last.
#[tokio::test]
async fn who_takes_no_turn_brings_back_whom_another_has_erased() {
    let fake = Fake::start().await;
    let person = |name: &str| Subject::new([Identifier::parse(&format!("matrix_id={name}")).unwrap()]).unwrap();
    let order = Order::by_the_manifest("2026-05-05T00:00:00Z".parse().unwrap());
    let call = Call::unhurried("a story");
    let pseudonyms = Pseudonyms::keyed(b"a story".to_vec());
    let (one, other) = (fake.connector(), fake.connector());
    let (one, other) = (one.eraser().unwrap(), other.eraser().unwrap());
    assert!(one.writes_alone());
    let (ada, bob) = (person(ADA), person(BOB));
    let plan = one.preview(&ada, &order, &call).await.unwrap();
    let other_plan = other.preview(&bob, &order, &call).await.unwrap();

    fake.stops_at((Method::PUT, "account_data"));
    let meanwhile = async {
        fake.until_somebody_is_stopped().await;
        let came = other.erase(&bob, &other_plan, &pseudonyms, &call).await.unwrap();
        assert!(matches!(came, Erased::Done(_)));
        fake.lets_go_on();
    };
    let (came, ()) = tokio::join!(one.erase(&ada, &plan, &pseudonyms, &call), meanwhile);
    assert!(matches!(came.unwrap(), Erased::Done(_)));
    assert_eq!(fake.entry()["allow"], json!({ BOB: "user", CARL: "user" }), "both were told that they are gone");
}
