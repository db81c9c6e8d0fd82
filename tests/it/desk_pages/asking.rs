//! The person is asked something first: what it does to the time that there is, and what becomes of it.

use std::collections::BTreeSet;

use super::{Colleague, asks_verified, ticket};
use chrono::TimeDelta;
use rightsdesk::{
    casework::receiving::{
        receive::{self, Asking, Receipt},
        verify_by_hand,
    },
    identifier::check,
    kernel::actor::Actor,
    law::regime::Regime,
    rights::right::Right,
    staff::role::Role,
    ticket::intake::{Channel, Delivery},
    words::language::Language,
};
use stage::{
    desk::{On, Stage},
    visitor::{Page, Visitor},
};

const ADA: &str = "ada@example.org";

/// A desk under this law, somebody at it, and a request.
async fn begun(on: On, regime: Regime, rights: &[Right]) -> (Stage, Colleague, Receipt) {
    let stage = Stage::setting(on).with_config(move |config| config.desk.regime = regime).set().await;
    let ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let receipt = asks_verified(&stage, ana.id, ADA, rights).await;
    (stage, ana, receipt)
}

/// The address on a page that leads to this act on its first question.
fn act(page: &Page, end: &str) -> String {
    let source = page.source();
    let mut quoted = source.split('"').filter(|text| text.contains("/questions/") && text.ends_with(end));
    quoted.next().unwrap_or_else(|| panic!("no form for {end}:\n{}", page.words())).to_owned()
}

async fn on_status(stage: &Stage, receipt: &Receipt) -> (Visitor, Page) {
    let mut ada = stage.visitor();
    let code = receipt.access_code.for_people();
    let fields = [("reference", receipt.reference.as_str()), ("access_code", code.as_str())];
    let entered = ada.post("/en/status", &fields).await.is(303);
    let page = ada.follow(entered).await.is(200);
    (ada, page)
}

const IDENTITY: [(&str, &str); 6] = [
    ("what", "identity"),
    ("concerns", ""),
    ("wording", "In which month did you sign up?"),
    ("reason", "The address of the account was changed yesterday."),
    ("amount", ""),
    ("late_because", ""),
];

fn clarify(code: &'static str) -> [(&'static str, &'static str); 6] {
    let mut fields = IDENTITY;
    fields[0] = ("what", code);
    fields[2] = ("wording", "Which of our services do you mean?");
    fields[3] = ("reason", "We hold a great many records about you.");
    fields
}

