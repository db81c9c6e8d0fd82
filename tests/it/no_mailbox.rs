//! Somebody who gives a Matrix ID alone: no letter reaches them, so a person writes to them, and nothing may be lost
//! until one has.

use chrono::TimeDelta;
use rightsdesk::{audit, casework::receiving::receive::Receipt, rights::right::Right, staff::role::Role, ticket};
use serde_json::json;
use stage::{
    desk::{On, Stage},
    form::{Form, access},
    visitor::Page,
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

/// What opens the request for whoever has this code, on the page and for programs.
async fn opens(stage: &Stage, reference: &str, code: &str) -> bool {
    let page = stage.visitor().post("/en/status", &[("reference", reference), ("access_code", code)]).await;
    let question = json!({ "reference": reference, "access_code": code });
    let told = Program::outside(stage).post("/status", question).await;
    if page.header("location").is_some() {
        told.is(200);
        return true;
    }
    page.is(422).sees("do not belong together");
    told.is(404);
    false
}

/// The code that staff are shown, once.
fn shown(page: &Page) -> String {
    page.source().split("<dd class=\"mono\">").nth(2).expect("two codes").split('<').next().expect("a code").to_owned()
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
        let Receipt { reference: mailed, .. } = asks(&stage, "ada@example.org", &[Right::Access]).await;
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

    async fn a_yes_lets_in_whom_staff_have_asked_and_not_whoever_filled_in_the_form(on: On) {
        let stage = Stage::set(on).await;
        let sent = Form { matrix_id: "@zoe:example.org", ..access("") }.send(&mut stage.visitor()).await.is(200);
        let (reference, code) = (sent.by_id("reference"), sent.by_id("access-code"));
        let door = [("reference", reference.as_str()), ("access_code", code.as_str())];
        let mut mallory = stage.visitor();
        mallory.post("/en/status", &door).await.is(303);
        mallory.get("/en/status/view").await.is(200).sees("a person writes to you in Matrix");

        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        ana.get(&format!("/desk/t/{reference}")).await.sees("send them the new code");
        let verify = format!("/desk/t/{reference}/verify");
        ana.post(&verify, &[("how", " ")]).await.is(422);
        assert!(opens(&stage, &reference, &code).await, "nothing has happened yet");
        let page = ana.post(&verify, &[("how", "She wrote yes from @zoe:example.org.")]).await.is(200);
        let fresh = shown(&page.sees("over the channel on which you checked"));
        mallory.get("/en/status/view").await.is(303);
        assert!(!opens(&stage, &reference, &code).await);
        assert!(opens(&stage, &reference, &fresh).await);
        ana.get(&format!("/desk/t/{reference}")).await.sees("Received").sees("New access code made").sees_no(&fresh);
    }

    async fn a_reply_that_shows_who_they_are_brings_a_new_code_too(on: On) {
        let stage = Stage::set(on).await;
        let otto = Program::of(&stage, "otto", Role::Agent).await;
        let question = json!({ "kind": "identity", "reason": "The account is old.", "wording": "When did you sign up?" });
        let enough = async |reference: &str| {
            let ticket = format!("/tickets/{reference}");
            otto.post(&format!("{ticket}/questions"), question.clone()).await.is(204);
            let id = otto.get(&ticket).await.is(200).text("/questions/0/id");
            otto.post(&format!("{ticket}/questions/{id}/enough"), json!({ "how": "She knew the month." })).await
        };
        let sent = Form { matrix_id: "@zoe:example.org", ..access("") }.send(&mut stage.visitor()).await.is(200);
        let (reference, code) = (sent.by_id("reference"), sent.by_id("access-code"));
        let fresh = enough(&reference).await.is(200).text("/access_code");
        assert_eq!(otto.get(&format!("/tickets/{reference}")).await.text("/state"), "received");
        assert!(!opens(&stage, &reference, &code).await);
        assert!(opens(&stage, &reference, &fresh).await);

        // On her page staff are shown it as well.
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let sent = Form { matrix_id: "@yuki:example.org", ..access("") }.send(&mut stage.visitor()).await.is(200);
        let (reference, code) = (sent.by_id("reference"), sent.by_id("access-code"));
        otto.post(&format!("/tickets/{reference}/questions"), question.clone()).await.is(204);
        let page = ana.get(&format!("/desk/t/{reference}")).await;
        let form = page.source().split('"').find(|it| it.ends_with("/enough")).expect("a form").to_owned();
        let fresh = shown(&ana.post(&form, &[("how", "She knew the month."), ("on", "")]).await.is(200));
        assert!(!opens(&stage, &reference, &code).await);
        assert!(opens(&stage, &reference, &fresh).await);

        // With a mailbox the link is the other proof, and the code stays.
        let mailed = asks(&stage, "ada@example.org", &[Right::Access]).await;
        let by_hand = json!({ "how": "She rang." });
        otto.post(&format!("/tickets/{}/verify", mailed.reference), by_hand).await.is(204);
        assert!(opens(&stage, &mailed.reference, &mailed.access_code.for_people()).await);
        enough(&mailed.reference).await.is(204);
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
