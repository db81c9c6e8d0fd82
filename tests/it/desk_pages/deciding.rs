//! Nobody is refused by one person alone, without a ground that the law knows, or without evidence.

use chrono::TimeDelta;
use rightsdesk::{rights::right::Right, staff::role::Role};
use serde_json::json;
use stage::{
    desk::{On, Stage},
    system::by_hand,
    visitor::Page,
};

use super::{Colleague, addresses, asks_verified, ticket};
use crate::api::Program;

/// A request that can be answered: its page, and where its answer goes.
pub(crate) async fn answerable(stage: &Stage, ana: &mut Colleague, right: Right) -> (String, String) {
    let receipt = asks_verified(stage, ana.id, "ada@example.org", &[right]).await;
    let page = ticket(&receipt);
    ana.does(&format!("{page}/start"), &[]).await;
    stage.run_due_work().await;
    for task in addresses(&ana.get(&page).await, "tasks") {
        ana.finishes(&task, "done", "Looked and did it.", &[]).await.is(303);
    }
    let answer = form(&ana.get(&page).await, "/answer").expect("a form for the answer");
    (page, answer)
}

fn form(page: &Page, end: &str) -> Option<String> {
    page.source().split('"').find(|text| text.ends_with(end)).map(str::to_owned)
}

stage::on_both! {
    async fn a_refusal_needs_a_ground_evidence_and_a_second_person(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut ben = Colleague::enters(&stage, "ben", Role::Agent).await;
        let (page, answer) = answerable(&stage, &mut ana, Right::Rectification).await;
        let (agreement, back) = (answer.replace("/answer", "/agreement"), answer.replace("/answer", "/return"));
        let said = ("text", "Your name is as in your passport.");
        let refused = ("outcome", "refused");
        ana.post(&answer, &[refused, said]).await.is(422).sees("Choose the ground").sees("as in your passport");
        let ground = ("ground", "DATA_ACCURATE");
        ana.post(&answer, &[refused, ground, said]).await.is(422).sees("Write down the evidence");
        let evidence = ("evidence", "Compared with the passport on 20 November.");
        let foreign = ("ground", "ERASURE_LEGAL_OBLIGATION");
        ana.post(&answer, &[refused, foreign, evidence, said]).await.is(422).sees("does not answer this request");
        let made_up = ("ground", "BECAUSE");
        ana.post(&answer, &[refused, made_up, evidence, said]).await.is(422).sees("does not answer this request");
        ana.post(&answer, &[("outcome", "granted"), ground, evidence, said]).await.is(422).sees("does not answer");
        ana.tries_to_settle(&agreement, &[]).await.is(422).sees("No answer is proposed");

        let waits = ana.does(&answer, &[refused, ground, evidence, said]).await;
        waits.sees("Proposed: Refused").sees("It is right as it is").sees("Somebody else has to agree");
        ana.post(&answer, &[refused, ground, evidence, said]).await.is(422).sees("proposed already");
        ana.tries_to_settle(&agreement, &[]).await.is(422).sees("You proposed this");
        stage.run_due_work().await;
        let is_told = || stage.mail_to("ada@example.org").iter().any(|mail| mail.text().contains("passport"));
        assert!(!is_told(), "one person alone refuses nobody");

        ben.get(&page).await.sees("Compared with the passport on 20 November.");
        ben.tries_to_settle(&back, &[("why", " ")]).await.is(422).sees("Say why");
        ben.settles(&back, &[("why", "Which passport?")]).await.sees("sent back").sees("Which passport?");
        ben.tries_to_settle(&agreement, &[]).await.is(422).sees("No answer is proposed");
        ana.does(&answer, &[refused, ground, evidence, said]).await.sees("Proposed: Refused");
        ben.settles(&agreement, &[]).await.sees("Answered").sees("Refused");
        stage.run_due_work().await;
        let mails = stage.mail_to("ada@example.org");
        let mail = mails.iter().find(|mail| mail.text().contains("passport")).expect("the answer");
        let text = mail.text().split_whitespace().collect::<Vec<_>>().join(" ");
        for part in ["We have checked it and believe that it is right", "(Art. 16, 5(1)(d))", "ico.org.uk"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains("20 November"), "the evidence is ours");
        ben.get(&page).await.sees("proposed answer: Refused").sees("the proposed answer was sent back");
    }

    async fn who_agrees_agrees_to_the_words_that_they_saw(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut ben = Colleague::enters(&stage, "ben", Role::Agent).await;
        let (page, answer) = answerable(&stage, &mut ana, Right::Rectification).await;
        let (agreement, back) = (answer.replace("/answer", "/agreement"), answer.replace("/answer", "/return"));
        let [outcome, ground, evidence] = [("outcome", "refused"), ("ground", "DATA_ACCURATE"), ("evidence", "The passport.")];
        ana.does(&answer, &[outcome, ground, evidence, ("text", "It is as in your passport.")]).await;
        let old = ben.proposal(&agreement).await;
        ana.settles(&back, &[("why", "I know better words.")]).await;
        ana.does(&answer, &[outcome, ground, evidence, ("text", "Go away.")]).await.sees("Go away.");

        ben.post(&agreement, &[("proposal", &old)]).await.is(409);
        ben.post(&back, &[("proposal", &old), ("why", "Which passport?")]).await.is(409);
        let program = Program::for_somebody(&stage, ben.id, TimeDelta::days(1)).await;
        let ticket = page.replace("/desk/t/", "/tickets/");
        let (agreed, returned) = (agreement.replace("/desk/t/", "/tickets/"), back.replace("/desk/t/", "/tickets/"));
        program.post(&agreed, json!({ "proposal": old })).await.is(409);
        program.post(&returned, json!({ "proposal": old, "why": "Which passport?" })).await.is(409);
        stage.run_due_work().await;
        let is_told = || stage.mail_to("ada@example.org").iter().any(|mail| mail.text().contains("Go away."));
        assert!(!is_told(), "nobody has agreed to these words");

        let seen = program.get(&ticket).await.is(200).text("/requests/0/proposal");
        assert_eq!(seen, ben.proposal(&agreement).await);
        program.post(&agreed, json!({ "proposal": seen })).await.did();
        stage.run_due_work().await;
        assert!(is_told(), "negative control");
    }

    async fn some_grounds_are_the_officers_to_agree_to(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut ben = Colleague::enters(&stage, "ben", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let (page, answer) = answerable(&stage, &mut ana, Right::Objection).await;
        let fields = [
            ("outcome", "refused"),
            ("ground", "OVERRIDING_GROUNDS"),
            ("evidence", "Weighed on two pages."),
            ("text", "We looked at your situation."),
        ];
        let weighing = [("theirs", "She is ill."), ("ours", "A claim."), ("weight", "ours")];
        ana.does(&answer.replace("/answer", "/balance"), &weighing).await;
        ana.does(&answer, &fields).await;
        let agreement = answer.replace("/answer", "/agreement");
        ben.get(&page).await.sees("The data protection officer has to agree.");
        ben.tries_to_settle(&agreement, &[]).await.is(422).sees("has to agree to this ground");
        otto.settles(&agreement, &[]).await.sees("Answered");
    }

    async fn what_the_officer_proposes_a_colleague_agrees_to_and_what_is_sent_back_is_not_typed_anew(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let (page, answer) = answerable(&stage, &mut otto, Right::Objection).await;
        let fields = [
            ("outcome", "refused"),
            ("ground", "OVERRIDING_GROUNDS"),
            ("evidence", "Weighed on two pages."),
            ("text", "We looked at your situation."),
        ];
        let weighing = [("theirs", "She is ill."), ("ours", "A claim."), ("weight", "ours")];
        otto.does(&answer.replace("/answer", "/balance"), &weighing).await;
        otto.does(&answer, &fields).await;
        ana.settles(&answer.replace("/answer", "/return"), &[("why", "Say which claim.")]).await;
        let again = otto.get(&page).await;
        let again = again.sees("Your answer").sees("We looked at your situation.").sees("Weighed on two pages.");
        assert!(again.source().contains("value=\"OVERRIDING_GROUNDS\" selected"), "the ground is still chosen");
        assert!(!again.source().contains("situation.\n\nWhat this rests on"), "the grounds are not said twice");
        otto.does(&answer, &fields).await;
        let agreement = answer.replace("/answer", "/agreement");
        otto.tries_to_settle(&agreement, &[]).await.is(422).sees("You proposed this");
        ana.get(&page).await.sees("Agree and send it to the person").sees_no("The data protection officer has to agree.");
        ana.settles(&agreement, &[]).await.sees("Answered");
    }

    async fn what_is_granted_needs_nobody_else(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let (_, answer) = answerable(&stage, &mut ana, Right::Erasure).await;
        let fields = [("outcome", "granted"), ("ground", "BACKUP_BEYOND_USE"), ("text", "You are gone.")];
        ana.does(&answer, &fields).await.sees("Answered").sees("Granted");
        stage.run_due_work().await;
        let mails = stage.mail_to("ada@example.org");
        let texts: Vec<_> = mails.iter().map(|mail| mail.text().split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert!(texts.iter().any(|text| text.contains("if we ever restore one, we erase you again")), "{texts:?}");
    }
}

#[tokio::test]
async fn where_one_person_works_alone_the_configuration_says_so() {
    let stage = Stage::setting(On::Sqlite).with_systems([by_hand("paper", "Paper files", "Look.")]);
    let stage = stage.with_config(|config| config.decisions.second_person = false).set().await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Officer).await;
    let (_, answer) = answerable(&stage, &mut ana, Right::Rectification).await;
    let fields = [("outcome", "refused"), ("ground", "DATA_ACCURATE"), ("evidence", "The passport."), ("text", "No.")];
    ana.does(&answer, &fields).await.sees("Answered").sees("Refused");
}

#[tokio::test]
async fn everybody_can_read_the_list_of_grounds() {
    let stage = Stage::set(On::Sqlite).await;
    for (login, role) in [("ana", Role::Agent), ("otto", Role::Officer), ("iris", Role::Auditor)] {
        let page = Colleague::enters(&stage, login, role).await.get("/desk/grounds").await.is(200);
        page.sees("ERASURE_LEGAL_OBLIGATION").sees("EU: 17(3)(b)").sees("The law, and when it ends");
    }
}
