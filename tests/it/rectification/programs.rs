//! The same by programs.

use rightsdesk::{rights::right::Right, staff::role::Role, words::language::Language};
use serde_json::json;
use stage::{desk::On, on_both};

use super::{Colleague, asks, everything, shop, started, ticket, with_ada};
use crate::api::Program;

on_both! {
    async fn programs_write_down_approve_and_decide(on: On) {
        let (database, stage) = shop(on).await;
        let before = everything(&database).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks(&stage, &ana, "ada@example.org", &[Right::Rectification], Language::Fr).await;
        let task = started(&stage, &mut ana, &receipt).await;
        let path = task.replace("/desk/t/", "/tickets/");
        let (one, two) = (Program::of(&stage, "una", Role::Agent).await, Program::of(&stage, "duo", Role::Agent).await);

        let held = one.get(&path).await.is(200);
        assert!(held.text.contains("Adda Lovelase") && !held.text.contains("Bob"));
        let corrections = format!("{path}/corrections");
        one.post(&corrections, json!({ "collection": "shop.customer", "field": "id", "right": "7" })).await.is(422);
        one.post(&corrections, json!({ "collection": "shop.customer", "field": "name", "right": "Ada" })).await.is(204);
        one.post(&corrections, json!({ "collection": "shop.customer", "field": "company", "held": "Engines" })).await.is(204);
        stage.run_due_work().await;
        let shown = one.get(&path).await.is(200);
        let said = shown.body["rectification"]["corrections"].as_array().expect("corrections").clone();
        assert!(said.len() == 2 && said.iter().all(|it| it["state"] == "found"), "{said:?}");
        let company = said.iter().find(|it| it["field"] == "company").expect("the company")["id"].clone();
        let decision = format!("{corrections}/decision");
        two.post(&decision, json!({ "correction": company, "end": "refused" })).await.is(422);
        two.post(&decision, json!({ "correction": company, "end": "refused", "ground": "DATA_ACCURATE" })).await.is(204);
        stage.run_due_work().await;

        let plan = one.get(&path).await.text("/rectification/proposal/hash");
        let approval = format!("{corrections}/approval");
        one.post(&approval, json!({ "plan": plan })).await.is(422);
        two.post(&approval, json!({ "plan": "0000" })).await.is(422);
        two.post(&approval, json!({ "plan": plan })).await.is(204);
        stage.run_due_work().await;
        assert_eq!(everything(&database).await, with_ada(&before, "1|ada@example.org|Ada|Engines|-"));
        let done = one.get(&path).await.is(200);
        assert_eq!(done.body["rectification"]["done"][0]["again"]["fields"][0]["right"], 1);

        let page = ana.get(&ticket(&receipt)).await;
        let answer = page.source().split('"').find(|text| text.ends_with("/answer")).expect("a form").to_owned();
        ana.does(&answer, &[("outcome", "granted"), ("text", "Voilà qui est fait.")]).await;
        stage.run_due_work().await;
        let mails = stage.mail_to("ada@example.org");
        let answer = mails.iter().find(|mail| mail.text().contains("Voilà qui est fait.")).expect("an answer").text();
        for part in ["Votre nom\u{a0}: corrigé", "Votre entreprise\u{a0}: non modifié.", "n’est plus utilisé"] {
            assert!(answer.contains(part), "{part}: {answer}");
        }
    }
}