fn last_mail(stage: &Stage) -> String {
    let mail = stage.mail_to(ADA).pop().expect("a letter");
    mail.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

stage::on_both! {
    async fn proof_of_identity_starts_the_month_anew_in_the_united_kingdom(on: On) {
        let (stage, mut ana, receipt) = begun(on, Regime::Uk, &[Right::Access]).await;
        let (page, questions) = (ticket(&receipt), format!("{}/questions", ticket(&receipt)));
        let mut doubtless = IDENTITY;
        doubtless[3] = ("reason", " ");
        ana.post(&questions, &doubtless).await.is(422).sees("only where there is a reason to doubt it");
        stage.clock.advance(TimeDelta::days(2));
        ana.signs_in("ana").await;
        let asked = ana.does(&questions, &IDENTITY).await.sees("The person is asked.");
        let asked = asked.sees("waits for the person").sees("In which month did you sign up?").sees("Asked: Who they are");
        ana.post(&questions, &IDENTITY).await.is(422).sees("asked already");
        assert!(asked.source().contains("class=\"paused\""), "it is drawn");
        ana.get("/desk?view=open").await.sees("waits for the person");
        stage.run_due_work().await;
        let mail = last_mail(&stage);
        for told in ["was changed yesterday", "In which month", "do not need a copy", "begins when we have your reply"] {
            assert!(mail.contains(told), "{told} is missing:\n{mail}");
        }

        // Three days later the person replies on their page; it counts from then.
        stage.clock.advance(TimeDelta::days(3));
        let (mut ada, status) = on_status(&stage, &receipt).await;
        let status = status.sees("We have a question for you").sees_no("In which month did you sign up?");
        // While we wait she reads the day that staff work by, and the later one only as what it may become.
        let row = rightsdesk::ticket::store::by_reference(&stage.desk.db, &receipt.reference).await.unwrap().unwrap();
        let day = |day| rightsdesk::words::date::date(day, rightsdesk::words::language::Language::En);
        let status = status.sees(&format!("You hear from us by {}", day(row.due_safe_on)));
        let (csrf, question) = (status.field("csrf"), status.field("question"));
        let reply = [("csrf", csrf.as_str()), ("question", question.as_str())];
        let empty = [reply[0], reply[1], ("reply", "  ")];
        ada.post("/en/status/question", &empty).await.is(422).sees("Write your reply.");
        let told = [reply[0], reply[1], ("reply", "In May, I believe.")];
        ada.post("/en/status/question", &told).await.is(303);
        ada.get("/en/status/view").await.sees("You replied on 19 November 2026");
        ana.signs_in("ana").await;
        let replied = ana.get(&page).await.sees("In May, I believe.").sees("replied on 19 Nov 2026");
        let replied = replied.sees("due 21 Dec 2026").sees_no("waits for the person");

        // It is too little, and so the month has not begun after all.
        ana.post(&act(&replied, "/missing"), &[("missing", "")]).await.is(422).sees("what is missing");
        let again = ana.does(&act(&replied, "/missing"), &[("missing", "We need the day as well.")]).await;
        let again = again.sees("waits for the person").sees("The reply is not enough: Who they are");
        stage.run_due_work().await;
        assert!(last_mail(&stage).contains("We need the day as well."));

        stage.clock.advance(TimeDelta::days(1));
        ana.signs_in("ana").await;
        let enough = act(&again, "/enough");
        ana.post(&enough, &[("how", ""), ("on", "")]).await.is(422).sees("Say how you checked");
        ana.post(&enough, &[("how", "by phone"), ("on", "2026-11-15")]).await.is(422).sees("between the question and today");
        let how = "Compared the day with the account, by phone.";
        let done = ana.does(&enough, &[("how", how), ("on", "")]).await.sees("The answer is taken.").sees(how);
        done.sees("due 21 Dec 2026").sees("answered on 20 Nov 2026").sees("the period begins on that day");
        ana.post(&enough, &[("how", how), ("on", "")]).await.is(422).sees("does not wait for an answer");
    }

    async fn who_looks_late_at_a_reply_has_no_more_time_for_it(on: On) {
        let (stage, mut ana, receipt) = begun(on, Regime::Uk, &[Right::Access]).await;
        let (page, questions) = (ticket(&receipt), format!("{}/questions", ticket(&receipt)));
        stage.clock.advance(TimeDelta::days(2));
        ana.signs_in("ana").await;
        let asked = ana.does(&questions, &IDENTITY).await;
        // The reply came by mail the day after, and nobody looks before Christmas.
        stage.clock.advance(TimeDelta::days(26));
        ana.signs_in("ana").await;
        let missing = act(&asked, "/missing");
        let lacks = ("missing", "We need the day as well.");
        ana.post(&missing, &[lacks, ("on", "2026-11-13")]).await.is(422).sees("between the question and today");
        let again = ana.does(&missing, &[lacks, ("on", "2026-11-17")]).await.sees("asked late: moves no period");
        let how = "Compared the day with the account.";
        let done = ana.does(&act(&again, "/enough"), &[("how", how), ("on", "")]).await;
        done.sees("due 17 Dec 2026");

        // What came by their page has its day, which staff do not make later.
        let other = asks_verified(&stage, ana.id, "bob@example.net", &[Right::Access]).await;
        let asked = ana.does(&format!("{}/questions", ticket(&other)), &IDENTITY).await;
        let (mut bob, status) = on_status(&stage, &other).await;
        let (csrf, question) = (status.field("csrf"), status.field("question"));
        let reply = [("csrf", csrf.as_str()), ("question", question.as_str()), ("reply", "In May.")];
        bob.post("/en/status/question", &reply).await.is(303);
        stage.clock.advance(TimeDelta::days(4));
        ana.signs_in("ana").await;
        let late = ("on", "2026-12-16");
        ana.post(&act(&asked, "/enough"), &[("how", how), late]).await.is(422).sees("not later than that");
        ana.post(&act(&asked, "/missing"), &[lacks, late]).await.is(422).sees("not later than that");
        ana.does(&act(&asked, "/enough"), &[("how", how), ("on", "2026-12-12")]).await.sees("answered on 12 Dec 2026");
        drop(page);
    }

    async fn what_is_meant_stops_the_clock_for_access_only(on: On) {
        let (stage, mut ana, receipt) = begun(on, Regime::Uk, &[Right::Access, Right::Objection]).await;
        let questions = format!("{}/questions", ticket(&receipt));
        let asked = ana.does(&questions, &clarify("clarification_large")).await;
        // The objection runs on, and so does the ticket.
        let asked = asked.sees("due 14 Dec 2026").sees("30 days left");
        stage.run_due_work().await;
        let mail = last_mail(&stage);
        for told in ["Which of our services", "a great many records", "keep it as it is", "Access: Our time to answer you stands still", "Objection: Our time to answer you runs on"] {
            assert!(mail.contains(told), "{told} is missing:\n{mail}");
        }
        stage.clock.advance(TimeDelta::days(10));
        ana.signs_in("ana").await;
        let taken = ana.does(&act(&asked, "/enough"), &[("how", ""), ("on", "")]).await;
        // Ten days later, on a Thursday; nobody works at Christmas, which this is not.
        taken.sees("due 24 Dec 2026").sees("due 14 Dec 2026").sees("answered on 24 Nov 2026");
    }

    async fn in_the_union_a_late_question_or_a_fee_stops_nothing(on: On) {
        let (stage, mut ana, receipt) = begun(on, Regime::Eu, &[Right::Access]).await;
        let questions = format!("{}/questions", ticket(&receipt));
        let mut fee = clarify("fee");
        ana.post(&questions, &fee).await.is(422).sees("Say how much the fee is.");
        fee[4] = ("amount", "€20");
        ana.does(&questions, &fee).await.sees("due 14 Dec 2026").sees("30 days left");
        stage.run_due_work().await;
        let mail = last_mail(&stage);
        for told in ["€20", "Which of our services", "without paying", "runs on: you hear from us by 14 December 2026"] {
            assert!(mail.contains(told), "{told} is missing:\n{mail}");
        }
        stage.clock.advance(TimeDelta::days(10));
        ana.signs_in("ana").await;
        let late = ana.does(&questions, &IDENTITY).await;
        let late = late.sees("asked late: moves no period").sees("20 days left");
        stage.clock.advance(TimeDelta::days(31));
        ana.signs_in("ana").await;
        let close = act(&late, "/missing").replace("/missing", "/close");
        ana.post(&close, &[]).await.is(422).sees("runs on whether they reply or not");
    }

    async fn a_ticket_without_a_reply_is_closed_and_opened_again_by_the_reply(on: On) {
        let (stage, mut ana, receipt) = begun(on, Regime::Uk, &[Right::Access]).await;
        let asked = ana.does(&format!("{}/questions", ticket(&receipt)), &IDENTITY).await;
        let close = act(&asked, "/enough").replace("/enough", "/close");
        ana.post(&close, &[]).await.is(422).sees("too early");
        stage.clock.advance(TimeDelta::days(29));
        ana.signs_in("ana").await;
        ana.post(&close, &[]).await.is(422).sees("too early");
        stage.clock.advance(TimeDelta::days(1));
        ana.signs_in("ana").await;
        let closed = ana.does(&close, &[]).await.sees("closed for want of a reply").sees("No reply");
        let closed = closed.sees("closed on 14 Dec 2026 without a reply").sees("Open it again");
        drop(closed);
        stage.run_due_work().await;
        let mail = last_mail(&stage);
        for told in ["On 14 November 2026 we asked you", "In which month", "opened again at any time", "ico.org.uk"] {
            assert!(mail.contains(told), "{told} is missing:\n{mail}");
        }
        let (mut ada, status) = on_status(&stage, &receipt).await;
        let status = status.sees("We have closed your request for now");
        let (csrf, question) = (status.field("csrf"), status.field("question"));
        let fields = [("csrf", csrf.as_str()), ("question", question.as_str()), ("reply", "It was in May.")];
        ada.post("/en/status/question", &fields).await.is(303);
        let open = ana.get(&ticket(&receipt)).await.sees("Opened again after silence").sees("It was in May.");
        open.sees("Received").sees("due 14 Jan 2027");
        ana.post(&format!("{}/reopen", ticket(&receipt)), &[]).await.is(409).sees("cannot be opened again");
    }

    async fn an_agent_shows_an_authority_and_the_month_begins_with_it(on: On) {
        let stage = Stage::setting(on).with_config(|config| config.desk.regime = Regime::Uk).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let asking = Asking {
            part: None,
            rights: BTreeSet::from([Right::Access]),
            contact: check::read("email", "lawyer@example.net").unwrap(),
            others: vec![check::read("email", ADA).unwrap()],
            message: "I act for Ada.".to_owned(),
            delivery: Delivery::Link,
            language: Language::En,
            channel: Channel::Web,
            agent: Some("Grace Hopper".to_owned()),
            received_on: None,
        };
        let receipt = receive::receive(&stage.desk, asking, Actor::Subject).await.unwrap();
        verify_by_hand::verify(&stage.desk, ana.id, receipt.id, "The firm rang back.").await.unwrap();
        let mut authority = IDENTITY;
        authority[0] = ("what", "authority");
        authority[2] = ("wording", "A letter of authority, signed by Ada this year.");
        authority[3] = ("reason", "You ask for somebody else.");
        let asked = ana.does(&format!("{}/questions", ticket(&receipt)), &authority).await.sees("waits for the person");
        stage.run_due_work().await;
        let mail = stage.mail_to("lawyer@example.net").pop().expect("a letter");
        let mail = mail.text().split_whitespace().collect::<Vec<_>>().join(" ");
        for told in ["signed by Ada this year", "authority in writing", "only if we need to", "begins when we have your reply"] {
            assert!(mail.contains(told), "{told} is missing:\n{mail}");
        }
        assert!(stage.mail_to(ADA).is_empty(), "the person is written to only if needed");
        stage.clock.advance(TimeDelta::days(6));
        ana.signs_in("ana").await;
        let enough = act(&asked, "/enough");
        ana.post(&enough, &[("how", " "), ("on", "")]).await.is(422).sees("Say how you checked");
        let how = [("how", "Seen the letter on 19 November, signature compared."), ("on", "2026-11-19")];
        // Nineteenth of December: a Saturday.
        ana.does(&enough, &how).await.sees("due 21 Dec 2026").sees("answered on 19 Nov 2026").sees(how[0].1);
    }

    async fn auditors_ask_nobody(on: On) {
        let (stage, _, receipt) = begun(on, Regime::Both, &[Right::Access]).await;
        let mut jo = Colleague::enters(&stage, "jo", Role::Auditor).await;
        jo.get(&ticket(&receipt)).await.sees_no("Ask the person…");
        jo.post(&format!("{}/questions", ticket(&receipt)), &IDENTITY).await.is(403);
        stage.run_due_work().await;
        assert!(!stage.mail_to(ADA).iter().any(|mail| mail.text().contains("In which month")));
    }
    async fn a_message_while_a_question_waits_is_not_its_answer_and_nobody_is_left_to_believe_so(on: On) {
        let (stage, mut ana, receipt) = begun(on, Regime::Uk, &[Right::Access]).await;
        ana.does(&format!("{}/questions", ticket(&receipt)), &IDENTITY).await;
        stage.clock.advance(TimeDelta::minutes(5));
        ana.get(&ticket(&receipt)).await.sees_no("A message came on");
        let (mut ada, page) = on_status(&stage, &receipt).await;
        let page = page.sees("does not count as that answer").sees("answer our question above");
        let block = page.source().split("id=\"question-1\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(block.contains("Send me a link to read it here"), "{block}");
        let csrf = page.field("csrf");
        ada.post("/en/status/message", &[("csrf", &csrf), ("message", "In May.")]).await.is(303);
        ana.get(&ticket(&receipt)).await.sees("waits for the person").sees("A message came on 14 Nov 2026");

        let question = page.field("question");
        let reply = [("csrf", csrf.as_str()), ("question", &question), ("reply", "In May.")];
        ada.post("/en/status/question", &reply).await.is(303);
        ada.get("/en/status/view").await.sees_no("does not count as that answer");
        ana.get(&ticket(&receipt)).await.sees_no("A message came on");
    }
}
