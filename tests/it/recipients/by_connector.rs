//! A recipient with an API is told through it: once, by the name that they know, and a refusal comes before staff.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use chrono::TimeDelta;
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::{Body, EndpointExt, Request, Response, Route, Server, handler, http::StatusCode, post, web::Data};
use rightsdesk::{setup::named, task, ticket, worker::roster};
use rightsdesk_exporters::open::Settings;
use serde_json::Value;
use stage::{
    company::connected,
    databases::Database,
    desk::{On, Stage},
    on_both,
};
use tokio_util::sync::CancellationToken;

use super::{ADA, erased, shop_with};
use crate::desk_pages::addresses;

const MANIFEST: &str = include_str!("mailer.yml");

/// A mailer that is told through its API.
#[derive(Default)]
struct Mailer {
    /// The next answers, the last first; all others are 201.
    answers: Mutex<Vec<u16>>,
    /// The state that it says.
    says: Mutex<String>,
    /// Each call: its key and its body.
    calls: Mutex<Vec<(String, Value)>>,
}

impl Mailer {
    fn answers(&self, statuses: &[u16]) {
        *self.answers.lock().unwrap() = statuses.to_vec();
    }

    fn calls(&self) -> usize {
        self.calls.lock().unwrap().len()
    }

    /// As many notices as the mailer takes the calls for.
    fn notices(&self) -> usize {
        self.calls.lock().unwrap().iter().map(|(key, _)| key.clone()).collect::<BTreeSet<_>>().len()
    }

    fn last(&self) -> Value {
        self.calls.lock().unwrap().last().unwrap().1.clone()
    }
}

#[handler]
async fn take(mailer: Data<&Arc<Mailer>>, request: &Request, body: Body) -> Response {
    assert_eq!(request.header("authorization"), Some("Bearer a token that may tell"));
    let key = request.header("idempotency-key").unwrap_or_default().to_owned();
    assert!(!key.is_empty());
    let body: Value = serde_json::from_slice(&body.into_vec().await.unwrap()).unwrap();
    mailer.calls.lock().unwrap().push((key, body));
    let status = mailer.answers.lock().unwrap().pop().unwrap_or(201);
    let state = mailer.says.lock().unwrap().clone();
    let says = serde_json::json!({ "id": "n-71", "state": state }).to_string();
    Response::builder().status(StatusCode::from_u16(status).unwrap()).content_type("application/json").body(says)
}

/// A desk whose shop gives data to a mailer, which is told through its API.
async fn town(on: On) -> (Arc<Mailer>, Database, Stage) {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mailer = Arc::new(Mailer::default());
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
    let address = acceptor.local_addr()[0].as_socket_addr().unwrap().to_owned();
    let route = Route::new().at("/v1/privacy-notices", post(take)).data(Arc::clone(&mailer));
    tokio::spawn(Server::new_with_acceptor(acceptor).run(route));
    let mut settings = Settings { url: Some(format!("http://{address}").into()), ..Settings::default() };
    settings.secrets.insert("teller".to_owned(), "a token that may tell".to_owned().into());
    let (database, stage) = shop_with(on, "en", vec![connected("mailer", MANIFEST, settings)], |config| {
        config.recipients[0].mail = None;
        config.recipients[0].system = Some("mailer".to_owned());
    })
    .await;
    (mailer, database, stage)
}

async fn waits(stage: &Stage) {
    stage.clock.advance(TimeDelta::minutes(11));
    stage.run_due_work().await;
}

