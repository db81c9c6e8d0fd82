//! Decisions that a machine made: a person hears the one it is about, and decides anew.

use rightsdesk::{config::automated::AutomatedSection, rights::right::Right, staff::role::Role};
use rightsdesk_exporters::contract::register::LegalBasis;
use stage::{
    desk::{On, Stage},
    on_both,
    system::by_hand,
    visitor::Page,
};

use crate::desk_pages::{Colleague, addresses, asks_verified, ticket};

const ADA: &str = "ada@example.org";

fn spam_ban(basis: LegalBasis) -> AutomatedSection {
    AutomatedSection {
        key: "spam_ban".to_owned(),
        name: "Closing accounts that send spam".into(),
        logic: "Three reports within an hour close an account.".into(),
        significance: "You cannot sign in.".into(),
        effects: "Others get no spam.".into(),
        basis,
    }
}

fn form(page: &Page, end: &str) -> String {
    page.source().split('"').find(|text| text.ends_with(end)).expect("a form").to_owned()
}

fn words(text: String) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A request that can be answered: its page.
async fn answerable(stage: &Stage, ana: &mut Colleague) -> String {
    let receipt = asks_verified(stage, ana.id, ADA, &[Right::AutomatedDecisions]).await;
    let page = ticket(&receipt);
    ana.does(&format!("{page}/start"), &[]).await;
    stage.run_due_work().await;
    for task in addresses(&ana.get(&page).await, "tasks") {
        ana.finishes(&task, "done", "Looked into it.", &[]).await.is(303);
    }
    page
}

on_both! {
    async fn a_person_decides_anew_with_the_view_of_whom_it_is_about(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]);
        let stage = stage.with_config(|config| config.automated = vec![spam_ban(LegalBasis::Contract)]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let page = answerable(&stage, &mut ana).await;
        let shown = ana.get(&page).await.sees("Three reports within an hour").sees("Please send me everything since 2019.");
        shown.sees_no("does not allow this decision");
        let answer = form(&ana.get(&page).await, "/answer");
        let granted = [("outcome", "granted"), ("text", "A person has looked at it.")];
        ana.post(&answer, &granted).await.is(422).sees("a person has to have looked");
        let review = answer.replace("/answer", "/review");
        let mut anew = [("decision", "spam_ban"), ("verdict", "changed"), ("reason", " ")];
        ana.post(&review, &anew).await.is(422);
        anew[0].1 = "another";
        anew[2].1 = "You were away, and somebody had your password.";
        ana.post(&review, &anew).await.is(422).sees("Choose a decision from the list").sees("somebody had your password");
        anew[0].1 = "spam_ban";
        ana.does(&review, &anew).await.sees("The decision is changed").sees("somebody had your password");
        ana.does(&answer, &granted).await;
        stage.run_due_work().await;
        let mail = words(stage.mail_to(ADA).pop().unwrap().text());
        for part in [
            "Closing accounts that send spam", "How it is made: Three reports", "What it means to you: You cannot sign in.",
            "The decision is changed: You were away", "You can tell us your view, or contest the result",
        ] {
            assert!(mail.contains(part), "{part}: {mail}");
        }
    }

    async fn where_none_is_listed_that_is_the_answer_that_is_proposed(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let page = answerable(&stage, &mut ana).await;
        let shown = ana.get(&page).await.sees("None is listed.").sees_no("Look again at the decision");
        assert!(shown.source().contains("value=\"NO_SOLELY_AUTOMATED_DECISION\" selected"), "{}", shown.source());
        let answer = form(&shown, "/answer");
        // Nobody has looked at anything, and no letter may say so.
        let looked = [("outcome", "partly_granted"), ("ground", "ADM_PERMITTED_WITH_SAFEGUARDS"), ("evidence", "None."), ("text", "No.")];
        ana.post(&answer, &looked).await.is(422).sees("a person has to have looked");
        let fields = [("outcome", "granted"), ("ground", "NO_SOLELY_AUTOMATED_DECISION"), ("evidence", "The list."), ("text", "There is none.")];
        ana.does(&answer, &fields).await;
        stage.run_due_work().await;
        let mail = words(stage.mail_to(ADA).pop().unwrap().text());
        assert!(mail.contains("No decision about you that has a legal effect"), "{mail}");
        assert!(!mail.contains("looked at it again"), "{mail}");
    }
}

#[tokio::test]
async fn what_the_law_of_the_ticket_forbids_is_loud() {
    let stage = Stage::setting(On::Sqlite).with_systems([by_hand("paper", "Paper files", "Look.")]);
    let stage =
        stage.with_config(|config| config.automated = vec![spam_ban(LegalBasis::LegitimateInterests)]).set().await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let page = answerable(&stage, &mut ana).await;
    ana.get(&page).await.sees("does not allow this decision");
}
