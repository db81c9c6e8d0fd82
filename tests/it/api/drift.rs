//! A system that is not as its manifest says, by programs.

use rightsdesk::staff::role::Role;
use serde_json::{Value, json};
use stage::desk::On;

use super::Program;
use crate::drifted_systems::shop;

stage::on_both! {
    async fn a_system_is_held_against_its_manifest_by_programs(on: On) {
        let (database, stage) = shop(on).await;
        let ana = Program::of(&stage, "ana", Role::Agent).await;
        let drift = "/systems/shop/drift";
        let told = ana.get(drift).await.is(200);
        assert_eq!(told.body, json!({ "gone": [], "undeclared": [] }), "nobody has looked");
        ana.get("/systems/nothing/drift").await.is(404);
        ana.does("/systems/nothing/drift").await.is(404);

        database
            .load(
                "CREATE TABLE newsletter (n INTEGER PRIMARY KEY, reader TEXT);
                 INSERT INTO newsletter VALUES (1, 'ada@example.org');
                 ALTER TABLE purchase RENAME COLUMN thing TO item;",
            )
            .await;
        ana.does(drift).await.is(204);
        let told = ana.get(drift).await.is(200);
        assert!(told.body["looked_at"].is_string());
        assert_eq!(told.body["gone"], json!(["shop.purchase.thing"]));
        assert!(!told.text.contains("ada@example.org"), "no value is told");
        let newsletter = |body: &Value| {
            let mut tables = body["undeclared"].as_array().unwrap().iter();
            tables.find(|it| it["place"].as_str().unwrap().ends_with("newsletter")).cloned().expect("the table")
        };
        let table = newsletter(&told.body);
        assert_eq!(table["looks"], json!([{ "column": "reader", "like": "email", "rows": 1 }]));
        assert_eq!((&table["is_whole"], &table["sampled"], table.get("known")), (&json!(true), &json!(1), None));

        let known = format!("{drift}/known");
        let mut said = json!({ "place": table["place"], "shape": "00", "why": "Addresses of our own\u{0} tests." });
        ana.post(&known, said.clone()).await.is(422);
        ana.post("/systems/nothing/drift/known", said.clone()).await.is(404);
        for field in ["place", "shape", "why"] {
            let mut strange = said.clone();
            strange[field] = json!("\u{0}");
            ana.post(&known, strange).await.is(422);
        }
        said["shape"] = table["shape"].clone();
        ana.post(&known, said).await.is(204);
        let table = newsletter(&ana.get(drift).await.is(200).body);
        assert_eq!((&table["known"]["by"]["name"], &table["known"]["why"]), (&json!("ana"), &json!("Addresses of our own tests.")));
    }
}
