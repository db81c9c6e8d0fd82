//! A child: they are answered, and somebody decides whether their data has to go, on any ticket and before it is forgotten.

use super::{Colleague, addresses, asks, asks_verified, ticket};
use chrono::TimeDelta;
use rightsdesk::{
    casework::receiving::receive::Receipt,
    request,
    rights::right::Right,
    staff::role::Role,
    task::{self, state::Operation},
};
use stage::{
    desk::{On, Stage},
    system::by_hand,
};

const ADA: &str = "ada@example.org";
const WHY: (&str, &str) = ("decided_why", "Collected for an information society service.");

async fn town(on: On) -> Stage {
    let systems = [by_hand("paper", "Paper files", "Look."), by_hand("shed", "Shed", "Look.")];
    Stage::setting(on).with_systems(systems).set().await
}

/// Somebody notes it; the form that decides.
async fn noted(by: &mut Colleague, receipt: &Receipt) -> String {
    let page = ticket(receipt);
    let said = [("what_learned", "child"), ("how_known", "She says that she is 12.")];
    let page = by.does(&format!("{page}/circumstances"), &said).await;
    addresses(&page, "circumstances").pop().unwrap_or_default()
}

async fn erasures(stage: &Stage, receipt: &Receipt) -> (usize, usize) {
    let requests = request::store::of(&stage.desk.db, receipt.id).await.unwrap();
    let tasks = task::store::of(&stage.desk.db, receipt.id).await.unwrap();
    let requests = requests.iter().filter(|row| row.right == Right::Erasure).count();
    (requests, tasks.iter().filter(|row| row.operation == Operation::Erase).count())
}

async fn answers(stage: &Stage, ana: &mut Colleague, receipt: &Receipt) {
    let page = ticket(receipt);
    ana.does(&format!("{page}/start"), &[]).await;
    stage.run_due_work().await;
    for task in addresses(&ana.get(&page).await, "tasks") {
        ana.finishes(&task, "done", "Looked.", &[("letter.txt", "Dear Ada")]).await.is(303);
    }
    stage.run_due_work().await;
    ana.releases(&page).await.sees("Answered");
}

stage::on_both! {
    async fn a_child_is_answered_and_the_officer_says_what_becomes_of_the_data(on: On) {
        let stage = town(on).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, otto.id, ADA, &[Right::Access]).await;
        let page = ticket(&receipt);
        otto.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let decide = noted(&mut otto, &receipt).await;
        otto.get(&page).await.sees("The person is under 16, or was when the data was collected: to be decided");
        let wish = ("wish", "guardian_erase");
        otto.post(&decide, &[("decision", "close"), wish, ("decided_why", "x")]).await.is(422);
        ana.post(&decide, &[("decision", "erase"), wish, WHY]).await.is(422).sees("The data protection officer decides this.");
        // What the child or their guardian wants is never left out, and a wish to erase is never passed over.
        otto.post(&decide, &[("decision", "erase"), ("wish", ""), WHY]).await.is(422).sees("Say what the child");
        otto.post(&decide, &[("decision", "go_on"), wish, WHY]).await.is(422).sees("Record the erasure");
        assert_eq!(erasures(&stage, &receipt).await, (0, 0), "nothing was decided");
        let page_after = otto.does(&decide, &[("decision", "erase"), wish, WHY]).await;
        page_after
            .sees("The guardian wants the data erased")
            .sees("Erasure of a child’s data opened")
            .sees_no("to be decided by")
            .sees("Erasure");
        stage.run_due_work().await;
        // The copy that was asked for goes out first: then there is something to erase in every system.
        assert_eq!(erasures(&stage, &receipt).await.0, 1);
        for task in addresses(&ana.get(&page).await, "tasks") {
            ana.finishes(&task, "done", "Looked.", &[("letter.txt", "Dear Ada")]).await.is(303);
        }
        stage.run_due_work().await;
        ana.releases(&page).await;
        stage.run_due_work().await;
        assert_eq!(erasures(&stage, &receipt).await, (1, 2));
        ana.get(&page).await.sees("Needs a person");
    }

    async fn what_was_answered_long_ago_is_taken_up_again_and_nothing_is_forgotten_before(on: On) {
        let stage = town(on).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, otto.id, ADA, &[Right::Access]).await;
        let other = asks_verified(&stage, otto.id, "bob@example.org", &[Right::Access]).await;
        for it in [&receipt, &other] {
            answers(&stage, &mut ana, it).await;
        }
        ana.get("/desk").await.sees_no(&receipt.reference);
        noted(&mut ana, &receipt).await;
        ana.get("/desk").await.sees(&receipt.reference).sees_no(&other.reference);

        // Two years later the other ticket is a number; this one still waits for the officer.
        stage.clock.advance(TimeDelta::days(800));
        stage.run_due_work().await;
        otto.signs_in("otto").await;
        otto.get("/desk").await.sees(&receipt.reference);
        otto.get(&ticket(&other)).await.is(410);
        let page = otto.get(&ticket(&receipt)).await.is(200).sees("to be decided by the data protection officer");
        let decide = addresses(&page, "circumstances").pop().expect("a form to decide");
        otto.does(&decide, &[("decision", "erase"), ("wish", "not_asked"), WHY]).await.sees("Taken up again");
        stage.run_due_work().await;
        assert_eq!(erasures(&stage, &receipt).await, (1, 2), "every system is asked");
        otto.get("/desk").await.sees(&receipt.reference);
        let refused = otto.post(&decide, &[("decision", "go_on"), ("wish", "not_asked"), WHY]).await;
        refused.is(422);
    }

    async fn who_wants_to_stay_stays_and_an_unconfirmed_ticket_is_not_lost(on: On) {
        let stage = town(on).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, otto.id, ADA, &[Right::Objection]).await;
        let decide = noted(&mut otto, &receipt).await;
        let keep = [("decision", "go_on"), ("wish", "child_keep"), WHY];
        otto.does(&decide, &keep).await.sees("The child wants the data to stay");
        assert_eq!(erasures(&stage, &receipt).await, (0, 0));

        let unconfirmed = asks(&stage, "eve@example.org", &[Right::Access]).await;
        let left_alone = asks(&stage, "bob@example.org", &[Right::Access]).await;
        let decide = noted(&mut otto, &unconfirmed).await;
        otto.post(&decide, &[("decision", "erase"), ("wish", "child_erase"), WHY]).await.is(422).sees("not verified");
        stage.clock.advance(TimeDelta::days(40));
        stage.run_due_work().await;
        otto.signs_in("otto").await;
        otto.get(&ticket(&unconfirmed)).await.is(200).sees("to be decided");
        otto.get("/desk").await.sees(&unconfirmed.reference).sees_no(&left_alone.reference);
        otto.does(&decide, &[("decision", "go_on"), ("wish", "not_asked"), ("decided_why", "Nobody confirmed.")]).await;
        stage.clock.advance(TimeDelta::hours(1));
        stage.run_due_work().await;
        otto.signs_in("otto").await;
        otto.get(&ticket(&unconfirmed)).await.is(410);
    }
}
