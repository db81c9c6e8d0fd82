//! What staff do by programs.

use reqwest::multipart::{Form, Part};
use rightsdesk::staff::role::Role;
use serde_json::{Value, json};
use stage::{
    desk::{On, Stage},
    system::{Pretended, by_hand},
};

use super::{Program, asked, send, wish};

stage::on_both! {
    async fn what_the_law_says_of_each_system_is_told_to_programs_while_it_is_open(on: On) {
        let (_database, stage) = crate::desk_pages::erasing::shop(on).await;
        let reference = asked(&stage, &["erasure", "portability"]).await;
        let ana = Program::of(&stage, "ana", Role::Agent).await;
        let told = ana.get(&format!("/tickets/{reference}")).await.is(200);
        let of = |right: &str| {
            let requests = told.body["requests"].as_array().unwrap();
            requests.iter().find(|it| it["right"] == right).unwrap()["applies"].clone()
        };
        let erasure = of("erasure");
        assert_eq!(erasure.as_array().unwrap().len(), 2, "one for each law: {erasure}");
        for (number, law) in ["uk", "eu"].into_iter().enumerate() {
            let said = &erasure[number];
            assert_eq!((&said["system"], &said["basis"], &said["law"]), (&json!("shop"), &json!("contract"), &json!(law)));
            assert_eq!((&said["claim"], &said["verdict"]), (&json!("erasure"), &json!("on_condition")));
            assert!(said["article"].as_str().unwrap().starts_with("17(1)(a)"), "{said}");
            assert!(said["conditions"].as_array().unwrap().contains(&json!("no_longer_necessary")), "{said}");
        }
        let portability = of("portability");
        assert_eq!((&portability[0]["verdict"], &portability[0]["conditions"]), (&json!("applies"), &json!([])));
        ana.post(&format!("/tickets/{reference}/withdraw"), json!({ "how": "She rang." })).await.is(204);
        let told = ana.get(&format!("/tickets/{reference}")).await.is(200);
        assert_eq!(told.body["requests"][0]["applies"], json!([]), "nothing is left to decide");
    }

    async fn a_request_goes_all_the_way_by_programs_alone(on: On) {
        let shop = Pretended::new("shop", "Web shop")
            .holding("ada@example.org", r#"{"id": 1, "note": "a first order"}"#)
            .sharing("ada@example.org", r#"{"id": 2, "note": "an order with Grace"}"#)
            .knowing("ada@example.org", "customer_id", "4711");
        let stage = Stage::setting(on).with_systems([shop.connected(), by_hand("paper", "Paper", "Look.")]).set().await;
        let reference = asked(&stage, &["access", "rectification"]).await;
        let ticket = format!("/tickets/{reference}");
        let ana = Program::of(&stage, "ana", Role::Agent).await;
        let me = ana.get("/me").await.is(200).text("/id");

        let queue = ana.get("/tickets?needs=person").await.is(200);
        assert_eq!(queue.text("/tickets/0/reference"), reference);
        assert_eq!(queue.text("/tickets/0/contact"), "a***@example.org");
        ana.put(&format!("{ticket}/assignee"), json!({ "id": me })).await.is(204);
        assert_eq!(ana.get("/tickets?assigned=me").await.is(200).body["paging"]["total"], 1);
        ana.does(&format!("{ticket}/start")).await.is(204);
        ana.does(&format!("{ticket}/start")).await.is(409);
        stage.run_due_work().await;

        let told = ana.get(&ticket).await.is(200);
        assert_eq!(told.text("/state"), "collecting");
        let learned = told.body["identifiers"].as_array().unwrap().iter().find(|it| it["kind"] == "customer_id").unwrap();
        assert_eq!(learned["origin"], "resolved");
        let by_hand: Vec<_> = tasks(&told.body).filter(|task| task["state"] == "by_hand").collect();
        assert!(!by_hand.is_empty());
        for task in by_hand {
            let path = format!("{ticket}/tasks/{}", task["id"].as_str().unwrap());
            let shown = ana.get(&path).await.is(200);
            assert!(shown.text.contains("ada@example.org"));
            let file = Part::bytes(b"a letter".to_vec()).file_name("letter.txt").mime_str("text/plain").unwrap();
            let form = Form::new().text("outcome", "done").text("note", "Two binders looked through.").part("files", file);
            send(ana.request("POST", &format!("{path}/finish")).multipart(form)).await.is(204);
        }
        stage.run_due_work().await;

        let told = ana.get(&ticket).await.is(200);
        assert_eq!((told.text("/state").as_str(), told.text("/package/state").as_str()), ("review", "ready"));
        let export = tasks(&told.body).find(|task| task["system"] == "shop" && task["operation"] == "export").unwrap();
        let collection = export["collections"][0]["name"].as_str().unwrap();
        let path = format!("{ticket}/tasks/{}/records?collection={collection}", export["id"].as_str().unwrap());
        let records = ana.get(&path).await.is(200);
        assert_eq!(records.body["paging"]["total"], 2);
        assert_eq!(records.body["records"].as_array().unwrap().iter().filter(|row| row["shared"] == true).count(), 1);
        assert!(records.text.contains("an order with Grace"));
        let package = ana.get(&format!("{ticket}/package")).await.is(200);
        assert_eq!(package.text("/sha256").len(), 64);
        let contents = ana.get(&format!("{ticket}/package/contents")).await.is(200);
        assert!(contents.body["entries"].as_array().unwrap().iter().any(|it| it["path"] == "START-HERE.html"));
        let (release, seen) = (format!("{ticket}/package/release"), json!({ "sha256": package.text("/sha256") }));
        ana.post(&release, json!({ "sha256": "0".repeat(64) })).await.is(409);
        ana.post(&release, seen.clone()).await.is(204);
        ana.post(&release, seen).await.is(422);

        let told = ana.get(&ticket).await.is(200);
        let written = told.body["requests"].as_array().unwrap().iter().find(|it| it["right"] == "rectification").unwrap();
        let answer = json!({ "outcome": "granted", "text": "The name is corrected." });
        let path = format!("{ticket}/requests/{}/answer", written["id"].as_str().unwrap());
        ana.post(&path, answer.clone()).await.is(204);
        ana.post(&path, answer).await.is(422);
        let told = ana.get(&ticket).await.is(200);
        assert_eq!((told.text("/state").as_str(), told.text("/package/state").as_str()), ("answered", "released"));
        let log: Vec<_> = told.body["log"].as_array().unwrap().iter().map(|line| line["event"].as_str().unwrap()).collect();
        for event in ["records_shown", "package_released", "request_answered"] {
            assert!(log.contains(&event), "{event} in {log:?}");
        }
        stage.run_due_work().await;
        let letters = ana.get("/letters").await.is(200);
        let kinds: Vec<_> = letters.body["letters"].as_array().unwrap().iter().map(|it| it["kind"].clone()).collect();
        assert!(kinds.contains(&json!("ready_to_fetch")) && kinds.contains(&json!("answer")), "{kinds:?}");
        assert!(!letters.text.contains("ada@"));
    }

    async fn a_letter_is_recorded_verified_written_to_and_withdrawn(on: On) {
        let stage = Stage::set(on).await;
        let ana = Program::of(&stage, "ana", Role::Agent).await;
        let letter = json!({
            "channel": "letter", "received_on": "2026-11-02", "rights": ["objection"],
            "contact": { "kind": "matrix_id", "value": "@ada:example.org" },
            "identifiers": [{ "kind": "customer_id", "value": "4711" }], "language": "fr"
        });
        let receipt = ana.post("/tickets", letter.clone()).await.is(201);
        assert_eq!(receipt.text("/due_on"), "2026-12-02");
        let ticket = format!("/tickets/{}", receipt.text("/reference"));
        ana.does(&format!("{ticket}/start")).await.is(409);
        ana.post(&format!("{ticket}/verify"), json!({ "how": "  " })).await.is(422);
        let verified = ana.post(&format!("{ticket}/verify"), json!({ "how": "She came with her passport." })).await.is(200);

        let told = ana.get(&ticket).await.is(200);
        assert_eq!((told.text("/verified_how").as_str(), told.text("/channel").as_str()), ("by_hand", "letter"));
        let claimed = told.body["identifiers"].as_array().unwrap().iter().find(|it| it["standing"] == "claimed").unwrap();
        let path = format!("{ticket}/identifiers/{}", claimed["id"].as_str().unwrap());
        ana.put(&path, json!({ "standing": "claimed" })).await.is(422);
        ana.put(&path, json!({ "standing": "trusted" })).await.is(204);
        let more = json!({ "kind": "email", "value": "ada@example.org" });
        ana.post(&format!("{ticket}/identifiers"), more.clone()).await.is(204);
        ana.post(&format!("{ticket}/identifiers"), more).await.is(422);
        ana.post(&format!("{ticket}/messages"), json!({ "visibility": "internal", "text": "Be kind." })).await.is(204);
        let shown = ana.does(&format!("{ticket}/show")).await.is(200);
        assert_eq!(shown.text("/contact"), "@ada:example.org");
        let renewed = ana.post(&format!("{ticket}/access_code"), json!({ "how": "She came again." })).await.is(200);
        let question = |code: String| json!({ "reference": receipt.text("/reference"), "access_code": code });
        let outside = Program::outside(&stage);
        outside.post("/status", question(receipt.text("/access_code"))).await.is(404);
        outside.post("/status", question(verified.text("/access_code"))).await.is(404);
        outside.post("/status", question(renewed.text("/access_code"))).await.is(200);
        ana.post(&format!("{ticket}/withdraw"), json!({ "how": "She rang." })).await.is(204);
        let told = ana.get(&ticket).await.is(200);
        assert_eq!(told.text("/state"), "withdrawn");
        assert!(told.body["log"].as_array().unwrap().iter().any(|line| line["event"] == "contact_shown"));

        let mut late = letter;
        late["received_on"] = json!("2026-11-15");
        ana.post("/tickets", late).await.is(422);
    }

    async fn the_queue_is_filtered_searched_and_paged(on: On) {
        let stage = Stage::set(on).await;
        let first = asked(&stage, &["access"]).await;
        let second = asked(&stage, &["erasure", "objection"]).await;
        let outside = Program::outside(&stage);
        outside.post("/requests", wish(&["access"])).await.is(202);
        let ana = Program::of(&stage, "ana", Role::Agent).await;
        for (query, wanted) in [
            ("", vec![&first, &second]),
            ("?right=erasure", vec![&second]),
            ("?state=received&right=access", vec![&first]),
            ("?state=answered", vec![]),
            ("?assigned=me", vec![]),
            ("?assigned=nobody", vec![&first, &second]),
            ("?due_until=2026-12-14", vec![&first, &second]),
            ("?due_until=2026-12-13", vec![]),
            ("?q=nobody@example.org", vec![]),
            ("?q=ADA@example.org", vec![]),
            ("?per_page=1", vec![&first]),
            ("?per_page=1&page=2", vec![&second]),
            ("?per_page=1&page=1000000", vec![]),
        ] {
            let page = ana.get(&format!("/tickets{query}")).await.is(200);
            let found: Vec<_> = page.body["tickets"].as_array().unwrap().iter().map(|it| it["reference"].clone()).collect();
            assert_eq!(found, wanted.into_iter().map(|it| json!(it)).collect::<Vec<_>>(), "{query}");
        }
        let found = ana.get("/tickets?q=ada@example.org").await.is(200);
        assert_eq!(found.body["paging"]["total"], 3, "an exact name is found wherever its tickets stand");
        let found = ana.get(&format!("/tickets?q={first}")).await.is(200);
        assert_eq!(found.body["paging"]["total"], 1);
        ana.get(&format!("/tickets/{}", first.to_lowercase())).await.is(200);
    }

    async fn systems_are_tried_and_tasks_retried(on: On) {
        let shop = Pretended::new("shop", "Web shop").holding("ada@example.org", r#"{"id": 1}"#).remarking("it is old");
        let stage = Stage::setting(on).with_systems([shop.connected()]).set().await;
        let ana = Program::of(&stage, "ana", Role::Agent).await;
        assert_eq!(ana.get("/systems").await.is(200).text("/0/key"), "shop");
        let tried = ana.does("/systems/shop/test").await.is(200);
        assert_eq!((&tried.body["well"], &tried.body["remarks"]), (&json!(true), &json!(["it is old"])));
        ana.does("/systems/nothing/test").await.is(404);
        shop.breaks("the password is wrong");
        assert_eq!(ana.does("/systems/shop/test").await.is(200).text("/problem"), "the password is wrong");

        let ticket = format!("/tickets/{}", asked(&stage, &["access"]).await);
        ana.does(&format!("{ticket}/start")).await.is(204);
        stage.run_due_work().await;
        let told = ana.get(&ticket).await.is(200);
        let task = tasks(&told.body).find(|task| task["outcome"] == "abandoned").unwrap();
        assert_eq!(task["problem"], "the password is wrong");
        shop.is_mended();
        ana.does(&format!("{ticket}/tasks/{}/retry", task["id"].as_str().unwrap())).await.is(204);
        stage.run_due_work().await;
        assert_eq!(ana.get(&ticket).await.is(200).text("/state"), "review");
        let others = asked(&stage, &["access"]).await;
        ana.does(&format!("/tickets/{others}/tasks/{}/retry", task["id"].as_str().unwrap())).await.is(404);
    }
}

fn tasks(ticket: &Value) -> impl Iterator<Item = &Value> {
    ticket["tasks"].as_array().into_iter().flatten()
}
