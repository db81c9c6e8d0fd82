//! What a hold keeps is told with its reason, once; and where telling would defeat what it is for, nothing says so, and nothing
//! says that all is gone.

use chrono::TimeDelta;
use rightsdesk::{hold, hold::ground::Keeps, request, rights::right::Right, staff::role::Role};
use serde_json::{Value, json};
use stage::{
    desk::{On, Stage},
    form::{Form, access},
    on_both,
    system::by_hand,
};

use crate::{
    api::Program,
    desk_pages::{Colleague, addresses, asks_verified, ticket},
};

const ADA: &str = "ada@example.org";

async fn town(on: On) -> Stage {
    let systems = [("attic", "Attic"), ("cellar", "Cellar"), ("shed", "Shed")];
    Stage::setting(on).with_systems(systems.map(|(key, name)| by_hand(key, name, "Look."))).set().await
}

/// Holds attic and cellar from a ticket; with why the person is not told, if they are not.
async fn hold_some(ana: &mut Colleague, reference: &str, untold: &str) {
    let fields = [
        ("ticket", reference),
        ("names", ""),
        ("ground", "ERASURE_LEGAL_CLAIMS"),
        ("place", "attic"),
        ("place", "cellar"),
        ("reason", "Claim 4711."),
        ("review_on", "2027-02-01"),
        ("untold", untold),
    ];
    ana.does("/desk/holds", &fields).await.sees("The hold is set.");
}

/// Ends by hand whatever waits for people.
async fn finish_all(stage: &Stage, ana: &mut Colleague, page: &str) {
    // Behind the page of a task stand the addresses of what can be done to it.
    let is_page = |address: &String| address.split("/tasks/").nth(1).is_some_and(|task| !task.contains('/'));
    for task in addresses(&ana.get(page).await, "tasks").into_iter().filter(is_page) {
        if ana.get(&task).await.is(200).source().contains("name=\"note\"") {
            ana.finishes(&task, "done", "Shredded.", &[]).await.is(303);
        }
    }
    stage.run_due_work().await;
}

