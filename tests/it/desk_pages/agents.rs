//! Who writes for somebody else gets nothing, and has nothing erased, before somebody has checked that they may.

use std::collections::BTreeSet;

use rightsdesk::{
    casework::{
        receive::{self, Asking, Receipt},
        verify_by_hand,
    },
    identifier::check,
    kernel::{actor::Actor, ids::StaffId},
    rights::right::Right,
    staff::role::Role,
};
use stage::{
    desk::{On, Stage},
    on_both,
};

use super::{Colleague, asking, asks_verified, erasing, ticket};

const LAWYER: &str = "lawyer@example.net";
const REFUSED: &str = "Somebody writes for the person";

/// A lawyer asks for Ada, by a mailbox that is the lawyer's own.
async fn lawyer_asks(stage: &Stage, by: StaffId, rights: &[Right]) -> Receipt {
    let ada = check::read("email", "ada@example.org").unwrap();
    let asking = Asking {
        rights: rights.iter().copied().collect::<BTreeSet<_>>(),
        contact: check::read("email", LAWYER).unwrap(),
        others: vec![ada],
        agent: Some("Grace Hopper".to_owned()),
        ..asking(LAWYER)
    };
    let receipt = receive::receive(&stage.desk, asking, Actor::Subject).await.unwrap();
    verify_by_hand::verify(&stage.desk, by, receipt.id, "The firm rang back.").await.unwrap();
    receipt
}

async fn accepts_ada(ana: &mut Colleague, page: &str) {
    let seen = ana.get(page).await;
    let path = super::addresses(&seen, "identifiers").pop().expect("a claimed name");
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
        assert!(!stage.mail_to(LAWYER).iter().any(|mail| mail.text().contains("Your data is ready")), "nothing leaves");

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
}
