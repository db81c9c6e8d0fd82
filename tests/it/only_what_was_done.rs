//! Nobody is told that all is done where it is not: the answer follows from what the systems and the people did.

use chrono::TimeDelta;
use rightsdesk::{archive, kernel::ids::TicketId, request, rights::right::Right, staff::role::Role};
use stage::{
    desk::{On, Stage},
    on_both,
    system::by_hand,
};

use crate::desk_pages::{Colleague, addresses, asks_verified, ticket};

const ADA: &str = "ada@example.org";
const GRANTED: [(&str, &str); 2] = [("outcome", "granted"), ("text", "All done.")];

async fn paper(on: On) -> Stage {
    Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await
}

/// Where the only request of a ticket is answered.
async fn answer_of(stage: &Stage, id: TicketId, page: &str) -> String {
    let request = request::store::of(&stage.desk.db, id).await.unwrap().remove(0).id;
    format!("{page}/requests/{request}/answer")
}

fn is_told(stage: &Stage, address: &str) -> bool {
    stage.mail_to(address).iter().any(|mail| mail.text().contains("All done."))
}

on_both! {
    async fn what_was_left_out_is_not_granted(on: On) {
        let stage = paper(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        for (right, left) in [
            (Right::Erasure, "skipped"),
            (Right::Erasure, "partial"),
            (Right::Rectification, "skipped"),
            (Right::Objection, "skipped"),
        ] {
            let address = format!("{}.{left}@example.org", right.code()).to_lowercase();
            let receipt = asks_verified(&stage, ana.id, &address, &[right]).await;
            let page = ticket(&receipt);
            ana.does(&format!("{page}/start"), &[]).await;
            stage.run_due_work().await;
            let tasks = addresses(&ana.get(&page).await, "tasks");
            for task in &tasks {
                ana.finishes(task, left, "The cabinet is locked.", &[]).await.is(303);
            }
            stage.run_due_work().await;
            let answer = answer_of(&stage, receipt.id, &page).await;
            let refused = ana.post(&answer, &GRANTED).await.is(422).sees("Something was left out");
            // It names the button by which that is mended.
            refused.sees("“Retry … now” at the task").sees("Retry Paper files now");
            stage.run_due_work().await;
            assert!(!is_told(&stage, &address), "{right:?} {left}");

            if right == Right::Erasure && left == "skipped" {
                // One way out is to do it, and another to say on which ground it stays, which two people stand for.
                for task in &tasks {
                    ana.does(&format!("{task}/retry"), &[]).await;
                }
                stage.run_due_work().await;
                for task in &tasks {
                    ana.finishes(task, "done", "Shredded.", &[]).await.is(303);
                }
                stage.run_due_work().await;
                ana.does(&answer, &GRANTED).await.sees("Answered").sees("Granted");
                stage.run_due_work().await;
                assert!(is_told(&stage, &address));
            } else if right == Right::Erasure {
                let ground = ("ground", "ERASURE_LEGAL_OBLIGATION");
                let evidence = ("evidence", "Invoices of 2024.");
                let partly = [("outcome", "partly_granted"), ground, evidence, GRANTED[1]];
                ana.does(&answer, &partly).await.sees("Proposed");
                otto.settles(&answer.replace("/answer", "/agreement"), &[]).await.sees("Answered");
            }
        }
    }

    async fn a_package_that_has_not_gone_out_is_no_answer(on: On) {
        let stage = paper(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        for task in addresses(&ana.get(&page).await, "tasks") {
            ana.finishes(&task, "done", "Two letters.", &[("letter.txt", "Dear Ada")]).await.is(303);
        }
        stage.run_due_work().await;
        let answer = answer_of(&stage, receipt.id, &page).await;
        ana.post(&answer, &GRANTED).await.is(422).sees("Release the package");
        stage.clock.advance(TimeDelta::minutes(1));
        stage.run_due_work().await;
        assert!(!is_told(&stage, ADA));
        let built = archive::store::current(&stage.desk.db, receipt.id).await.unwrap().expect("a package");
        assert_eq!(built.state, archive::state::State::Ready, "it is still there to be released");
        ana.releases(&page).await.sees("Answered").sees("Granted");
    }
}
