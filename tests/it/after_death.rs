//! Of somebody who has died nothing leaves by any door, until it is decided what follows.

use chrono::TimeDelta;
use rightsdesk::{
    archive,
    casework::receiving::{receive::Receipt, verify_by_hand},
    hold::{self, ground::Keeps},
    letter, request as requests,
    rights::right::Right,
    staff::role::Role,
    ticket as tickets,
};
use serde_json::json;
use stage::{
    desk::{On, PUBLIC, Stage},
    form::{Form, access},
    on_both,
    system::by_hand,
};

use crate::{
    api::Program,
    desk_pages::{Colleague, addresses, asks, asks_verified, ticket},
};

const ADA: &str = "ada@example.org";
const ARCHIVE: &str = "/en/files/archive";
const VIEW: &str = "/en/status/view";
const DIED: [(&str, &str); 2] = [("what_learned", "deceased"), ("how_known", "A death certificate.")];

/// A request of hers, of which everything is done.
async fn done(stage: &Stage, ana: &mut Colleague, right: Right) -> Receipt {
    let receipt = asks_verified(stage, ana.id, ADA, &[right]).await;
    ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
    stage.run_due_work().await;
    for task in addresses(&ana.get(&ticket(&receipt)).await, "tasks") {
        ana.finishes(&task, "done", "Looked.", &[]).await.is(303);
    }
    stage.run_due_work().await;
    receipt
}

/// Answers her objection; the letter is in the queue.
async fn answers(ana: &mut Colleague, receipt: &Receipt) {
    let seen = ana.get(&ticket(receipt)).await;
    let answer = seen.source().split('"').find(|it| it.ends_with("/answer")).expect("a form").to_owned();
    ana.does(&answer, &[("outcome", "granted"), ("text", "We have stopped.")]).await.sees("Answered");
}

fn is_told(stage: &Stage) -> bool {
    stage.mail_to(ADA).iter().any(|mail| mail.text().contains("We have stopped."))
}

async fn desk(on: On) -> (Stage, Colleague, Colleague) {
    let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
    let ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let otto = Colleague::enters(&stage, "otto", Role::Officer).await;
    (stage, ana, otto)
}

