//! Who writes for somebody else gets nothing, and has nothing erased, before somebody has checked that they may.

use std::collections::BTreeSet;

use super::{Colleague, addresses, asking, asks_verified, erasing, ticket};
use chrono::TimeDelta;
use rightsdesk::{
    casework::{
        receiving::{
            receive::{self, Asking, Receipt},
            verify_by_hand,
        },
        sealing,
        stopping::suppress::{self, Listed},
    },
    identifier::check,
    kernel::{actor::Actor, ids::StaffId},
    request::{
        self,
        aim::{Aim, Aims},
        state::Outcome,
    },
    rights::right::Right,
    staff::role::Role,
};
use stage::{
    desk::{On, Stage},
    on_both,
};

const LAWYER: &str = "lawyer@example.net";
const REFUSED: &str = "Somebody writes for the person";

const BOB: &str = "bob@example.net";

/// Somebody writes for Ada, by a mailbox that is their own.
fn for_ada(contact: &str, rights: &[Right]) -> Asking {
    Asking {
        rights: rights.iter().copied().collect::<BTreeSet<_>>(),
        others: vec![check::read("email", "ada@example.org").unwrap()],
        agent: Some("Grace Hopper".to_owned()),
        ..asking(contact)
    }
}

/// A lawyer asks for Ada.
async fn lawyer_asks(stage: &Stage, by: StaffId, rights: &[Right]) -> Receipt {
    asks_for_ada(stage, by, LAWYER, rights).await
}

async fn asks_for_ada(stage: &Stage, by: StaffId, contact: &str, rights: &[Right]) -> Receipt {
    let receipt = receive::receive(&stage.desk, for_ada(contact, rights), Actor::Subject).await.unwrap();
    verify_by_hand::verify(&stage.desk, by, receipt.id, "The firm rang back.").await.unwrap();
    receipt
}

async fn accepts_ada(ana: &mut Colleague, page: &str) {
    let seen = ana.get(page).await;
    let path = addresses(&seen, "identifiers").pop().expect("a claimed name");
    ana.does(&path, &[("standing", "trusted")]).await;
}

