//! What does not go out, and a package that nobody is to have, by programs.

use rightsdesk::staff::role::Role;
use serde_json::json;
use stage::desk::On;

use super::{Program, asked};
use crate::recipients::shop;

stage::on_both! {
    async fn a_package_is_cut_made_whole_and_thrown_away_by_programs(on: On) {
        let (_database, stage) = shop(on, "en").await;
        let ana = Program::of(&stage, "ana", Role::Agent).await;
        let ticket = format!("/tickets/{}", asked(&stage, &["access"]).await);
        let discard = format!("{ticket}/package/discard");
        ana.post(&discard, json!({ "why": "Too early." })).await.is(422);
        ana.does(&format!("{ticket}/start")).await.is(204);
        stage.run_due_work().await;
        let told = ana.get(&ticket).await.is(200);
        let mut tasks = told.body["tasks"].as_array().unwrap().iter();
        let export = tasks.find(|task| task["operation"] == "export").expect("an export");
        let collections = export["collections"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap());
        let purchases = collections.clone().find(|name| name.ends_with("purchase")).expect("its records");
        let task = format!("{ticket}/tasks/{}", export["id"].as_str().unwrap());
        let (records, withholding) = (format!("{task}/records?collection={purchases}"), format!("{task}/withholding"));
        let looked = ana.get(&records).await.is(200);
        assert_eq!((&looked.body["withheld"], &looked.body["may_withhold"]), (&json!([]), &json!(true)));

        let good = json!({ "collection": purchases, "field": "thing", "ground": "RIGHTS_OF_OTHERS", "words": "A gift for Bob." });
        for (name, value) in [
            ("field", json!(null)), ("field", json!("nothing")), ("records", json!([9])), ("records", json!([0])),
            ("ground", json!("PORTABILITY_BASIS")), ("ground", json!("nothing")), ("words", json!("  ")),
        ] {
            let mut wrong = good.clone();
            wrong[name] = value;
            ana.post(&withholding, wrong.clone()).await.is(422);
        }
        let mut elsewhere = good.clone();
        elsewhere["collection"] = json!("shop.nothing");
        ana.post(&withholding, elsewhere).await.is(404);
        assert_eq!(ana.get(&records).await.is(200).body["withheld"], json!([]), "nothing of that has done anything");

        ana.post(&withholding, good).await.is(204);
        stage.run_due_work().await;
        let mark = json!({ "field": "thing", "ground": "RIGHTS_OF_OTHERS", "words": "A gift for Bob." });
        assert_eq!(ana.get(&records).await.is(200).body["withheld"], json!([mark]));
        let says_so = async || ana.get(&format!("{ticket}/package/contents")).await.is(200).text.contains("the field thing");
        assert!(says_so().await, "the package says what is missing");
        let release = async || {
            let sha256 = ana.get(&format!("{ticket}/package")).await.is(200).text("/sha256");
            ana.post(&format!("{ticket}/package/release"), json!({ "sha256": sha256 })).await
        };
        release().await.is(422);

        ana.delete(&format!("{withholding}?collection=shop.nothing")).await.is(404);
        ana.delete(&withholding).await.is(400);
        ana.delete(&format!("{withholding}?collection={purchases}")).await.is(204);
        stage.run_due_work().await;
        assert_eq!(ana.get(&records).await.is(200).body["withheld"], json!([]));
        assert!(!says_so().await, "and nothing is");

        ana.post(&discard, json!({ "why": "  " })).await.is(422);
        ana.post(&discard, json!({ "why": "She wants it in writing." })).await.is(204);
        stage.run_due_work().await;
        ana.get(&format!("{ticket}/package")).await.is(404);
        let told = ana.get(&ticket).await.is(200);
        assert!(told.body["messages"].as_array().unwrap().iter().any(|it| it["text"] == "She wants it in writing."));
        let log: Vec<_> = told.body["log"].as_array().unwrap().iter().map(|line| line["event"].as_str().unwrap()).collect();
        for event in ["records_withheld", "records_handed_over", "package_discarded"] {
            assert_eq!(log.iter().filter(|it| **it == event).count(), 1, "{event} in {log:?}");
        }
    }
}
