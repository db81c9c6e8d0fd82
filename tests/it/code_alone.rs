//! Whoever has the access code alone need not be the person: they see how far a request is, and nothing of whether anything is held.

use rightsdesk::{
    casework::{
        collecting::{
            finish_by_hand::{self, HowItEnded, Report},
            start,
        },
        receiving::{
            receive::{self, Asking, Receipt},
            verify_by_hand,
        },
    },
    kernel::actor::Actor,
    rights::right::Right,
    staff::role::Role,
    task::{self, state::State},
    ticket::intake::Delivery,
};
use serde_json::json;
use stage::{
    desk::{On, PUBLIC, Stage},
    on_both, package,
    system::{Pretended, by_hand},
    visitor::{Page, Visitor},
};

use crate::{
    api::Program,
    desk_pages::{Colleague, addresses, asking, asks_verified, ticket},
};

const ADA: &str = "ada@example.org";
const EVE: &str = "eve@example.org";

pub(crate) async fn enters(stage: &Stage, receipt: &Receipt) -> (Visitor, Page) {
    let mut visitor = stage.visitor();
    let code = receipt.access_code.for_people().to_string();
    let fields = [("reference", receipt.reference.as_str()), ("access_code", code.as_str())];
    let door = visitor.post("/en/status", &fields).await.is(303);
    let page = visitor.follow(door).await.is(200);
    (visitor, page)
}

/// The same with a mailed link as well.
pub(crate) async fn proves(stage: &Stage, receipt: &Receipt, email: &str) -> Page {
    let (mut visitor, page) = enters(stage, receipt).await;
    visitor.post("/en/status/link", &[("csrf", &page.field("csrf"))]).await.is(200);
    stage.run_due_work().await;
    let links = stage.mail_to(email).into_iter().rev().flat_map(|mail| mail.links());
    let link = links.into_iter().find(|link| link.contains("/files/")).expect("a link");
    let link = link.strip_prefix(PUBLIC).expect("a link to our own pages").to_owned();
    let code = receipt.access_code.for_people().to_string();
    visitor.post(&link, &[("access_code", &code)]).await.is(303);
    visitor.get("/en/status/view").await.is(200)
}

/// All that the code alone brings, on the page and for programs, without what is drawn for each request.
async fn all_that_is_told(stage: &Stage, receipt: &Receipt) -> (String, String) {
    let (_, page) = enters(stage, receipt).await;
    let mut shown = page.source().replace(&receipt.reference, "DR-1").replace(&page.field("csrf"), "csrf");
    if shown.contains("id=\"passphrase\"") {
        shown = shown.replace(&page.by_id("passphrase"), "passphrase");
    }
    let question = json!({ "reference": receipt.reference, "access_code": receipt.access_code.for_people().as_str() });
    let status = Program::outside(stage).post("/status", question).await.is(200).text;
    (shown, status.replace(&receipt.reference, "DR-1"))
}

on_both! {
    async fn it_is_told_the_same_of_somebody_known_and_of_a_stranger(on: On) {
        let shop = Pretended::new("shop", "Web shop").holding(ADA, r#"{"id": 1}"#).knowing(ADA, "customer_id", "4711");
        let files = Pretended::finding_by("files", "Customer files", "customer_id").holding("4711", r#"{"id": 2}"#);
        let systems = [shop.connected(), files.connected(), by_hand("paper", "Paper files", "Look.")];
        let stage = Stage::setting(on).with_systems(systems).set().await;
        let desk = &stage.desk;
        let ana = stage.staff("ana", Role::Agent).await;
        let mut receipts = Vec::new();
        for email in [ADA, EVE] {
            let wish = Asking { delivery: Delivery::Attachment, rights: [Right::Access].into(), ..asking(email) };
            let receipt = receive::receive(desk, wish, Actor::Subject).await.unwrap();
            verify_by_hand::verify(desk, ana, receipt.id, "She rang.").await.unwrap();
            start::start(desk, ana, receipt.id).await.unwrap();
            receipts.push(receipt);
        }
        let [ada, eve] = &receipts[..] else { panic!("two") };
        let same = async |when: &str| {
            let (of_ada, of_eve) = (all_that_is_told(&stage, ada).await, all_that_is_told(&stage, eve).await);
            assert_eq!(of_ada, of_eve, "{when}");
            assert!(!of_ada.1.contains("outcome"), "{when}: {}", of_ada.1);
        };
        stage.run_due_work().await;
        same("while they are collected").await;
        enters(&stage, ada).await.1.sees("Collecting your data").sees_no("systems have answered");
        proves(&stage, ada, ADA).await.sees("systems have answered");
        for receipt in &receipts {
            let tasks = task::store::of(&desk.db, receipt.id).await.unwrap();
            let by_hand = tasks.into_iter().find(|task| task.state == State::ByHand).expect("a task for a person");
            let report = Report { how: HowItEnded::NotFound, note: "No paper.".to_owned(), files: Vec::new() };
            finish_by_hand::finish(desk, ana, receipt.id, by_hand.id, report).await.unwrap();
        }
        stage.run_due_work().await;
        same("while they are looked at").await;
        for receipt in &receipts {
            package::let_out(desk, Actor::Staff(ana), receipt.id).await.unwrap();
        }
        stage.run_due_work().await;
        same("when they are answered").await;
        enters(&stage, ada).await.1.sees("If a locked file came with our message").sees_no("Your answer is in your mailbox");
        proves(&stage, ada, ADA).await.sees("Your answer is in your mailbox");
        proves(&stage, eve, EVE).await.sees_no("Your answer is in your mailbox");
    }

    async fn how_a_request_was_answered_takes_both_proofs(on: On) {
        let setting = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]);
        let stage = setting.with_config(|config| config.decisions.second_person = false).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Rectification]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        for task in addresses(&ana.get(&page).await, "tasks") {
            ana.finishes(&task, "done", "Looked and did it.", &[]).await.is(303);
        }
        let shown = ana.get(&page).await;
        let answer = shown.source().split('"').find(|it| it.ends_with("/answer")).expect("a form").to_owned();
        let fields = [
            ("outcome", "refused"), ("ground", "DATA_ACCURATE"), ("text", "It is as in your passport."),
            ("evidence", "The passport."),
        ];
        ana.does(&answer, &fields).await;
        stage.run_due_work().await;
        let told = enters(&stage, &receipt).await.1.sees("This request is closed").sees("✓ Answered");
        told.sees_no("Not done").sees_no("We could not do what you asked").sees_no("passport");
        proves(&stage, &receipt, ADA).await.sees("We could not do what you asked").sees("Not done").sees("passport");
    }
}