/// Her last letter, in one line.
async fn last_letter(stage: &Stage) -> String {
    stage.run_due_work().await;
    let mail = stage.mail_to(ADA).pop().expect("a mail");
    mail.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

on_both! {
    async fn what_two_systems_keep_for_one_reason_is_said_once_and_what_is_lifted_before_the_answer_is_not_said(on: On) {
        let stage = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Erasure]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        // Set after it was asked, and before anything was done.
        hold_some(&mut ana, &receipt.reference, "").await;
        stage.run_due_work().await;
        finish_all(&stage, &mut ana, &page).await;
        let request = request::store::of(&stage.desk.db, receipt.id).await.unwrap().remove(0).id;
        let answer = format!("{page}/requests/{request}/answer");
        ana.post(&answer, &[("outcome", "granted"), ("text", "All gone.")]).await.is(422).sees("Something was left out");
        let partly = [
            ("outcome", "partly_granted"), ("ground", "ERASURE_LEGAL_CLAIMS"), ("evidence", "See the hold."), ("text", "What may go is gone."),
        ];
        ana.does(&answer, &partly).await;
        otto.settles(&answer.replace("/answer", "/agreement"), &[]).await;
        let letter = last_letter(&stage).await;
        assert!(letter.contains("What stays, and why: Attic, Cellar - not erased:"), "{letter}");
        assert_eq!(letter.matches("look at it again on 1 February 2027").count(), 1, "{letter}");
        assert!(letter.contains("Art. 17(3)(e)"), "{letter}");

        // Lifted before the answer: what was kept is done, and the letter does not say that it stays.
        let receipt = asks_verified(&stage, ana.id, "bob@example.net", &[Right::Erasure]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        hold_some(&mut ana, &receipt.reference, "").await;
        stage.run_due_work().await;
        let standing = hold::store::standing(&stage.desk.db, Keeps::Hold).await.unwrap();
        for hold in standing.iter().filter(|it| it.ticket_id == Some(receipt.id)) {
            ana.does(&format!("/desk/holds/{}/lift", hold.id), &[("reason", "Settled.")]).await;
        }
        stage.run_due_work().await;
        finish_all(&stage, &mut ana, &page).await;
        let request = request::store::of(&stage.desk.db, receipt.id).await.unwrap().remove(0).id;
        ana.does(&format!("{page}/requests/{request}/answer"), &[("outcome", "granted"), ("text", "All gone.")]).await;
        stage.run_due_work().await;
        let mail = stage.mail_to("bob@example.net").pop().expect("the answer");
        assert!(mail.text().contains("All gone.") && !mail.text().contains("What stays"), "{}", mail.text());
    }

    async fn of_a_hold_that_is_not_told_nothing_says_anything_and_nothing_says_that_all_is_gone(on: On) {
        let stage = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let sent = Form { rights: &["erasure"], ..access(ADA) }.send(&mut stage.visitor()).await.is(200);
        let (reference, code) = (sent.by_id("reference"), sent.by_id("access-code"));
        let page = format!("/desk/t/{reference}");
        ana.does(&format!("{page}/verify"), &[("how", "On the phone.")]).await;
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        hold_some(&mut ana, &reference, "They would move the money.").await;
        let standing = hold::store::standing(&stage.desk.db, Keeps::Hold).await.unwrap().remove(0);
        ana.get(&format!("/desk/holds/{}", standing.id)).await.sees("The person is not told").sees("They would move the money.");
        stage.run_due_work().await;
        finish_all(&stage, &mut ana, &page).await;
        // Staff see it, at the ticket and at the task.
        let shown = ana.get(&page).await.sees("The person is not told of this hold").sees("to bring a legal claim or to answer one");
        let id = shown.source().split("/requests/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        let answer = format!("{page}/requests/{id}/answer");
        ana.post(&answer, &[("outcome", "granted"), ("text", "Shed emptied.")]).await.is(422).sees("Something was left out");
        let partly = [
            ("outcome", "partly_granted"), ("ground", "ERASURE_LEGAL_CLAIMS"), ("evidence", "See the hold."), ("text", "Shed emptied."),
        ];
        ana.does(&answer, &partly).await;
        otto.settles(&answer.replace("/answer", "/agreement"), &[]).await;
        let letter = last_letter(&stage).await;
        assert!(letter.contains("Shed emptied.") && letter.contains("Shed - done on"), "{letter}");
        for silent in ["Attic", "Cellar", "legal claim", "17(3)", "What stays", "1 February 2027", "nothing was done here"] {
            assert!(!letter.contains(silent), "{silent} in {letter}");
        }

        // Neither her page, nor the door for programs, nor the record that may be handed to her.
        let mut ada = stage.visitor();
        let door = ada.post("/en/status", &[("reference", &reference), ("access_code", &code)]).await.is(303);
        let csrf = ada.follow(door).await.is(200).field("csrf");
        ada.post("/en/status/link", &[("csrf", &csrf)]).await.is(200);
        stage.run_due_work().await;
        let links: Vec<String> = stage.mail_to(ADA).into_iter().rev().flat_map(|mail| mail.links()).collect();
        let link = links.iter().find(|link| link.contains("/files/")).expect("a link");
        let link = link.strip_prefix(stage::desk::PUBLIC).expect("our own");
        let mut ada = stage.visitor();
        let door = ada.post(link, &[("access_code", &code)]).await.is(303);
        ada.follow(door).await;
        let status = ada.get("/en/status/view").await.is(200).sees("Shed emptied.").sees("Answered");
        status.sees_no("in part").sees_no("Attic").sees_no("legal claim").sees_no("17(3)");
        let record = ana.get(&format!("{page}/record")).await.is(200);
        let record: Value = serde_json::from_str(record.source()).unwrap();
        assert!(!record.to_string().contains("LEGAL_CLAIMS"), "{record}");

        // Once it is lifted what it kept is asked again, and nothing is secret any more.
        ana.does(&format!("/desk/holds/{}/lift", standing.id), &[("reason", "Paid.")]).await;
        stage.run_due_work().await;
        finish_all(&stage, &mut ana, &page).await;
        ada.get("/en/status/view").await.is(200).sees("in part");
    }

    async fn a_program_sets_such_a_hold_and_says_why(on: On) {
        let stage = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let program = Program::for_somebody(&stage, ana.id, TimeDelta::days(1)).await;
        let held = |untold: Option<&str>| {
            let mut body = json!({
                "identifiers": [{ "kind": "email", "value": ADA }], "ground": "ERASURE_LEGAL_CLAIMS", "systems": ["attic"],
                "reason": "Claim 4711.", "review_on": "2027-02-01",
            });
            if let Some(why) = untold {
                body["untold"] = json!(why);
            }
            body
        };
        program.post("/holds", held(Some(""))).await.is(422);
        program.post("/holds", held(Some(" "))).await.is(422);
        program.post("/holds", held(Some("They would move the money."))).await.is(201);
        program.post("/holds", held(None)).await.is(201);
        let listed = program.get("/holds").await.is(200);
        let mut untold: Vec<_> = listed.body.as_array().unwrap().iter().map(|it| it["untold"].as_bool().unwrap()).collect();
        untold.sort_unstable();
        assert_eq!(untold, [false, true]);
        ana.get("/desk/holds").await.is(200);
    }
}
