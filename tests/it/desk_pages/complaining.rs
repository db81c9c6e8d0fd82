//! Somebody complains to us: it is acknowledged, looked into and answered, and nothing is thrown away meanwhile.

use chrono::TimeDelta;
use rightsdesk::{archive, rights::right::Right, staff::role::Role};
use stage::{
    desk::{On, Stage},
    system::by_hand,
};

use super::{Colleague, addresses, asks, asks_verified, ticket};

const ADA: &str = "ada@example.org";

fn words(mail: &rightsdesk::demo::mailbox::mail::Mail) -> String {
    mail.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

stage::on_both! {
    async fn a_complaint_about_an_answered_request_is_its_own_case(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
        let other = asks_verified(&stage, ana.id, "bob@example.org", &[Right::Access]).await;
        for it in [&receipt, &other] {
            ana.does(&format!("{}/start", ticket(it)), &[]).await;
            stage.run_due_work().await;
            for task in addresses(&ana.get(&ticket(it)).await, "tasks") {
                ana.finishes(&task, "done", "Looked.", &[("letter.txt", "Dear Ada")]).await.is(303);
            }
            stage.run_due_work().await;
            ana.releases(&ticket(it)).await.sees("Answered");
        }

        // The person complains on the page of their request.
        let mut ada = stage.visitor();
        let code = receipt.access_code.for_people();
        let fields = [("reference", receipt.reference.as_str()), ("access_code", code.as_str())];
        let entered = ada.post("/en/status", &fields).await.is(303);
        let page = ada.follow(entered).await.is(200).sees("Complain to us");
        let csrf = page.field("csrf");
        ada.post("/en/status/complaint", &[("csrf", &csrf), ("complaint", " ")]).await.is(422).sees("Write what went wrong.");
        let complaint = [("csrf", csrf.as_str()), ("complaint", "A letter of last May is missing.")];
        ada.post("/en/status/complaint", &complaint).await.is(303);
        let case = format!("{}/1", receipt.reference);
        ada.get("/en/status/view").await.sees(&format!("Complaint {case}, received on 14 November 2026"));
        stage.run_due_work().await;
        let mail = words(&stage.mail_to(ADA).pop().unwrap());
        for told in [case.as_str(), "14 November 2026", "will look into it"] {
            assert!(mail.contains(told), "{told} is missing:\n{mail}");
        }
        ana.get("/desk").await.sees("Complaints that wait for an answer: 1");
        let list = ana.get("/desk/complaints").await.is(200).sees(&case).sees("acknowledged on 14 Nov 2026");
        drop(list);

        // Nothing of that ticket is disposed of, while the other one's archive goes in its time.
        stage.clock.advance(TimeDelta::days(40));
        stage.run_due_work().await;
        let has_key = async |id| {
            archive::store::current(&stage.desk.db, id).await.unwrap().is_some_and(|built| built.key_sealed.is_some())
        };
        assert!(has_key(receipt.id).await, "it is what the complaint is answered from");
        assert!(!has_key(other.id).await, "nobody complains about this one");

        ana.signs_in("ana").await;
        let page = ana.get(&ticket(&receipt)).await.sees("A letter of last May is missing.").sees("Nothing of this ticket");
        let answer = page.source().split('"').find(|it| it.contains("/complaints/") && it.ends_with("/answer"));
        let answer = answer.expect("a form for the answer").to_owned();
        let (found, done) = (("found", "We had overlooked a folder."), ("done", "It is in the mail to you."));
        ana.post(&answer, &[("outcome", "upheld"), ("found", ""), done]).await.is(422).sees("Say what you found.");
        ana.post(&answer, &[("outcome", "upheld"), found, ("done", "")]).await.is(422).sees("Say what you did.");
        ana.does(&answer, &[("outcome", "upheld"), found, done]).await.sees("The complaint is answered.");
        ana.post(&answer, &[("outcome", "upheld"), found, done]).await.is(422).sees("This was done already.");
        stage.run_due_work().await;
        let mail = words(&stage.mail_to(ADA).pop().unwrap());
        for told in ["You are right.", found.1, done.1, "ico.org.uk", "cnil.fr"] {
            assert!(mail.contains(told), "{told} is missing:\n{mail}");
        }
        stage.clock.advance(TimeDelta::hours(1));
        stage.run_due_work().await;
        assert!(!has_key(receipt.id).await, "it is answered, and its time is over");
    }

    async fn staff_write_down_what_came_by_other_means_and_the_request_goes_on(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
        let form = format!("{}/complaints", ticket(&receipt));
        ana.post(&form, &[("complaint", ""), ("came_on", "")]).await.is(422).sees("what the complaint is about");
        let late = [("complaint", "She waits too long."), ("came_on", "2026-12-01")];
        ana.post(&form, &late).await.is(422).sees("has not come yet");
        let fields = [("complaint", "She waits too long."), ("came_on", "2026-11-10")];
        ana.does(&form, &fields).await.sees("The complaint is recorded.").sees("due 14 Dec 2026").sees("30 days left");
        let unconfirmed = asks(&stage, "eve@example.org", &[Right::Access]).await;
        let about_nobody = format!("{}/complaints", ticket(&unconfirmed));
        ana.post(&about_nobody, &fields).await.is(422).sees("not verified");
        let mut jo = Colleague::enters(&stage, "jo", Role::Auditor).await;
        jo.get("/desk/complaints").await.is(200).sees("received on 10 Nov 2026");
        jo.post(&form, &fields).await.is(403);
    }
}