on_both! {
    async fn a_recipient_is_told_once_through_its_api_by_the_name_that_it_knows(on: On) {
        let (mailer, _database, stage) = town(on).await;
        let (erased, mut ana) = erased(&stage, "de").await;
        let page = format!("{}/notices", erased.page);
        ana.get(&page).await.is(200).sees("Mailer Ltd").sees("going to their system");
        assert_eq!(mailer.calls(), 0, "it waits for other systems of the same request");
        waits(&stage).await;
        stage.run_due_work().await;
        assert_eq!(mailer.calls(), 1);
        let told = mailer.last();
        assert_eq!((told["what"].as_str(), told["person"]["mail"].as_str()), (Some("erased"), Some(ADA)));
        assert_eq!(told["reference"].as_str(), Some(erased.reference.as_str()));
        let text = told["text"].as_str().unwrap();
        assert!(text.contains("we erased personal data") && text.contains("Web shop"), "{text}");
        ana.get(&page).await.sees("n-71").sees_no("going to their system");
        ana.get(&erased.page).await.sees("A recipient’s system has taken its notice").sees("Recipients: 1 of 3 told");
        assert_eq!(stage.mails().iter().filter(|mail| mail.text().contains("Mailer")).count(), 0, "nobody is written to");

        // What is only told holds no data of ours: nobody is looked for in it, and no page says that we keep data there.
        let id = ticket::store::by_reference(&stage.desk.db, &erased.reference).await.unwrap().unwrap().id;
        let tasks = task::store::of(&stage.desk.db, id).await.unwrap();
        assert!(tasks.iter().all(|task| task.system != "mailer"));
        ana.get("/desk/systems").await.is(200).sees_no("The mailer");
    }

    async fn a_recipient_that_says_it_is_done_has_confirmed(on: On) {
        let (mailer, _database, stage) = town(on).await;
        "done".clone_into(&mut mailer.says.lock().unwrap());
        let (erased, mut ana) = erased(&stage, "en").await;
        waits(&stage).await;
        let seen = ana.get(&format!("{}/notices", erased.page)).await;
        assert!(seen.source().contains("</span> confirmed</span>"), "{}", seen.words());
    }

    async fn a_recipient_that_is_away_is_tried_again_by_the_same_name(on: On) {
        let (mailer, _database, stage) = town(on).await;
        let (erased, mut ana) = erased(&stage, "en").await;
        let page = format!("{}/notices", erased.page);
        mailer.answers(&[201, 503, 503]);
        waits(&stage).await;
        ana.get(&page).await.sees("going to their system").sees("503");
        for seconds in [10, 20] {
            let before = mailer.calls();
            stage.clock.advance(TimeDelta::seconds(seconds - 1));
            stage.run_due_work().await;
            assert_eq!(mailer.calls(), before, "it is not due yet");
            stage.clock.advance(TimeDelta::seconds(1));
            stage.run_due_work().await;
        }
        assert_eq!((mailer.calls(), mailer.notices()), (3, 1), "three calls are one notice");
        ana.get(&page).await.sees("n-71").sees_no("503").sees_no("going to their system");
    }

    async fn a_recipient_that_refuses_comes_before_staff_who_send_it_again_or_tell_by_hand(on: On) {
        let (mailer, _database, stage) = town(on).await;
        let (erased, mut ana) = erased(&stage, "en").await;
        let page = format!("{}/notices", erased.page);
        mailer.answers(&[422]);
        waits(&stage).await;
        stage.clock.advance(TimeDelta::hours(2));
        stage.run_due_work().await;
        assert_eq!(mailer.calls(), 1, "a refusal is not tried again by itself");
        ana.signs_in("ana").await;
        ana.get("/desk/notices").await.is(200).sees("not taken by their system");
        let seen = ana.get(&page).await.sees("tell: POST /v1/privacy-notices answered 422").sees("The letter to send, to copy");
        ana.get(&erased.page).await.sees("A recipient’s system did not take its notice");
        let again = addresses(&seen, "notices").into_iter().find(|it| it.ends_with("/again")).expect("a button");
        mailer.answers(&[422]);
        ana.does(&again, &[]).await.sees("It is sent again.").sees("going to their system");
        ana.post(&again, &[]).await.is(422).sees("This is settled already");
        stage.run_due_work().await;
        ana.get(&page).await.sees("not taken by their system");
        assert_eq!((mailer.calls(), mailer.notices()), (2, 1), "by the same name");

        // By hand it is over, and nothing is sent behind it.
        ana.does(&again, &[]).await;
        ana.does(again.strip_suffix("/again").unwrap(), &[("state", "sent"), ("words", "By phone.")]).await;
        stage.run_due_work().await;
        assert_eq!(mailer.calls(), 2);
        ana.get(&page).await.sees("By phone.").sees_no("going to their system");
    }

    async fn a_worker_that_died_is_followed_by_one_that_says_the_same_name(on: On) {
        let (mailer, _database, stage) = town(on).await;
        let (erased, mut ana) = erased(&stage, "en").await;
        stage.clock.advance(TimeDelta::minutes(11));
        rightsdesk::casework::telling::write_notices::write(&stage.desk).await.unwrap();
        let mut claimed = roster::claim(&stage.desk, 16).await.unwrap();
        let late = claimed.iter().position(|step| matches!(step, roster::Step::Notice(_))).expect("a notice");
        let late = claimed.remove(late);
        stage.run_due_work().await;
        assert_eq!(mailer.calls(), 0, "somebody has it");
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        let page = format!("{}/notices", erased.page);
        ana.get(&page).await.sees("n-71");
        // It was not dead after all, and its mailer refuses the repetition: that changes nothing any more.
        mailer.answers(&[422]);
        let _lost = late.take(&stage.desk, &CancellationToken::new()).await;
        assert_eq!(mailer.notices(), 1);
        ana.get(&page).await.sees("n-71").sees_no("not taken by their system");
    }

    async fn a_way_that_leads_nowhere_is_refused_at_the_start(on: On) {
        let (_mailer, _database, stage) = town(on).await;
        let says = |change: &dyn Fn(&mut rightsdesk::config::recipient::RecipientSection)| {
            let mut config = stage.desk.config.clone();
            change(&mut config.recipients[0]);
            let wrong = named::wrong(&config, &stage.desk.systems);
            wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(says(&|_| ()), "");
        assert!(says(&|it| it.system = Some("nowhere".to_owned())).contains("no system is called nowhere"));
        assert!(says(&|it| it.system = Some("shop".to_owned())).contains("shop takes no notices"));
        assert!(says(&|it| it.knows = "matrix_id".to_owned()).contains("told of nobody by matrix_id"));
    }
}
