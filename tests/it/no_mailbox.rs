//! Somebody who gives a Matrix ID alone: no letter reaches them, so a person writes to them, and nothing may be lost
//! until one has.

use chrono::TimeDelta;
use rightsdesk::{audit, casework::receiving::receive::Receipt, staff::role::Role, ticket};
use serde_json::json;
use stage::{
    desk::{On, Stage},
    form::{Form, access},
};

use crate::{
    api::Program,
    desk_pages::{Colleague, asks},
};

/// Asks with a Matrix ID; the reference.
async fn asks_in_matrix(stage: &Stage) -> String {
    let mut zoe = stage.visitor();
    let sent = Form { matrix_id: "@zoe:example.org", ..access("") }.send(&mut zoe).await.is(200);
    sent.source().split("id=\"reference\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

stage::on_both! {
    async fn nobody_is_offered_a_message_that_cannot_reach_them(on: On) {
        let stage = Stage::set(on).await;
        for (email, matrix_id, is_offered) in [("", "@zoe:example.org", false), ("zoe@example.org", "@zoe:example.org", true)] {
            let mut zoe = stage.visitor();
            let start = zoe.get("/en").await.field("state");
            let contact = zoe.post("/en/r/rights", &[("right", "access"), ("state", &start)]).await.field("state");
            let fields = [("email", email), ("matrix_id", matrix_id), ("state", &contact)];
            let details = zoe.post("/en/r/contact", &fields).await.is(200);
            assert_eq!(details.words().contains("As a locked file in the message"), is_offered, "{email}");
        }
    }

    async fn the_request_stands_among_those_that_need_somebody(on: On) {
        let stage = Stage::set(on).await;
        let reference = asks_in_matrix(&stage).await;
        // Somebody with a mailbox can do the next step alone.
        let Receipt { reference: mailed, .. } = asks(&stage, "ada@example.org", &[rightsdesk::rights::right::Right::Access]).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        for (view, counted) in [
            ("action", "Needs action (1)"), ("unassigned", "Unassigned (1)"), ("open", "All open (1)"),
            ("unverified", "Unverified (2)"),
        ] {
            let page = ana.get(&format!("/desk?view={view}")).await.is(200).sees(counted).sees(&reference);
            assert_eq!(page.source().contains(&format!("/desk/t/{mailed}")), view == "unverified", "{view}");
        }
        ana.get("/desk?view=action").await.sees("Needs a person");
        let page = ana.get(&format!("/desk/t/{reference}")).await.sees("No mail reaches this person").sees("No mail reaches them");
        page.sees_no("They get it by mail");
        ana.does(&format!("/desk/t/{reference}/assign"), &[("assignee", "me")]).await.sees("Assigned to ana");
        ana.get("/desk").await.sees("Mine (1)");

        let program = Program::of(&stage, "otto", Role::Agent).await;
        for path in ["/tickets", "/tickets?needs=person", "/tickets?needs=person&state=unverified"] {
            let listed = program.get(path).await.is(200);
            assert_eq!(listed.body["paging"]["total"], json!(1), "{path}: {}", listed.text);
            assert_eq!(listed.text("/tickets/0/reference"), reference);
            assert_eq!(listed.body["tickets"][0]["needs_person"], json!(true));
        }
    }

    async fn the_request_waits_longer_and_its_end_is_told(on: On) {
        let stage = Stage::set(on).await;
        let reference = asks_in_matrix(&stage).await;
        let id = ticket::store::by_reference(&stage.desk.db, &reference).await.unwrap().unwrap().id;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        stage.clock.advance(TimeDelta::days(29));
        stage.run_due_work().await;
        ana.signs_in("ana").await;
        ana.get("/desk").await.sees(&reference).sees("Needs action (1)");
        stage.clock.advance(TimeDelta::days(2));
        stage.run_due_work().await;
        ana.signs_in("ana").await;
        ana.get("/desk").await.sees("Needs action (0)");
        let log = audit::store::about(&stage.desk.db, id).await.unwrap();
        assert_eq!(log.last().unwrap().event, "expired_unwritten");
    }

    async fn who_says_no_in_matrix_is_done_with(on: On) {
        let stage = Stage::set(on).await;
        let reference = asks_in_matrix(&stage).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let said = [("said", "She wrote that it was not she.")];
        ana.does(&format!("/desk/t/{reference}/withdraw"), &said).await.sees("Withdrawn");
        ana.get("/desk").await.sees("Needs action (0)");
    }
}