on_both! {
    async fn nothing_leaves_and_nothing_goes_before_their_authority_is_seen(on: On) {
        let (database, stage) = erasing::shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = lawyer_asks(&stage, ana.id, &[Right::Access]).await;
        let page = ticket(&receipt);
        accepts_ada(&mut ana, &page).await;
        ana.does(&format!("{page}/start"), &[]).await.sees(REFUSED);
        stage.run_due_work().await;
        let package = ana.get(&page).await.field("package");
        ana.post(&format!("{page}/release"), &[("package", &package)]).await.is(422).sees(REFUSED);
        stage.run_due_work().await;
        let mut mails = stage.mail_to(LAWYER).into_iter();
        assert!(!mails.any(|mail| mail.subject().starts_with("Your answer is ready")), "nothing leaves");

        let (other, of_other) = (lawyer_asks(&stage, ana.id, &[Right::Erasure]).await, "the same, to erase only");
        let noted = format!("{page}/circumstances");
        let how = ("how_known", "Seen the letter of authority of 10 November.");
        ana.does(&noted, &[("what_learned", "authority"), how]).await.sees("may act for the person").sees_no(REFUSED);
        ana.releases(&page).await.sees("Released.");
        stage.run_due_work().await;
        assert!(stage.mail_to(LAWYER).iter().any(|mail| mail.text().contains("Your data is ready")), "now it does");

        let page = ticket(&other);
        accepts_ada(&mut ana, &page).await;
        ana.does(&format!("{page}/start"), &[]).await.sees(REFUSED);
        stage.run_due_work().await;
        let path = format!("{page}{}", erasing::task_of(&stage, other.id).await.1);
        let seen = ana.get(&path).await.field("plan");
        let plan = [("plan", seen.as_str())];
        ana.post(&format!("{path}/approve"), &plan).await.is(422).sees(REFUSED);
        assert_eq!(erasing::things(&database).await, erasing::ALL, "{of_other}: nothing goes");
        ana.does(&format!("{page}/circumstances"), &[("what_learned", "authority"), how]).await;
        ana.does(&format!("{path}/approve"), &plan).await.sees("1 of 2 approvals");
        otto.does(&format!("{path}/approve"), &plan).await;
        stage.run_due_work().await;
        assert_eq!(erasing::things(&database).await, erasing::ALL[2..]);
    }

    async fn an_answer_waits_for_it_and_a_refusal_does_not(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let own = asks_verified(&stage, ana.id, "bob@example.org", &[Right::Objection]).await;
        ana.get(&ticket(&own)).await.sees_no(REFUSED).sees_no("may act for the person");
        let receipt = lawyer_asks(&stage, ana.id, &[Right::AutomatedDecisions]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let seen = ana.get(&page).await;
        let answer = seen.source().split('"').find(|it| it.ends_with("/answer")).expect("a form").to_owned();
        ana.post(&answer, &[("outcome", "granted"), ("text", "We looked again.")]).await.is(422).sees(REFUSED);
        stage.run_due_work().await;
        assert!(!stage.mail_to(LAWYER).iter().any(|mail| mail.text().contains("We looked again.")));
    }

    async fn who_writes_for_another_is_not_erased_with_them(on: On) {
        let (database, stage) = erasing::shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        // Bob is a customer too.
        let receipt = asks_for_ada(&stage, ana.id, BOB, &[Right::Erasure]).await;
        let page = ticket(&receipt);
        accepts_ada(&mut ana, &page).await;
        let how = ("how_known", "Seen the letter of authority of 10 November.");
        ana.does(&format!("{page}/circumstances"), &[("what_learned", "authority"), how]).await;
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let path = format!("{page}{}", erasing::task_of(&stage, receipt.id).await.1);
        let plan = ana.get(&path).await.field("plan");
        for by in [&mut ana, &mut otto] {
            by.does(&format!("{path}/approve"), &[("plan", &plan)]).await;
        }
        stage.run_due_work().await;
        assert_eq!(erasing::things(&database).await, erasing::ALL[2..], "hers are gone, and his are there");
        // Whatever is asked for her, he still comes to the page of his ticket.
        let code = receipt.access_code.for_people();
        let door = [("reference", receipt.reference.as_str()), ("access_code", code.as_str())];
        stage.visitor().post("/en/status", &door).await.is(303);
    }

    async fn who_wrote_for_somebody_who_has_died_is_alive(on: On) {
        let (_database, stage) = erasing::shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let own = asks_verified(&stage, ana.id, BOB, &[Right::Access]).await;
        let page = ticket(&asks_for_ada(&stage, ana.id, BOB, &[Right::Access]).await);
        let died = [("what_learned", "deceased"), ("how_known", "A notice in the paper.")];
        ana.does(&format!("{page}/circumstances"), &died).await.sees("nothing leaves and nothing is erased");
        ana.does(&format!("{}/start", ticket(&own)), &[]).await.sees("Started.");
        let code = own.access_code.for_people();
        let door = [("reference", own.reference.as_str()), ("access_code", code.as_str())];
        stage.visitor().post("/en/status", &door).await.is(303);

        // Her data is kept as soon as her name is accepted, and his is not.
        accepts_ada(&mut ana, &page).await;
        ana.get("/desk/holds").await.sees("a***@example.org").sees_no("b***@example.net");
    }

    async fn advertising_is_stopped_for_the_person_and_not_for_who_writes(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let asking = for_ada(LAWYER, &[]).aimed_at(Aims::of([Aim::Marketing].into()));
        let receipt = receive::receive(&stage.desk, asking, Actor::Subject).await.unwrap();
        verify_by_hand::verify(&stage.desk, ana.id, receipt.id, "The firm rang back.").await.unwrap();
        let later = async || {
            stage.run_due_work().await;
            stage.clock.advance(TimeDelta::minutes(2));
            stage.run_due_work().await;
            let rows = request::store::of(&stage.desk.db, receipt.id).await.unwrap();
            let both = ["ada@example.org", LAWYER].map(str::to_owned);
            (rows[0].outcome, suppress::look_up(&stage.desk, &both).await.unwrap())
        };
        assert_eq!(later().await, (None, vec![Listed::No, Listed::No]), "nothing has stopped for her");
        ana.get(&ticket(&receipt)).await.sees("Decide which of these names are theirs");
        accepts_ada(&mut ana, &ticket(&receipt)).await;
        assert_eq!(later().await, (Some(Outcome::Granted), vec![Listed::Yes, Listed::No]));
        assert!(stage.mail_to(LAWYER).pop().unwrap().subject().contains("no more advertising"), "they hear of it");
    }

    async fn an_address_that_both_share_is_accepted_on_purpose(on: On) {
        let (_database, stage) = erasing::shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_for_ada(&stage, ana.id, BOB, &[Right::Erasure]).await;
        let page = ticket(&receipt);
        let seen = ana.get(&page).await;
        let contact = addresses(&seen, "identifiers").remove(0);
        ana.does(&contact, &[("standing", "trusted")]).await.sees_no("verifying");
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let (task, path) = erasing::task_of(&stage, receipt.id).await;
        ana.get(&format!("{page}{path}")).await.field("plan");
        let opened = sealing::open(&stage.desk.db, &stage.desk, receipt.id).await.unwrap();
        let plan = opened.result_of(&task).unwrap().erasure.expect("a plan").preview;
        let mut rows: Vec<_> = plan.collections.iter().map(|it| (it.collection.as_str(), it.found, it.deleted)).collect();
        rows.sort_unstable();
        assert_eq!(rows, [("shop.customer", 1, 1), ("shop.purchase", 1, 1)], "his, of whom there is one of each");
    }
}
