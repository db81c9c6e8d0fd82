//! A company with a CRM behind an API that deletes one entry after the other, when the story lets it, and that has moods.

use std::sync::{Arc, Mutex};

use poem::{Endpoint, Request, Response, Server, http::StatusCode, listener::TcpAcceptor};
use rightsdesk::{
    casework::{holding::set_hold::Holding, receiving::receive::Receipt},
    hold::ground::Ground,
    ledger::{self, what::What},
    rights::right::Right,
    staff::role::Role,
    task,
};
use rightsdesk_exporters::{contract::subject::Identifier, open::Settings};
use serde_json::{Value, json};
use stage::{
    company::connected,
    desk::{On, Stage, until},
};
use tokio::{net::TcpListener, sync::Semaphore, task::AbortHandle};

use crate::desk_pages::{Colleague, asks_verified, erasing::task_of, ticket};

pub(super) const ADA: &str = "ada@example.org";

const MANIFEST: &str = "
system:
  - fides_key: crm
    name: The CRM
    description: Whom we write to.
    privacy_declarations:
      - name: Keeping in touch
        data_categories: [user.account]
        data_use: marketing.communications.email
        data_subjects: [customer]
        legal_basis_for_processing: Legitimate interests
        retention_period: As long as you are a customer.
        rightsdesk_meta: {interests: that we keep in touch}
    rightsdesk_meta: {product: CRM, role: controller, location: [GB], recipients: []}
rest:
  settings:
    - {name: token, description: A token that may read., secret: true}
    - {name: eraser, description: A token that may erase., secret: true, optional: true}
  auth:
    read: {bearer: {token: token}}
    erase: {bearer: {token: eraser}}
  identities:
    - {name: email, kind: email, terms: {mail: '{value}'}}
  probe: {reach: reach}
  steps:
    - {name: reach, get: /reach}
    - name: people
      any_of: [email]
      get: /people
      query: {mail: '{identity.mail}'}
      key: $.id
      only_if: [{path: $.mail, equals: '{identity.mail}'}]
      export:
        description: How the CRM knows you
        fields: [{name: mail, description: Your address, data_categories: [user.contact.email]}]
  erase:
    - {name: people, for_each: people, delete: '/people/{people.id}', gone: [404]}
";

/// How many entries Ada has.
pub(super) const ALL: u64 = 6;

/// What it says no to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// Nothing.
    Well,
    /// To delete while no more than so many are left.
    RefusesAt(usize),
    /// For this once, to delete while no more than so many are left.
    StumblesAt(usize),
    /// To everything while no more than so many are left.
    AwayAt(usize),
}

/// A CRM that deletes nothing before the story lets it. Dropping it closes its port.
pub(super) struct Crm {
    url: String,
    inside: Arc<Inside>,
    listening: AbortHandle,
}

struct Inside {
    people: Mutex<Vec<u64>>,
    /// How often it was asked to delete.
    asked: Mutex<u64>,
    may: Semaphore,
    mood: Mutex<Mood>,
}

impl Crm {
    pub(super) async fn opens() -> Self {
        let inside = Inside {
            people: Mutex::new((1..=ALL).collect()),
            asked: Mutex::new(0),
            may: Semaphore::new(0),
            mood: Mutex::new(Mood::Well),
        };
        let inside = Arc::new(inside);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = Server::new_with_acceptor(TcpAcceptor::from_tokio(listener).unwrap()).run(Door(inside.clone()));
        let listening = tokio::spawn(async { server.await.unwrap() }).abort_handle();
        Self { url, inside, listening }
    }

    pub(super) fn is(&self, mood: Mood) {
        *self.inside.mood.lock().unwrap() = mood;
    }

    /// Deletes so many by itself.
    pub(super) fn loses(&self, deletions: usize) {
        self.inside.people.lock().unwrap().drain(..deletions);
    }

    /// So many come back, as after a restore.
    pub(super) fn regains(&self, entries: u64) {
        self.inside.people.lock().unwrap().extend(ALL + 1..=ALL + entries);
    }

    /// Lets it delete so many.
    pub(super) fn lets(&self, deletions: u64) {
        self.inside.may.add_permits(usize::try_from(deletions).unwrap());
    }

    pub(super) async fn until_asked(&self, times: u64) {
        until("the CRM is asked to delete", async || (self.asked() >= times).then_some(())).await;
    }

    pub(super) fn asked(&self) -> u64 {
        *self.inside.asked.lock().unwrap()
    }

    pub(super) fn left(&self) -> usize {
        self.inside.people.lock().unwrap().len()
    }
}

impl Drop for Crm {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Inside {
    /// What it answers instead of doing it.
    fn no(&self, is_deletion: bool) -> Option<StatusCode> {
        let left = self.people.lock().unwrap().len();
        let mut mood = self.mood.lock().unwrap();
        match *mood {
            Mood::Well => None,
            Mood::RefusesAt(at) => (is_deletion && left <= at).then_some(StatusCode::FORBIDDEN),
            Mood::StumblesAt(at) if is_deletion && left <= at => {
                *mood = Mood::Well;
                Some(StatusCode::BAD_GATEWAY)
            }
            Mood::StumblesAt(_) => None,
            Mood::AwayAt(at) => (left <= at).then_some(StatusCode::FORBIDDEN),
        }
    }
}

struct Door(Arc<Inside>);

impl Endpoint for Door {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let says = |value: Value| Response::builder().content_type("application/json").body(value.to_string());
        let id = request.uri().path().strip_prefix("/people/");
        if let Some(no) = self.0.no(id.is_some()) {
            return Ok(Response::builder().status(no).finish());
        }
        let Some(id) = id else {
            let people = self.0.people.lock().unwrap();
            let rows: Vec<_> = people.iter().map(|id| json!({"id": id, "mail": ADA})).collect();
            return Ok(says(json!(rows)));
        };
        let id: u64 = id.parse().unwrap();
        *self.0.asked.lock().unwrap() += 1;
        self.0.may.acquire().await.unwrap().forget();
        self.0.people.lock().unwrap().retain(|one| *one != id);
        Ok(Response::builder().status(StatusCode::NO_CONTENT).finish())
    }
}

