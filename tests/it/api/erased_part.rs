//! A part only of what could be erased, by programs.

use rightsdesk::staff::role::Role;
use serde_json::json;
use stage::desk::On;

use super::{Program, asked};
use crate::a_part_only::{erased_from, ticket, town};

stage::on_both! {
    async fn what_an_erasure_is_about_is_changed_by_programs_before_the_systems_are_asked(on: On) {
        let (_databases, stage) = town(on).await;
        let reference = asked(&stage, &["erasure"]).await;
        let ana = Program::of(&stage, "ana", Role::Agent).await;
        let path = format!("/tickets/{reference}");
        let told = ana.get(&path).await.is(200);
        assert!(told.body["requests"][0].get("part").is_none(), "everything");
        let change = format!("{path}/requests/{}/part", told.text("/requests/0/id"));
        ana.post(&change, json!({ "systems": ["nothing"], "keeps_account": false })).await.is(422);
        ana.post(&change, json!({ "systems": ["account"], "keeps_account": true })).await.is(422);
        let part = json!({ "systems": ["bridge"], "keeps_account": false });
        ana.post(&change, part.clone()).await.is(204);
        assert_eq!(ana.get(&path).await.is(200).body["requests"][0]["part"], part);
        stage.run_due_work().await;
        let mail = stage.mail_to("ada@example.org").pop().unwrap();
        assert!(mail.text().contains("only in The bridge"), "{}", mail.text());

        ana.does(&format!("{path}/start")).await.is(204);
        stage.run_due_work().await;
        assert_eq!(erased_from(&stage, ticket(&stage, &reference).await).await, ["bridge"]);
        ana.post(&change, json!({ "systems": [], "keeps_account": false })).await.is(422);
    }
}
