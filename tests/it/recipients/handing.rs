//! What a person may take with them goes straight to another provider: to one whose address was checked, with a proof.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use chrono::TimeDelta;
use poem::{
    EndpointExt, Route, Server, handler,
    http::StatusCode,
    listener::{Acceptor, Listener, TcpListener},
    post,
    web::Data,
};
use rightsdesk::{config::receiver::ReceiverSection, rights::right::Right, staff::role::Role};
use stage::{
    desk::{On, Stage},
    on_both,
    system::Pretended,
};

use super::ADA;
use crate::desk_pages::{Colleague, asks_verified, ticket};

/// What another provider has got, and how it answers.
#[derive(Default)]
pub(crate) struct Provider {
    pub(crate) got: Mutex<Vec<(Vec<u8>, String)>>,
    answers: Mutex<Vec<u16>>,
    says: Mutex<String>,
    calls: AtomicUsize,
}

impl Provider {
    /// The next calls are answered so, the last first; all others well.
    pub(crate) fn answers(&self, statuses: &[u16]) {
        *self.answers.lock().unwrap() = statuses.to_vec();
    }

    /// What stands in each answer.
    pub(crate) fn says(&self, body: &str) {
        body.clone_into(&mut self.says.lock().unwrap());
    }

    /// How often it was called.
    pub(crate) fn calls(&self) -> usize {
        self.calls.load(Ordering::Relaxed)
    }
}

#[handler]
async fn take(provider: Data<&Arc<Provider>>, request: &poem::Request, body: poem::Body) -> poem::Response {
    let digest = request.header("content-digest").unwrap_or_default().to_owned();
    provider.calls.fetch_add(1, Ordering::Relaxed);
    let bytes = body.into_vec().await.unwrap();
    let status = provider.answers.lock().unwrap().pop().unwrap_or(201);
    if status == 201 {
        provider.got.lock().unwrap().push((bytes, digest));
    }
    poem::Response::builder().status(StatusCode::from_u16(status).unwrap()).body(provider.says.lock().unwrap().clone())
}

/// A provider on this machine; its address.
pub(crate) async fn provider() -> (Arc<Provider>, String) {
    let provider = Arc::new(Provider::default());
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
    let address = acceptor.local_addr()[0].as_socket_addr().unwrap().to_owned();
    let route = Route::new().at("/import", post(take)).data(Arc::clone(&provider));
    tokio::spawn(Server::new_with_acceptor(acceptor).run(route));
    (provider, format!("http://{address}/import"))
}

pub(crate) async fn town(on: On) -> (Arc<Provider>, Stage) {
    let (provider, url) = provider().await;
    let shop = Pretended::new("shop", "Web shop").holding(ADA, r#"{"id": 1, "note": "a first order"}"#);
    let stage = Stage::setting(on)
        .with_systems([shop.connected()])
        .with_config(move |config| {
            let other = ReceiverSection { name: "Other Ltd".to_owned(), url: Some(url), ..ReceiverSection::default() };
            config.receivers = vec![other];
        })
        .set()
        .await;
    (provider, stage)
}

on_both! {
    async fn data_goes_to_a_checked_receiver_and_the_person_is_told_with_its_check_sum(on: On) {
        let (provider, stage) = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let rights = [Right::Access, Right::Portability];
        let receipt = asks_verified(&stage, ana.id, ADA, &rights).await;
        let page = ticket(&receipt);
        let to = [("receiver", "Other Ltd")];
        ana.post(&format!("{page}/handovers"), &to).await.is(422).sees("The package is not ready");
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;

        // Nobody can have it sent to an address of their own.
        for receiver in ["https://evil.example/import", "other ltd", ""] {
            ana.post(&format!("{page}/handovers"), &[("receiver", receiver)]).await.is(422).sees("whose address was checked");
        }
        // What nobody has let out yet goes nowhere.
        ana.post(&format!("{page}/handovers"), &to).await.is(422).sees("The package is not ready");
        let seen = ana.get(&page).await.field("package");
        ana.does(&format!("{page}/release"), &[("package", &seen)]).await;
        *provider.answers.lock().unwrap() = vec![503];
        ana.does(&format!("{page}/handovers"), &to).await.sees("Other Ltd").sees("is being sent");
        stage.run_due_work().await;
        assert_eq!(provider.got.lock().unwrap().len(), 0, "they were away");
        ana.get(&format!("{page}/handovers")).await.sees("answered 503");
        stage.clock.advance(TimeDelta::hours(2));
        ana.signs_in("ana").await;
        stage.run_due_work().await;

        let (zip, digest) = provider.got.lock().unwrap().pop().expect("they got it");
        assert!(digest.starts_with("sha-256=:"), "{digest}");
        let rows = rightsdesk::handover::store::of(&stage.desk.db, receipt.id).await.unwrap();
        assert_eq!(usize::try_from(rows[0].bytes).unwrap(), zip.len());
        let names: Vec<String> =
            zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap().file_names().map(|name| name.unwrap().into_owned()).collect();
        assert!(names.iter().any(|name| name.starts_with("portable/shop/")), "{names:?}");
        assert!(!names.iter().any(|name| name.starts_with("shop/") || name.contains("about-your-data")), "{names:?}");
        ana.get(&format!("{page}/handovers")).await.sees("received, and confirmed").sees("Answer 201");
        let mail = stage.mail_to(ADA).pop().unwrap().text();
        for part in ["Other Ltd", rows[0].sha256.as_deref().unwrap()] {
            assert!(mail.contains(part), "{part} is missing: {mail}");
        }
        ana.post(&format!("{page}/handovers"), &to).await.is(422).sees("was sent there already");
    }

    async fn a_receiver_that_says_no_is_put_before_staff_and_whoever_did_not_ask_sends_nothing(on: On) {
        let (provider, stage) = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Portability]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let seen = ana.get(&page).await.field("package");
        ana.does(&format!("{page}/release"), &[("package", &seen)]).await;
        *provider.answers.lock().unwrap() = vec![403];
        ana.does(&format!("{page}/handovers"), &[("receiver", "Other Ltd")]).await;
        stage.run_due_work().await;
        ana.get(&format!("{page}/handovers")).await.sees("could not be sent").sees("answered 403");
        assert_eq!(provider.got.lock().unwrap().len(), 0);

        let other = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
        ana.does(&format!("{}/start", ticket(&other)), &[]).await;
        stage.run_due_work().await;
        let refused = ana.post(&format!("{}/handovers", ticket(&other)), &[("receiver", "Other Ltd")]).await;
        refused.is(422).sees("Nobody asks here to take data along");
    }
}
