//! An API is asked to delete one object after the other, slowly. What stops that on the way stops it before the next object, and
//! nobody is told that nothing was erased.

use std::sync::{Arc, Mutex};

use poem::{Endpoint, Request, Response, Server, http::StatusCode, listener::TcpAcceptor};
use rightsdesk::{
    casework::{
        answering::withdraw,
        holding::{
            lift_hold,
            set_hold::{self, Holding},
        },
        receiving::receive::Receipt,
    },
    hold::ground::Ground,
    ledger::{self, what::What},
    rights::right::Right,
    staff::role::Role,
    task::{
        self,
        state::{Outcome, State},
    },
};
use rightsdesk_exporters::{contract::subject::Identifier, open::Settings};
use serde_json::{Value, json};
use stage::{
    company::connected,
    desk::{On, Stage, until},
    on_both,
};
use tokio::{net::TcpListener, sync::Semaphore, task::AbortHandle};

use crate::desk_pages::{Colleague, asks_verified, erasing::task_of, ticket};

const ADA: &str = "ada@example.org";

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
const ALL: u64 = 6;

/// A CRM that deletes nothing before the story lets it. Dropping it closes its port.
struct Crm {
    url: String,
    inside: Arc<Inside>,
    listening: AbortHandle,
}

struct Inside {
    people: Mutex<Vec<u64>>,
    /// How often it was asked to delete.
    asked: Mutex<u64>,
    may: Semaphore,
}

impl Crm {
    async fn opens() -> Self {
        let inside = Inside { people: Mutex::new((1..=ALL).collect()), asked: Mutex::new(0), may: Semaphore::new(0) };
        let inside = Arc::new(inside);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = Server::new_with_acceptor(TcpAcceptor::from_tokio(listener).unwrap()).run(Door(inside.clone()));
        let listening = tokio::spawn(async { server.await.unwrap() }).abort_handle();
        Self { url, inside, listening }
    }

    /// Lets it delete so many.
    fn lets(&self, deletions: u64) {
        self.inside.may.add_permits(usize::try_from(deletions).unwrap());
    }

    async fn until_asked(&self, times: u64) {
        until("the CRM is asked to delete", async || (self.asked() >= times).then_some(())).await;
    }

    fn asked(&self) -> u64 {
        *self.inside.asked.lock().unwrap()
    }

    fn left(&self) -> usize {
        self.inside.people.lock().unwrap().len()
    }
}

impl Drop for Crm {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

struct Door(Arc<Inside>);

impl Endpoint for Door {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let says = |value: Value| Response::builder().content_type("application/json").body(value.to_string());
        let Some(id) = request.uri().path().strip_prefix("/people/") else {
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
struct Approved {
    crm: Crm,
    stage: Stage,
    ana: Colleague,
    otto: Colleague,
    receipt: Receipt,
    /// The address of the task.
    path: String,
    plan: String,
}

async fn approved(on: On) -> Approved {
    // The client for HTTP needs a provider of TLS; a second one is told so and changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let crm = Crm::opens().await;
    let mut settings = Settings { url: Some(crm.url.clone().into()), ..Settings::default() };
    settings.secrets.insert("token".to_owned(), "a token that may read".to_owned().into());
    settings.secrets.insert("eraser".to_owned(), "a token that may erase".to_owned().into());
    let stage = Stage::setting(on).with_systems([connected("crm", MANIFEST, settings)]).set().await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
    let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Erasure]).await;
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
    async fn task(&self) -> task::entity::Model {
        task_of(&self.stage, self.receipt.id).await.0
    }

    /// What the ledger says of it, in order, with what is gone in the CRM.
    async fn told(&self) -> Vec<(What, Option<u64>)> {
        let lines = ledger::store::of(&self.stage.desk.db, self.receipt.id).await.unwrap();
        let told = lines.iter().map(|line| {
            let details: Value = serde_json::from_str(&line.details).unwrap();
            (line.what, details["crm.people"]["deleted"].as_u64())
        });
        told.collect()
    }

    fn holding(&self) -> Holding {
        Holding {
            names: vec![Identifier::parse("email=ada@example.org").unwrap()],
            ticket: None,
            ground: Ground::LegalClaims,
            places: Vec::new(),
            reason: "Claim 4711 of last spring.".to_owned(),
            review_on: "2027-02-01".parse().unwrap(),
        }
    }

