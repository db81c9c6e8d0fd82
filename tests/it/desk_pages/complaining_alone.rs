//! Somebody complains who never asked for anything: confirmed as a request is, with its own clock, ended by its answer.

use chrono::TimeDelta;
use rightsdesk::{
    complaint::{self, state::State},
    demo::mailbox::mail::Mail,
    staff::role::Role,
    ticket::{self, entity::Model},
    words::language::Language,
};
use stage::{
    desk::{On, PUBLIC, Stage},
    system::by_hand,
};

use super::Colleague;

const ADA: &str = "ada@example.org";

fn words(mail: &Mail) -> String {
    mail.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn town(on: On) -> Stage {
    Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await
}

/// She complains at the form; its reference and access code.
async fn complains(stage: &Stage, language: Language, text: &str) -> (String, String) {
    let (mut ada, path) = (stage.visitor(), format!("/{}/complaint", language.code()));
    let state = ada.get(&path).await.is(200).field("state");
    let form = [("state", state.as_str()), ("email", ADA), ("complaint", text), ("website", "")];
    let sent = ada.post(&path, &form).await.is(200);
    // Pressed twice, it is one complaint.
    assert_eq!(ada.post(&path, &form).await.is(200).by_id("reference"), sent.by_id("reference"));
    stage.run_due_work().await;
    (sent.by_id("reference"), sent.by_id("access-code"))
}

fn link(stage: &Stage) -> String {
    let links = stage.mail_to(ADA).pop().expect("a mail").links();
    let link = links.into_iter().find(|link| link.contains("/v/")).expect("a link to confirm");
    link.strip_prefix(PUBLIC).expect("our own").to_owned()
}

async fn found(stage: &Stage, reference: &str) -> (Model, complaint::entity::Model) {
    let ticket = ticket::store::by_reference(&stage.desk.db, reference).await.unwrap().expect("a ticket");
    let complaint = complaint::store::of(&stage.desk.db, ticket.id).await.unwrap().pop().expect("a complaint");
    (ticket, complaint)
}

fn answering(page: &stage::visitor::Page) -> String {
    let forms = page.source().split('"');
    forms.into_iter().find(|it| it.contains("/complaints/") && it.ends_with("/answer")).expect("a form").to_owned()
}

stage::on_both! {
    async fn who_comes_too_often_loses_nothing_that_they_wrote(on: On) {
        let stage = town(on).await;
        let mut ada = stage.visitor();
        let mut answers = Vec::new();
        for number in 0..11 {
            let state = ada.get("/en/complaint").await.field("state");
            let text = format!("You sold my address {number} times.");
            let form = [("state", state.as_str()), ("email", ADA), ("complaint", &text), ("website", "")];
            answers.push(ada.post("/en/complaint", &form).await);
        }
        let page = answers.pop().unwrap().is(429).sees("You sold my address 10 times.").sees("This was not sent yet");
        assert!(page.header("retry-after").is_some());
        page.sees_no("request was not saved");
        for page in answers {
            page.is(200);
        }
    }

    async fn who_never_asked_for_anything_complains_confirms_and_gets_an_outcome(on: On) {
        let stage = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        stage.visitor().get("/en").await.sees("Complain without a request");
        // What is missing is said, and nothing is lost or sent.
        let mut ada = stage.visitor();
        let state = ada.get("/en/complaint").await.field("state");
        let wrong = [("state", state.as_str()), ("email", "ada"), ("complaint", "You sold my address."), ("website", "")];
        ada.post("/en/complaint", &wrong).await.is(422).sees("You sold my address.");
        let empty = [("state", state.as_str()), ("email", ADA), ("complaint", " "), ("website", "")];
        ada.post("/en/complaint", &empty).await.is(422).sees("Write what went wrong.");
        let machine = [("state", state.as_str()), ("email", ADA), ("complaint", "x"), ("website", "x")];
        ada.post("/en/complaint", &machine).await.is(400);
        assert!(stage.mails().is_empty());

        let (reference, code) = complains(&stage, Language::En, "You sold my address.").await;
        let asked = words(&stage.mail_to(ADA).pop().unwrap());
        assert!(asked.contains("somebody complained to us") && asked.contains("Was it you?"), "{asked}");
        // What nobody has confirmed is nobody's complaint, and nobody can answer it.
        ana.get("/desk").await.sees_no("Complaints that wait for an answer").sees_no(&reference);
        ana.get("/desk/complaints").await.sees_no(&reference);
        stage.clock.advance(TimeDelta::hours(2));
        ana.signs_in("ana").await;
        let link = link(&stage);
        stage.visitor().get(&link).await.sees("somebody complained to us about how we deal with their data");
        stage.visitor().post(&link, &[("answer", "yes")]).await.is(200).sees("Your complaint is confirmed");
        stage.run_due_work().await;
        let told = words(&stage.mail_to(ADA).pop().unwrap());
        let case = format!("{reference}/1");
        for part in [case.as_str(), "14 November 2026", "how we deal with your data", "A person will look into it"] {
            assert!(told.contains(part), "{part} is missing:\n{told}");
        }
        let (_, row) = found(&stage, &reference).await;
        assert_eq!((row.state, row.acknowledge_by.to_string().as_str()), (State::Acknowledged, "2026-12-14"));

        ana.get("/desk").await.sees("Complaints that wait for an answer: 1");
        let row = ana.get("/desk").await.row(&reference);
        assert!(row.contains("Complaint"), "{row}");
        ana.get("/desk/complaints").await.sees(&case);
        let page = format!("/desk/t/{reference}");
        let seen = ana.get(&page).await.sees("You sold my address.").sees("Nothing of this ticket");
        assert!(!seen.source().contains("/start\""), "there is no system to ask");
        ana.post(&format!("{page}/start"), &[]).await.is(422).sees("answer the complaint below");
        let mut ada = stage.visitor();
        let door = [("reference", reference.as_str()), ("access_code", code.as_str())];
        let entered = ada.post("/en/status", &door).await.is(303);
        ada.follow(entered).await.is(200).sees(&format!("Complaint {case}, received on 14 November 2026"));

        // A year later it is all still there, for it has no answer.
        stage.clock.advance(TimeDelta::days(500));
        stage.run_due_work().await;
        ana.signs_in("ana").await;
        let answer = answering(&seen);
        let outcome = [("outcome", "upheld"), ("found", "We had sold it."), ("done", "We took it back.")];
        ana.does(&answer, &outcome).await.sees("The complaint is answered.").sees("Answered");
        stage.run_due_work().await;
        let told = words(&stage.mail_to(ADA).pop().unwrap());
        for part in ["You are right.", "We had sold it.", "We took it back.", "how we deal with your data", "ico.org.uk"] {
            assert!(told.contains(part), "{part} is missing:\n{told}");
        }
        ana.get("/desk").await.sees_no("Complaints that wait for an answer").sees_no(&reference);
        // From then on its time runs out as that of any ticket.
        stage.clock.advance(TimeDelta::days(500));
        stage.run_due_work().await;
        ana.signs_in("ana").await;
        ana.get(&page).await.is(410);
    }

    async fn what_nobody_confirms_or_somebody_denies_is_forgotten(on: On) {
        let stage = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let (denied, _) = complains(&stage, Language::En, "Not mine.").await;
        stage.visitor().post(&link(&stage), &[("answer", "no")]).await.is(200);
        let (left, _) = complains(&stage, Language::En, "Never confirmed.").await;
        stage.clock.advance(TimeDelta::days(40));
        stage.run_due_work().await;
        ana.signs_in("ana").await;
        for reference in [&denied, &left] {
            let (_, row) = found(&stage, reference).await;
            assert_eq!(row.state, State::Dropped);
            ana.get(&format!("/desk/t/{reference}")).await.is(410);
        }
        ana.get("/desk/complaints").await.sees("Nobody complains.");
        let mail = stage.mail_to(ADA);
        assert_eq!(mail.len(), 2, "nobody was thanked for what they did not write");
    }

    async fn a_second_complaint_of_the_same_person_is_a_case_of_its_own(on: On) {
        let stage = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut references = Vec::new();
        for text in ["You sold my address.", "And you wrote to my mother."] {
            references.push(complains(&stage, Language::En, text).await.0);
            stage.visitor().post(&link(&stage), &[("answer", "yes")]).await.is(200);
            stage.run_due_work().await;
        }
        let list = ana.get("/desk/complaints").await;
        list.sees(&references[0]).sees(&references[1]);
    }

    async fn staff_write_down_what_came_on_paper_or_by_phone(on: On) {
        let stage = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let form = ana.get("/desk/complaints").await.field("form");
        let fields = |email, elsewhere, text, how, came_on| {
            vec![
                ("form", form.as_str()),
                ("channel", "letter"),
                ("language", "de"),
                ("came_on", came_on),
                ("email", email),
                ("elsewhere", elsewhere),
                ("complaint", text),
                ("how", how),
            ]
        };
        let (text, how) = ("Sie rufen mich an.", "Her signature.");
        ana.post("/desk/complaints", &fields("", "", text, how, "")).await.is(422).sees("Give an email address");
        ana.post("/desk/complaints", &fields(ADA, "", text, " ", "")).await.is(422).sees("Say how you checked");
        ana.post("/desk/complaints", &fields(ADA, "", " ", how, "")).await.is(422).sees("what the complaint is about");
        ana.post("/desk/complaints", &fields(ADA, "", text, how, "2027-12-01")).await.is(422).sees("has not come yet");
        assert!(stage.mails().is_empty());
        let done = ana.post("/desk/complaints", &fields(ADA, "", text, how, "2026-11-10")).await.is(200);
        done.sees("The complaint is recorded.");
        stage.run_due_work().await;
        // There is nothing left to confirm: they know at once that it came.
        let mails = stage.mail_to(ADA);
        let told = words(mails.last().expect("a letter"));
        assert!(mails.len() == 1 && told.contains("10. November 2026") && told.contains("Ein Mensch prüft sie"), "{told}");
        ana.get("/desk/complaints").await.sees("received on 10 Nov 2026").sees("acknowledged on 14 Nov 2026");

        // Who has no mailbox is told by staff, in thirty days.
        let form = ana.get("/desk/complaints").await.field("form");
        let phone = [
            ("form", form.as_str()),
            ("channel", "phone"),
            ("language", "en"),
            ("came_on", "2026-11-12"),
            ("email", ""),
            ("elsewhere", "+44 20 7946 0018"),
            ("complaint", "You call me every day."),
            ("how", "Called back."),
        ];
        ana.post("/desk/complaints", &phone).await.is(200);
        ana.get("/desk/complaints").await.sees("not acknowledged, by 14 Dec 2026");
        stage.clock.advance(TimeDelta::days(40));
        stage.run_due_work().await;
        ana.signs_in("ana").await;
        ana.get("/desk/complaints").await.sees("not acknowledged: was due by 14 Dec 2026");
        let mut jo = Colleague::enters(&stage, "jo", Role::Auditor).await;
        jo.get("/desk/complaints").await.is(200).sees_no("Record a complaint of somebody");
        jo.post("/desk/complaints", &phone).await.is(403);
    }
}

#[tokio::test]
async fn the_form_and_its_letters_are_in_the_persons_language() {
    for (language, title, asked) in [
        (Language::Fr, "Nous adresser une réclamation", "Était-ce vous"),
        (Language::De, "Sich bei uns beschweren", "Waren Sie das?"),
    ] {
        let stage = town(On::Sqlite).await;
        stage.visitor().get(&format!("/{}/complaint", language.code())).await.sees(title);
        complains(&stage, language, "…").await;
        let mail = words(&stage.mail_to(ADA).pop().unwrap());
        assert!(mail.contains(asked), "{mail}");
        stage
            .visitor()
            .post(&link(&stage), &[("answer", "yes")])
            .await
            .is(200)
            .sees(language.complaining().confirmed_title);
    }
}
