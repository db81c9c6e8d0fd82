//! Asking, and hearing how far it is.

use rightsdesk::{staff::role::Role, ticket};
use serde_json::{Value, json};
use stage::desk::{On, Stage};

use super::{Program, Reply, asked, confirm, wish};

stage::on_both! {
    async fn a_request_that_came_by_the_api_is_taken_in_like_one_from_the_form(on: On) {
        let stage = Stage::set(on).await;
        let program = Program::outside(&stage);
        let wish = json!({
            "rights": ["access", "erasure"], "contact": { "kind": "email", "value": "ada@example.org" },
            "identifiers": [{ "kind": "matrix_id", "value": "@ada:example.org" }], "message": "All of it, please.",
            "delivery": "attachment", "language": "de", "agent": "Grace Hopper"
        });
        let receipt = program.post("/requests", wish).await.is(202);
        assert_eq!(receipt.text("/due_on"), "2026-12-14");
        let (reference, code) = (receipt.text("/reference"), receipt.text("/access_code"));
        let question = json!({ "reference": reference, "access_code": code });
        let status = program.post("/status", question.clone()).await.is(200);
        assert_eq!(status.text("/state"), "unverified");
        confirm(&stage, "ada@example.org").await;
        let status = program.post("/status", question).await.is(200);
        assert_eq!(status.text("/state"), "received");
        assert_eq!(status.text("/requests/0/right"), "access");
        assert!(!status.text.contains("ada"), "the code alone proves no mailbox");

        let row = ticket::store::by_reference(&stage.desk.db, &reference).await.unwrap().unwrap();
        assert_eq!((row.channel.code(), row.language.as_str(), row.delivery.code()), ("api", "de", "attachment"));
        let ana = Program::of(&stage, "ana", Role::Agent).await;
        let ticket = ana.get(&format!("/tickets/{reference}")).await.is(200);
        assert_eq!(ticket.text("/messages/0/text"), "All of it, please.");
        assert_eq!(ticket.text("/identifiers/1/value"), "@a***:example.org");
        assert_eq!(ticket.text("/agent"), "G***er");
    }

    async fn a_complaint_by_the_api_waits_for_the_mailed_link_and_has_the_forms_limits(on: On) {
        let stage = Stage::set(on).await;
        let (program, ana) = (Program::outside(&stage), Program::of(&stage, "ana", Role::Agent).await);
        let says = |text: &str, address: &str| {
            json!({ "contact": { "kind": "email", "value": address }, "text": text, "language": "fr" })
        };
        let blank = program.post("/complaints", says("  ", "nobody")).await.is(422);
        assert_eq!(blank.places(), ["/contact/value", "/text"]);
        let receipt = program.post("/complaints", says("You never answered.", "ada@example.org")).await.is(202);
        let question = json!({ "reference": receipt.text("/reference"), "access_code": receipt.text("/access_code") });
        assert_eq!(program.post("/status", question.clone()).await.is(200).text("/state"), "unverified");
        assert_eq!(ana.get("/complaints").await.is(200).body, json!([]), "nobody has shown who it was");
        confirm(&stage, "ada@example.org").await;
        let open = ana.get("/complaints").await.is(200);
        assert_eq!(open.text("/0/reference"), receipt.text("/reference"));
        assert_eq!((open.text("/0/channel"), open.text("/0/state")), ("person".to_owned(), "acknowledged".to_owned()));
        stage.run_due_work().await;
        let told = stage.mail_to("ada@example.org").pop().expect("a letter");
        assert!(told.text().contains("votre réclamation"), "{}", told.text());
        let row = ticket::store::by_reference(&stage.desk.db, &receipt.text("/reference")).await.unwrap().unwrap();
        assert_eq!((row.channel.code(), row.language.as_str()), ("api", "fr"));

        // What counts is the source, whichever door and whatever is sent.
        for number in 0..9 {
            program.post("/complaints", says("Late.", &format!("p{number}@example.org"))).await.is(202);
        }
        program.post("/complaints", says("Late.", "p9@example.org")).await.is(429);
        program.post("/requests", wish(&["access"])).await.is(429);
    }

    async fn known_and_unknown_people_get_the_same_answer(on: On) {
        let stage = Stage::set(on).await;
        let program = Program::outside(&stage);
        asked(&stage, &["access"]).await;
        let shape = |reply: Reply| {
            let Value::Object(body) = reply.body else { panic!("no object") };
            let lengths = body.iter().map(|(name, value)| (name.clone(), value.as_str().unwrap().len()));
            (reply.status, lengths.collect::<Vec<_>>(), body["due_on"].clone())
        };
        let known = shape(program.post("/requests", wish(&["access"])).await);
        let stranger = json!({ "rights": ["access"], "contact": { "kind": "email", "value": "nobody@example.org" } });
        assert_eq!(known, shape(program.post("/requests", stranger).await));
    }

    async fn a_wrong_code_and_an_unknown_reference_look_the_same_and_are_counted(on: On) {
        let stage = Stage::set(on).await;
        let program = Program::outside(&stage);
        let receipt = program.post("/requests", wish(&["access"])).await.is(202);
        let reference = receipt.text("/reference");
        let ask = |reference: &str, code: &str| json!({ "reference": reference, "access_code": code });
        let wrong = program.post("/status", ask(&reference, "AAAA-AAAA-AAAA-AAAA")).await.is(404);
        let unknown = program.post("/status", ask("DR-AAAA-AAAA", "AAAA-AAAA-AAAA-AAAA")).await.is(404);
        assert_eq!(wrong.body, unknown.body);
        for _ in 0..9 {
            program.post("/status", ask(&reference, "BBBB")).await.is(404);
        }
        let limited = program.post("/status", ask(&reference, &receipt.text("/access_code"))).await.is(429);
        assert_eq!(limited.header("retry-after"), Some("3600"), "counts begin anew with the full hour");
    }

    async fn the_form_and_the_api_share_their_limits(on: On) {
        let stage = Stage::set(on).await;
        let program = Program::outside(&stage);
        let from_one_of_many = |number: usize| {
            json!({ "rights": ["access"], "contact": { "kind": "email", "value": format!("p{number}@example.org") } })
        };
        for number in 0..10 {
            program.post("/requests", json!({ "rights": [] })).await.is(422);
            program.post("/requests", from_one_of_many(number)).await.is(202);
        }
        program.post("/requests", from_one_of_many(10)).await.is(429);
        let elsewhere = program.clone().from("198.51.100.1");
        elsewhere.post("/requests", from_one_of_many(11)).await.is(202);
        // A hundred requests for one address are a hundred tickets and three mails.
        for number in 0..5 {
            let program = program.clone().from(&format!("203.0.113.{number}"));
            program.post("/requests", wish(&["access"])).await.is(202);
        }
        stage.run_due_work().await;
        assert_eq!(stage.mail_to("ada@example.org").len(), 3);
    }
}