    /// Does the work until two are gone and the third is under way, does `meanwhile`, and lets the CRM go on once the desk must
    /// have noticed.
    async fn in_the_middle(&self, meanwhile: impl Future<Output = ()>) {
        let story = async {
            self.crm.lets(2);
            self.crm.until_asked(3).await;
            meanwhile.await;
            // Beside the erasure the desk looks every second, with three statements at most: after so many it has looked.
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
    async fn is_answered_truly(&mut self, gone: u64) {
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

on_both! {
    async fn a_hold_stops_the_deletions_before_the_next_object_and_the_letter_says_what_is_gone(on: On) {
        let mut desk = approved(on).await;
        let hold = std::cell::OnceCell::new();
        desk.in_the_middle(async {
            hold.set(set_hold::set(&desk.stage.desk, desk.otto.id, desk.holding()).await.unwrap()).unwrap();
        })
        .await;
        assert_eq!((desk.crm.asked(), desk.crm.left()), (3, 3), "what was under way ends, and nothing else begins");
        assert_eq!(desk.told().await, [(What::Begun, None), (What::Interrupted, Some(3))]);
        assert_eq!(desk.task().await.state, State::ByHand);
        desk.is_answered_truly(3).await;

        // The rest is still owed: it goes before people again, and what is gone stays told.
        lift_hold::lift(&desk.stage.desk, desk.otto.id, *hold.get().unwrap(), "Settled.").await.unwrap();
        desk.stage.run_due_work().await;
        for by in [&mut desk.ana, &mut desk.otto] {
            let plan = by.get(&desk.path).await.field("plan");
            by.does(&format!("{}/approve", desk.path), &[("plan", &plan)]).await;
        }
        desk.stage.run_due_work().await;
        assert_eq!((desk.crm.asked(), desk.crm.left()), (6, 0));
        assert_eq!(desk.told().await[2..], [(What::Begun, None), (What::Done, Some(3))]);
    }

    async fn a_hold_that_finds_a_killed_workers_half_says_what_is_gone(on: On) {
        let mut desk = approved(on).await;
        // A worker wrote into the ledger, deleted four, and was killed.
        let task = desk.task().await;
        let tx = rightsdesk::kernel::database::write(&desk.stage.desk.db).await.unwrap();
        let begun = ledger::entry::Entry {
            at: desk.stage.desk.now(),
            cause: ledger::cause::Cause::Task { ticket: desk.receipt.id, task: task.id },
            system: task.system.clone(),
            plan: desk.plan.clone(),
            what: What::Begun,
            people: Vec::new(),
            details: json!({}),
        };
        ledger::store::append(&tx, begun).await.unwrap();
        tx.commit().await.unwrap();
        desk.crm.inside.people.lock().unwrap().drain(..4);
        set_hold::set(&desk.stage.desk, desk.otto.id, desk.holding()).await.unwrap();
        desk.stage.run_due_work().await;
        assert_eq!((desk.crm.asked(), desk.crm.left()), (0, 2));
        assert_eq!(desk.told().await, [(What::Begun, None), (What::Interrupted, Some(4))]);
        desk.is_answered_truly(4).await;
    }

    async fn a_request_that_is_taken_back_stops_the_deletions_and_nobody_says_that_nothing_was_erased(on: On) {
        let desk = approved(on).await;
        desk.in_the_middle(async {
            withdraw::record(&desk.stage.desk, desk.ana.id, desk.receipt.id, "She rang.").await.unwrap();
        })
        .await;
        assert_eq!((desk.crm.asked(), desk.crm.left()), (3, 3));
        assert_eq!(desk.told().await, [(What::Begun, None), (What::Interrupted, Some(3))]);
        let task = desk.task().await;
        assert_eq!((task.state, task.outcome), (State::Ended, Some(Outcome::Partial)), "it was not skipped");
        desk.stage.run_due_work().await;
        let mail = desk.stage.mail_to(ADA).pop().unwrap();
        let text = mail.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("What was erased by then cannot be brought back"), "{text}");
    }

    async fn a_request_that_is_taken_back_before_anything_was_erased_says_nothing_of_erasing(on: On) {
        let desk = approved(on).await;
        withdraw::record(&desk.stage.desk, desk.ana.id, desk.receipt.id, "She rang.").await.unwrap();
        desk.stage.run_due_work().await;
        assert_eq!((desk.crm.asked(), desk.task().await.outcome), (0, Some(Outcome::Skipped)));
        let mail = desk.stage.mail_to(ADA).pop().unwrap();
        // It may be broken at any blank.
        let text = mail.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("you withdrew your request") && !text.contains("brought back"), "{text}");
    }
}
