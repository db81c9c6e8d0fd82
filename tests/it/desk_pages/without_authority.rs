//! Whoever writes for somebody else, and whom nobody has checked, does not learn what we hold: not by a no, and not by a desk that
//! releases by itself.

use super::{Colleague, addresses, asking, erasing, ticket};
use rightsdesk::{
    archive::{self, state::State},
    casework::receiving::{
        receive::{self, Asking, Receipt},
        verify_by_hand,
    },
    config::file::Release,
    identifier::check,
    kernel::{actor::Actor, ids::StaffId},
    request,
    rights::right::Right,
    staff::role::Role,
};
use stage::{
    desk::{On, Stage},
    on_both,
    system::by_hand,
};

const LAWYER: &str = "lawyer@example.net";
const AUTHORITY: [(&str, &str); 2] = [("what_learned", "authority"), ("how_known", "Seen the letter of authority.")];

/// A lawyer asks for Ada, by a mailbox that is the lawyer's own, and her name is accepted.
async fn lawyer_asks(stage: &Stage, ana: &mut Colleague, right: Right) -> Receipt {
    let asking = Asking {
        rights: [right].into(),
        others: vec![check::read("email", "ada@example.org").unwrap()],
        agent: Some("Grace Hopper".to_owned()),
        ..asking(LAWYER)
    };
    let receipt = receive::receive(&stage.desk, asking, Actor::Subject).await.unwrap();
    let by: StaffId = ana.id;
    verify_by_hand::verify(&stage.desk, by, receipt.id, "The firm rang back.").await.unwrap();
    for path in addresses(&ana.get(&ticket(&receipt)).await, "identifiers") {
        ana.does(&path, &[("standing", "trusted")]).await;
    }
    receipt
}

/// Refuses their erasure by two people; what the lawyer reads.
async fn refuses(stage: &Stage, ana: &mut Colleague, otto: &mut Colleague, receipt: &Receipt) -> String {
    let page = ticket(receipt);
    ana.does(&format!("{page}/start"), &[]).await;
    stage.run_due_work().await;
    let task = format!("{page}{}", erasing::task_of(stage, receipt.id).await.1);
    ana.finishes(&task, "skipped", "Not without an authority.", &[]).await.is(303);
    stage.run_due_work().await;
    let request = request::store::of(&stage.desk.db, receipt.id).await.unwrap().remove(0).id;
    let answer = format!("{page}/requests/{request}/answer");
    let refused = [
        ("outcome", "refused"),
        ("ground", "MANIFESTLY_EXCESSIVE"),
        ("evidence", "No authority."),
        ("text", "We do not act on this."),
    ];
    ana.does(&answer, &refused).await.sees("Proposed");
    otto.settles(&answer.replace("/answer", "/agreement"), &[]).await.sees("Answered");
    stage.run_due_work().await;
    stage.mail_to(LAWYER).pop().expect("a letter").text()
}

on_both! {
    async fn a_refusal_does_not_say_where_there_is_something(on: On) {
        let (_database, stage) = erasing::shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = lawyer_asks(&stage, &mut ana, Right::Erasure).await;
        let letter = refuses(&stage, &mut ana, &mut otto, &receipt).await;
        assert!(letter.contains("We do not act on this."), "{letter}");
        assert!(!letter.contains("Web shop"), "{letter}");

        // Whoever may know it reads it.
        let receipt = lawyer_asks(&stage, &mut ana, Right::Erasure).await;
        ana.does(&format!("{}/circumstances", ticket(&receipt)), &AUTHORITY).await;
        let letter = refuses(&stage, &mut ana, &mut otto, &receipt).await;
        assert!(letter.contains("Web shop"), "{letter}");
    }

    async fn a_desk_that_releases_by_itself_leaves_the_package_to_staff(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]);
        let stage = stage.with_config(|config| config.desk.release = Release::Automatic).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = lawyer_asks(&stage, &mut ana, Right::Access).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        for task in addresses(&ana.get(&page).await, "tasks") {
            ana.finishes(&task, "done", "A letter.", &[("letter.txt", "Dear Ada")]).await.is(303);
        }
        stage.run_due_work().await;
        let built = archive::store::current(&stage.desk.db, receipt.id).await.unwrap().expect("a package");
        assert_eq!((built.state, built.attempts), (State::Ready, 1), "it was built once, and lies there");
        ana.does(&format!("{page}/circumstances"), &AUTHORITY).await;
        ana.releases(&page).await.sees("Released.");
        stage.run_due_work().await;
        assert!(stage.mail_to(LAWYER).iter().any(|mail| mail.text().contains("Your data is ready")));
    }
}
