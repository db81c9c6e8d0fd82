//! On what an erasure rests is proposed, confirmed by whoever decides, and told wherever the decision is.

use chrono::TimeDelta;
use rightsdesk::{request, rights::right::Right, staff::role::Role};
use rightsdesk_exporters::open::Settings;
use serde_json::{Value, json};
use stage::{
    company::connected,
    databases::{self, Database},
    desk::{On, Stage},
    system::by_hand,
};

use super::{Colleague, addresses, asks_verified, deciding::answerable, erasing, ticket};
use crate::api::Program;

const NEEDED: &str = "No longer needed for what it was collected for (Art. 17(1)(a))";
const OBJECTED: &str = "Objected to, and no grounds of ours weigh more (Art. 17(1)(c), 21(1))";
const CONSENT: &str = "Consent taken back, and nothing else to rest on (Art. 17(1)(b))";

/// Paper files on a contract, and two databases: one on interests that knows Ada, one on consent that does not.
async fn town(on: On) -> (Vec<Database>, Stage) {
    let mut systems = vec![by_hand("paper", "Paper files", "Look.")];
    let mut kept = Vec::new();
    let interests = "Legitimate interests\n        rightsdesk_meta: {interests: to know who buys}";
    let nobody = erasing::SHOP.replace("'ada@example.org'", "'carl@example.org'");
    for (key, basis, rows) in [("radar", interests, erasing::SHOP), ("newsletter", "Consent", nobody.as_str())] {
        let database = databases::sqlite();
        database.load(rows).await;
        let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        let basis = format!("legal_basis_for_processing: {basis}");
        let manifest = include_str!("erasing.yml").replace("legal_basis_for_processing: Contract", &basis);
        let manifest = manifest.replacen("fides_key: shop", &format!("fides_key: {key}"), 1);
        systems.push(connected(key, &manifest.replace("name: Web shop", &format!("name: {key}")), settings));
        kept.push(database);
    }
    (kept, Stage::setting(on).with_systems(systems).set().await)
}

stage::on_both! {
    async fn an_erasure_rests_on_what_the_bases_say_unless_somebody_knows_better(on: On) {
        let (_kept, stage) = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let day = stage.desk.today();
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        for task in addresses(&ana.get(&page).await, "tasks") {
            let shown = ana.get(&task).await.is(200);
            if shown.source().contains("name=\"plan\"") {
                let plan = shown.field("plan");
                for by in [&mut ana, &mut otto] {
                    by.does(&format!("{task}/approve"), &[("plan", &plan)]).await;
                }
            } else if shown.source().contains("name=\"note\"") {
                ana.finishes(&task, "done", "Shredded.", &[]).await.is(303);
            }
        }
        stage.run_due_work().await;

        // Where nothing was found, no basis counts.
        let shown = ana.get(&page).await.sees(&format!("Erased because (Art. 17(1)): {NEEDED}; {OBJECTED}"));
        shown.sees(CONSENT).sees_no(&format!("{OBJECTED}; "));
        let request = request::store::of(&stage.desk.db, receipt.id).await.unwrap().remove(0).id;
        let answer = format!("{page}/requests/{request}/answer");
        let granted = [("outcome", "granted"), ("text", "You are gone.")];
        ana.post(&answer, &[granted[0], granted[1], ("rests_on", "because")]).await.is(422).sees("does not answer this request");
        let program = Program::for_somebody(&stage, ana.id, TimeDelta::days(1)).await;
        let of_ticket = page.replace("/desk/t/", "/tickets/");
        assert_eq!(program.get(&of_ticket).await.is(200).body["requests"][0]["rests_on"], Value::Null);
        ana.does(&answer, &granted).await.sees("Answered").sees(&format!("Erased because (Art. 17(1)): {NEEDED}; {OBJECTED}"));

        let both = json!(["no_longer_necessary", "objection_upheld"]);
        assert_eq!(program.get(&of_ticket).await.is(200).body["requests"][0]["rests_on"], both);
        let record = ana.get(&format!("{page}/record")).await.is(200);
        let record: Value = serde_json::from_str(record.source()).unwrap();
        let rests_on = &record["dct:hasPart"][0]["dpv:hasJustification"];
        assert_eq!(rests_on[0]["@id"], "eu-gdpr:JustificationA17NonNecessity");
        assert_eq!((&rests_on[1]["dct:identifier"], &rests_on[1]["dct:source"]), (&json!("objection_upheld"), &json!("Art. 17(1)(c), 21(1)")));
        let table = ana.get(&format!("/desk/report.csv?from={day}&to={day}")).await.is(200);
        for line in ["erasure_ground,no_longer_necessary,1", "erasure_ground,objection_upheld,1"] {
            assert!(table.source().lines().any(|it| it == line), "{line} in {}", table.source());
        }
        ana.get(&format!("/desk/report?from={day}&to={day}")).await.is(200).sees("Grounds of erasures (Art. 17(1))");
    }

    async fn whoever_decides_says_on_what_it_rests_and_a_refusal_rests_on_nothing(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut ben = Colleague::enters(&stage, "ben", Role::Agent).await;
        let granted = [("outcome", "granted"), ("text", "You are gone.")];
        let (_, answer) = answerable(&stage, &mut ana, Right::Erasure).await;
        let two = [granted[0], granted[1], ("rests_on", "consent_withdrawn"), ("rests_on", "unlawful")];
        let shown = ana.does(&answer, &two).await.sees(CONSENT).sees("Used unlawfully (Art. 17(1)(d))");
        shown.sees_no(NEEDED);

        let program = Program::for_somebody(&stage, ana.id, TimeDelta::days(1)).await;
        let (page, answer) = answerable(&stage, &mut ana, Right::Erasure).await;
        let (page, answer) = (page.replace("/desk/t/", "/tickets/"), answer.replace("/desk/t/", "/tickets/"));
        let body = |rests_on: &str| json!({ "outcome": "granted", "text": "You are gone.", "rests_on": [rests_on] });
        program.post(&answer, body("because")).await.is(422);
        program.post(&answer, body("duty_to_erase")).await.did();
        assert_eq!(program.get(&page).await.is(200).body["requests"][0]["rests_on"], json!(["duty_to_erase"]));
        let (_, other) = answerable(&stage, &mut ana, Right::Rectification).await;
        program.post(&other.replace("/desk/t/", "/tickets/"), body("unlawful")).await.is(422);

        // What waits for a second person shows it too; what is refused rests on nothing.
        let (page, answer) = answerable(&stage, &mut ana, Right::Erasure).await;
        let ground = [("ground", "ERASURE_LEGAL_OBLIGATION"), ("evidence", "The invoices."), ("text", "Some stays.")];
        let partly = [&[("outcome", "partly_granted"), ("rests_on", "unlawful")][..], &ground[..]].concat();
        ana.does(&answer, &partly).await.sees("Proposed: ").sees("Used unlawfully (Art. 17(1)(d))");
        ben.settles(&answer.replace("/answer", "/return"), &[("why", "All of it stays.")]).await;
        let refused = [&[("outcome", "refused"), ("rests_on", "unlawful")][..], &ground[..]].concat();
        ana.does(&answer, &refused).await.sees("Proposed: Refused").sees_no("Erased because");
        ben.settles(&answer.replace("/answer", "/agreement"), &[]).await;
        ana.get(&page).await.sees("Refused").sees_no("Erased because");
    }
}