on_both! {
    async fn an_open_session_on_another_request_of_theirs_fetches_nothing(on: On) {
        let (stage, mut ana, _otto) = desk(on).await;
        let copy = done(&stage, &mut ana, Right::Access).await;
        ana.releases(&ticket(&copy)).await;
        stage.run_due_work().await;
        let mails = stage.mail_to(ADA);
        let link = mails.iter().flat_map(|mail| mail.links()).find(|link| link.contains("/files/")).expect("a link");
        let mut somebody = stage.visitor();
        let code = copy.access_code.for_people();
        somebody.post(link.strip_prefix(PUBLIC).unwrap(), &[("access_code", &code)]).await.is(303);
        somebody.get(ARCHIVE).await.is(200);
        let csrf = somebody.get(VIEW).await.is(200).field("csrf");

        let other = asks_verified(&stage, ana.id, ADA, &[Right::Objection]).await;
        ana.does(&format!("{}/circumstances", ticket(&other)), &DIED).await;
        somebody.get(ARCHIVE).await.is(303);
        somebody.get(VIEW).await.is(303);
        let built = archive::store::current(&stage.desk.db, copy.id).await.unwrap().expect("a package");
        assert_eq!(archive::store::downloads(&stage.desk.db, built.id).await.unwrap().len(), 1);
        let links = || stage.mail_to(ADA).iter().filter(|mail| mail.text().contains("/files/")).count();
        let before = links();
        somebody.post("/en/status/link", &[("csrf", &csrf)]).await.is(303);
        stage.run_due_work().await;
        assert_eq!(links(), before, "no fresh link either");
    }

    async fn no_page_of_theirs_opens_once_it_is_closed(on: On) {
        let (stage, mut ana, mut otto) = desk(on).await;
        let sent = Form { matrix_id: "@zoe:example.org", ..access("") }.send(&mut stage.visitor()).await.is(200);
        let reference = sent.by_id("reference");
        let id = tickets::store::by_reference(&stage.desk.db, &reference).await.unwrap().expect("a ticket").id;
        let code = verify_by_hand::verify(&stage.desk, ana.id, id, "She wrote yes.").await.unwrap().expect("a code");
        let code = code.for_people().to_string();
        let door = [("reference", reference.as_str()), ("access_code", code.as_str())];
        let question = json!({ "reference": reference, "access_code": code });
        let outside = Program::outside(&stage);
        stage.visitor().post("/en/status", &door).await.is(303);
        outside.post("/status", question.clone()).await.is(200);

        let page = format!("/desk/t/{reference}");
        ana.does(&format!("{page}/circumstances"), &DIED).await;
        stage.visitor().post("/en/status", &door).await.is(422).sees("do not belong together");
        let decide = addresses(&otto.get(&page).await, "circumstances").pop().expect("a form to decide");
        otto.does(&decide, &[("decision", "close"), ("decided_why", "Nobody asks for it.")]).await;
        stage.visitor().post("/en/status", &door).await.is(422).sees("do not belong together");
        outside.post("/status", question).await.is(404);
    }

    async fn a_session_ends_with_the_person_on_a_request_that_turns_out_to_be_theirs(on: On) {
        let (stage, mut ana, _otto) = desk(on).await;
        // Nobody knows yet whose the second is, so that its session is left alone.
        let first = asks_verified(&stage, ana.id, ADA, &[Right::Objection]).await;
        let second = asks(&stage, ADA, &[Right::Access]).await;
        let mut somebody = stage.visitor();
        let code = second.access_code.for_people();
        let door = [("reference", second.reference.as_str()), ("access_code", code.as_str())];
        somebody.post("/en/status", &door).await.is(303);
        ana.does(&format!("{}/circumstances", ticket(&first)), &DIED).await;
        somebody.get(VIEW).await.is(200);
        verify_by_hand::verify(&stage.desk, ana.id, second.id, "The mailbox answered.").await.unwrap();
        somebody.get(VIEW).await.is(303);
    }

    async fn a_letter_in_the_queue_waits_for_the_decision(on: On) {
        let (stage, mut ana, mut otto) = desk(on).await;
        let objection = done(&stage, &mut ana, Right::Objection).await;
        let page = ticket(&objection);
        answers(&mut ana, &objection).await;
        ana.does(&format!("{page}/circumstances"), &DIED).await;
        for _ in 0..30 {
            stage.run_due_work().await;
            stage.clock.advance(TimeDelta::minutes(11));
        }
        assert!(!is_told(&stage), "nobody has decided");

        otto.signs_in("otto").await;
        let decide = addresses(&otto.get(&page).await, "circumstances").pop().expect("a form to decide");
        otto.does(&decide, &[("decision", "go_on"), ("decided_why", "The heirs ask for it.")]).await;
        stage.clock.advance(TimeDelta::minutes(11));
        stage.run_due_work().await;
        assert!(is_told(&stage), "it has only waited");
    }

    async fn a_letter_in_the_queue_never_leaves_where_nothing_is_to_be_disclosed(on: On) {
        let (stage, mut ana, mut otto) = desk(on).await;
        let objection = done(&stage, &mut ana, Right::Objection).await;
        let other = asks_verified(&stage, ana.id, ADA, &[Right::Informed]).await;
        answers(&mut ana, &objection).await;
        ana.does(&format!("{}/circumstances", ticket(&other)), &DIED).await;
        let decide = addresses(&otto.get(&ticket(&other)).await, "circumstances").pop().expect("a form to decide");
        otto.does(&decide, &[("decision", "close"), ("decided_why", "Nobody asks for it.")]).await;
        stage.clock.advance(TimeDelta::minutes(11));
        stage.run_due_work().await;
        assert!(!is_told(&stage));
        let letters = letter::store::of(&stage.desk.db, objection.id).await.unwrap();
        assert_eq!(letters.last().map(|it| it.state), Some(letter::kind::State::Abandoned), "staff see why");
    }

    async fn the_outcome_of_a_complaint_waits_too(on: On) {
        let (stage, mut ana, _otto) = desk(on).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Objection]).await;
        let page = ticket(&receipt);
        let complaint = [("complaint", "Nobody answers me."), ("came_on", "2026-11-14")];
        ana.does(&format!("{page}/complaints"), &complaint).await;
        ana.does(&format!("{page}/circumstances"), &DIED).await;
        let seen = ana.get(&page).await;
        let answer = seen.source().split('"').find(|it| it.contains("/complaints/") && it.ends_with("/answer"));
        let outcome = [("outcome", "upheld"), ("found", "Their account holds much."), ("done", "Much.")];
        ana.post(answer.expect("a form"), &outcome).await.is(422).sees("The person has died");
        stage.run_due_work().await;
        assert!(!stage.mail_to(ADA).iter().any(|mail| mail.text().contains("Their account holds much.")));
    }

    async fn holds_names_and_parts_of_somebody_who_has_died_are_the_officers_alone(on: On) {
        let (stage, mut ana, mut otto) = desk(on).await;
        let first = asks_verified(&stage, ana.id, ADA, &[Right::Erasure]).await;
        let second = asks_verified(&stage, ana.id, ADA, &[Right::Erasure]).await;
        let name = addresses(&ana.get(&ticket(&first)).await, "identifiers").pop().expect("a claimed name");
        ana.does(&name, &[("standing", "trusted")]).await;
        // One is there from before, and on another ground; one is set from another request of theirs.
        for of in [&first, &second] {
            let fields = [
                ("ticket", of.reference.as_str()), ("names", ""), ("ground", "ERASURE_LEGAL_CLAIMS"),
                ("reason", "Claim 4711."), ("review_on", "2027-02-01"),
            ];
            ana.does("/desk/holds", &fields).await.sees("The hold is set.");
        }
        ana.does(&format!("{}/circumstances", ticket(&first)), &DIED).await;

        let holds = hold::store::standing(&stage.desk.db, Keeps::Hold).await.unwrap();
        assert_eq!(holds.len(), 3);
        let alone = "The data protection officer decides this.";
        let (lift, look) = ([("reason", "Settled.")], [("review_on", "2027-03-01"), ("reason", "It goes on.")]);
        let program = Program::for_somebody(&stage, ana.id, TimeDelta::days(1)).await;
        for hold in &holds {
            let page = format!("/desk/holds/{}", hold.id);
            ana.post(&format!("{page}/lift"), &lift).await.is(422).sees(alone);
            ana.post(&format!("{page}/review"), &look).await.is(422).sees(alone);
            program.post(&format!("/holds/{}/lift", hold.id), json!({ "reason": "Settled." })).await.is(422);
        }
        ana.post(&name, &[("standing", "refused")]).await.is(422).sees(alone);
        for of in [&first, &second] {
            let request = requests::store::of(&stage.desk.db, of.id).await.unwrap().remove(0);
            let part = format!("{}/requests/{}/part", ticket(of), request.id);
            ana.post(&part, &[("part", "paper"), ("keep_account", "yes")]).await.is(422).sees(alone);
        }
        assert_eq!(hold::store::standing(&stage.desk.db, Keeps::Hold).await.unwrap(), holds, "all stand as they did");

        otto.does(&name, &[("standing", "refused")]).await;
        for hold in &holds {
            otto.does(&format!("/desk/holds/{}/review", hold.id), &look).await;
            otto.does(&format!("/desk/holds/{}/lift", hold.id), &lift).await.sees("The hold is lifted.");
        }
    }

    async fn holds_of_the_living_are_anybodys_to_lift(on: On) {
        let (stage, mut ana, _otto) = desk(on).await;
        let dead = asks_verified(&stage, ana.id, ADA, &[Right::Erasure]).await;
        let alive = asks_verified(&stage, ana.id, "bob@example.net", &[Right::Erasure]).await;
        ana.does(&format!("{}/circumstances", ticket(&dead)), &DIED).await;
        let fields = [
            ("ticket", alive.reference.as_str()), ("names", ""), ("ground", "ERASURE_LEGAL_OBLIGATION"),
            ("reason", "Taxes."), ("review_on", "2027-02-01"),
        ];
        ana.does("/desk/holds", &fields).await.sees("The hold is set.");
        let holds = hold::store::standing(&stage.desk.db, Keeps::Hold).await.unwrap();
        let his = holds.iter().find(|hold| hold.ticket_id == Some(alive.id)).expect("his");
        ana.does(&format!("/desk/holds/{}/lift", his.id), &[("reason", "Paid.")]).await.sees("The hold is lifted.");
    }
}
