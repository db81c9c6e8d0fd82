//! Art. 22; UK 22A–22D: a machine closed Ada's account; she hears how it decides, a person looks at it anew with her view at hand.

use chrono::TimeDelta;
use rightsdesk::{config::automated::AutomatedSection, rights::right::Right, task::state::Operation};
use serde_json::json;

use super::{
    ada::Ada,
    clerk::Answer,
    tale::{Tale, told},
    town::{ALL, Town, rows},
};

fn spam_ban() -> AutomatedSection {
    let section = r#"
        key = "spam_ban"
        name = { en = "Closing accounts that send spam", fr = "Fermeture des comptes de spam", de = "Schließen von Spam-Konten" }
        logic = { en = "Three reports within an hour close an account.", fr = "Trois signalements en une heure ferment un compte.", de = "Drei Meldungen in einer Stunde schließen ein Konto." }
        significance = { en = "You cannot sign in.", fr = "Vous ne pouvez plus vous connecter.", de = "Sie können sich nicht anmelden." }
        effects = { en = "Others get no spam.", fr = "Les autres n’ont pas de spam.", de = "Andere bekommen keinen Spam." }
        basis = "contract"
    "#;
    toml::from_str(section).expect("it is written here")
}

told! {
    async fn a_person_decides_anew_what_a_machine_had_decided(tale: Tale) {
        let mut town = Town::founded_with(tale, |config| config.automated = vec![spam_ban()]).await;
        let view = tale.of("I was away that week.", "J’étais absente cette semaine-là.", "Ich war in der Woche verreist.");
        let mut ada = Ada::asks(&town, &["automated_decisions"], &[("message", view)]).await;
        town.ana.starts(&ada.reference).await;
        town.pass(TimeDelta::days(2)).await;
        for (_, task) in town.tasks(&ada, Operation::Review).await {
            town.ana.finishes(&ada.reference, &task, "Looked into it.").await;
        }
        town.stage.run_due_work().await;
        let page = town.ana.looks(&ada.reference, "").await.sees(view).sees("Three reports within an hour");
        page.sees_no("does not allow this decision");
        let request = town.request(&ada, Right::AutomatedDecisions).await;
        let done = tale.of("A person has looked at it.", "Une personne l’a examiné.", "Ein Mensch hat es angesehen.");
        let form = [("outcome", "granted"), ("text", done)];
        let body = json!({ "outcome": "granted", "text": done });
        let answer = format!("/requests/{request}/answer");
        town.ana.is_refused(&ada.reference, &answer, &form, body, "a person has to have looked").await;
        let reason = tale.of("Somebody had your password.", "Quelqu’un avait votre mot de passe.", "Jemand hatte Ihr Kennwort.");
        let form = [("decision", "spam_ban"), ("verdict", "changed"), ("reason", reason)];
        let body = json!({ "decision": "spam_ban", "verdict": "changed", "reason": reason });
        town.ana.does(&ada.reference, &format!("/requests/{request}/review"), &form, body).await;
        town.ana.answers(&ada.reference, &request, Answer::granted(done)).await;
        let decision = spam_ban();
        let code = tale.language.code();
        let told = [decision.name.for_language(code), decision.logic.for_language(code), reason, done];
        let letter = town.last_letter().await.says(&told);
        town.tells_remedies(letter);
        ada.enters().await.sees(tale.language.public().status.closed);
        assert_eq!(rows(&town.shop).await, ALL);
        town.ends(&ada, "automated").await;
    }
}