/// A desk with such a CRM, and what Ada has asked of it: both have approved, and no worker has begun.
pub(super) struct Approved {
    pub(super) crm: Crm,
    pub(super) stage: Stage,
    pub(super) ana: Colleague,
    pub(super) otto: Colleague,
    pub(super) receipt: Receipt,
    /// The address of the task.
    pub(super) path: String,
    pub(super) plan: String,
}

pub(super) async fn approved(on: On) -> Approved {
    approved_beside(on, &[]).await
}

/// The same on a ticket on which she has asked for other things too.
pub(super) async fn approved_beside(on: On, others: &[Right]) -> Approved {
    // The client for HTTP needs a provider of TLS; a second one is told so and changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let crm = Crm::opens().await;
    let mut settings = Settings { url: Some(crm.url.clone().into()), ..Settings::default() };
    settings.secrets.insert("token".to_owned(), "a token that may read".to_owned().into());
    settings.secrets.insert("eraser".to_owned(), "a token that may erase".to_owned().into());
    let stage = Stage::setting(on).with_systems([connected("crm", MANIFEST, settings)]).set().await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
    let receipt = asks_verified(&stage, ana.id, ADA, &[&[Right::Erasure], others].concat()).await;
    ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
    stage.run_due_work().await;
    let (_, path) = task_of(&stage, receipt.id).await;
    let path = format!("{}{path}", ticket(&receipt));
    let plan = ana.get(&path).await.field("plan");
    for by in [&mut ana, &mut otto] {
        by.does(&format!("{path}/approve"), &[("plan", &plan)]).await;
    }
    Approved { crm, stage, ana, otto, receipt, path, plan }
}

impl Approved {
    pub(super) async fn task(&self) -> task::entity::Model {
        task_of(&self.stage, self.receipt.id).await.0
    }

    /// What the ledger says of it, in order, with what is gone in the CRM.
    pub(super) async fn told(&self) -> Vec<(What, Option<u64>)> {
        let lines = ledger::store::of(&self.stage.desk.db, self.receipt.id).await.unwrap();
        let told = lines.iter().map(|line| {
            let details: Value = serde_json::from_str(&line.details).unwrap();
            (line.what, details["crm.people"]["deleted"].as_u64())
        });
        told.collect()
    }

    pub(super) fn holding(&self) -> Holding {
        Holding {
            names: vec![Identifier::parse("email=ada@example.org").unwrap()],
            ticket: None,
            ground: Ground::LegalClaims,
            places: Vec::new(),
            reason: "Claim 4711 of last spring.".to_owned(),
            review_on: "2027-02-01".parse().unwrap(),
            untold: None,
        }
    }

    /// Does the work until two are gone and the third is under way, does `meanwhile`, and lets the CRM go on once the desk must
    /// have noticed.
    pub(super) async fn in_the_middle(&self, meanwhile: impl Future<Output = ()>) {
        let story = async {
            self.crm.lets(2);
            self.crm.until_asked(3).await;
            meanwhile.await;
            // Beside the erasure the desk looks every second, with four statements at most: after so many it has looked.
            let before = self.stage.statements();
            until("the desk looks whether it may go on", async || {
                (self.stage.statements() >= before + 7).then_some(())
            })
            .await;
            self.crm.lets(ALL);
        };
        tokio::join!(self.stage.run_due_work(), story);
    }

    /// The person is told what is gone, and what stays and why.
    pub(super) async fn is_answered_truly(&mut self, gone: u64) {
        let left = ALL - gone;
        let seen = format!("Gone for good: {gone}. Still there: {left}.");
        let page = self.ana.get(&self.path).await;
        page.sees(&seen).sees("A legal hold was set on this person").sees_no("What would be erased");
        self.ana.finishes(&self.path, "partial", "The rest is evidence.", &[]).await.is(303);
        let shown = self.ana.get(&ticket(&self.receipt)).await;
        let request = shown.source().split("/requests/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        let answer = [
            ("outcome", "partly_granted"),
            ("ground", "ERASURE_LEGAL_CLAIMS"),
            ("evidence", "See the hold."),
            ("text", "We have erased what may go."),
        ];
        let at = format!("{}/requests/{request}", ticket(&self.receipt));
        self.ana.does(&format!("{at}/answer"), &answer).await;
        self.otto.settles(&format!("{at}/agreement"), &[]).await;
        self.stage.run_due_work().await;
        let mail = self.stage.mail_to(ADA).pop().unwrap();
        let text = mail.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&format!("deleted: {gone}")), "{text}");
        assert!(text.contains(&format!("not erased, because we had to stop: {left}")), "{text}");
        assert!(text.contains("Art. 17(3)(e)"), "{text}");
        assert_eq!(ledger::store::first_broken(&self.stage.desk.db).await.unwrap(), None);
    }
}
