//! Who may come in, and what they may do.

use super::{
    Program, asked,
    document::{operations, staff_document},
    send, token, wish,
};
use chrono::TimeDelta;
use rightsdesk::{
    casework::staffing::api_token,
    kernel::database,
    staff::{role::Role, store},
};
use serde_json::json;
use stage::desk::{On, Stage};

/// The id of nothing.
const NOTHING: &str = "00000000-0000-0000-0000-00000000000f";

/// What those may look at who may only look: it names nobody in full, and leaves no line in the log.
const FOR_AUDITORS: [&str; 25] = [
    "/complaints",
    "/deactivations",
    "/deactivations/accounts/{account}",
    "/deactivations/import",
    "/disclosures",
    "/grounds",
    "/holds",
    "/letter_samples",
    "/letters",
    "/locks",
    "/me",
    "/notices",
    "/people",
    "/privacy_notices",
    "/rechecks",
    "/reply_texts",
    "/report",
    "/systems",
    "/systems/{key}/drift",
    "/tickets",
    "/tickets/{reference}",
    "/tickets/{reference}/handovers",
    "/tickets/{reference}/notices",
    "/tickets/{reference}/package",
    "/tickets/{reference}/record",
];

stage::on_both! {
    async fn only_a_token_that_holds_comes_in(on: On) {
        let stage = Stage::set(on).await;
        let stranger = Program::stranger(&stage);
        let reply = stranger.get("/tickets").await.is(401);
        assert!(reply.header("www-authenticate").is_some_and(|how| how.starts_with("Bearer")));
        let ana = stage.staff("ana", Role::Agent).await;
        let good = token(&stage, ana, "nightly", TimeDelta::days(7)).await;
        let program = stranger.clone().showing(&good);
        program.get("/me").await.is(200);
        for wrong in ["", "x", &good[..good.len() - 1], &good.replace("rightsdesk_", ""), &format!("{good}x")] {
            stranger.clone().showing(wrong).get("/me").await.is(401);
        }
        for scheme in ["Basic", "Token", "bearer\u{a0}"] {
            let request = stranger.request("GET", "/me").header("authorization", format!("{scheme} {good}").as_bytes());
            send(request).await.is(401);
        }
        stage.clock.advance(TimeDelta::days(7) - TimeDelta::seconds(1));
        program.get("/me").await.is(200);
        stage.clock.advance(TimeDelta::seconds(1));
        program.get("/me").await.is(401);
    }

    async fn a_token_ends_with_its_account_its_password_and_its_name(on: On) {
        let stage = Stage::set(on).await;
        let db = &stage.desk.db;
        let stranger = Program::stranger(&stage);
        let ana = stage.staff("ana", Role::Agent).await;
        let jo = stage.staff("jo", Role::Agent).await;
        let days = TimeDelta::days(7);
        let [first, other, of_jo] =
            [token(&stage, ana, "ci", days).await, token(&stage, ana, "export", days).await, token(&stage, jo, "ci", days).await];
        let second = token(&stage, ana, "ci", days).await;
        let is = async |token: &str, status: u16| stranger.clone().showing(token).get("/me").await.is(status);
        is(&first, 401).await;
        is(&second, 200).await;
        assert!(api_token::revoke(db, ana, "ci", stage.desk.now()).await.unwrap());
        assert!(!api_token::revoke(db, ana, "ci", stage.desk.now()).await.unwrap());
        is(&second, 401).await;
        is(&other, 200).await;
        let tx = database::write(db).await.unwrap();
        store::set_password(&tx, "ana", "another".to_owned()).await.unwrap();
        tx.commit().await.unwrap();
        is(&other, 401).await;
        is(&of_jo, 200).await;
        let tx = database::write(db).await.unwrap();
        store::disable(&tx, "jo", stage.desk.now()).await.unwrap();
        tx.commit().await.unwrap();
        is(&of_jo, 401).await;
    }

    async fn wrong_tokens_are_counted_by_source_and_right_ones_never_locked_out(on: On) {
        let stage = Stage::set(on).await;
        let good = Program::of(&stage, "ana", Role::Agent).await;
        let wrong = Program::stranger(&stage).showing("rightsdesk_wrong");
        for _ in 0..10 {
            wrong.get("/me").await.is(401);
        }
        assert!(wrong.get("/me").await.is(429).header("retry-after").is_some());
        good.get("/me").await.is(200);
        wrong.clone().from("198.51.100.1").get("/me").await.is(401);
        stage.clock.advance(TimeDelta::hours(1));
        wrong.get("/me").await.is(401);
    }

    async fn a_cookie_is_no_token(on: On) {
        let stage = Stage::set(on).await;
        stage.staff("ana", Role::Officer).await;
        let mut ana = stage.colleague();
        let form = [("csrf", ""), ("name", "ana"), ("password", stage::desk::PASSWORD), ("next", "")];
        ana.post("/desk/sign-in", &form).await.is(303);
        assert!(!ana.cookies().is_empty(), "signed in at the pages");
        let page = ana.get("/api/v1/me").await;
        assert_eq!(page.status, 401);
        assert!(page.header("set-cookie").is_none());
    }

    async fn each_operation_asks_for_a_token_and_most_for_one_that_may_work(on: On) {
        let stage = Stage::set(on).await;
        let reference = asked(&stage, &["access"]).await;
        let ticket = format!("/tickets/{reference}");
        let auditor = Program::of(&stage, "jo", Role::Auditor).await;
        let agent = Program::of(&stage, "ana", Role::Agent).await;
        let document = staff_document(&stage).await;
        let operations: Vec<_> = operations(&document).map(|(method, path, _)| (method.to_uppercase(), path)).collect();
        let ask = |program: &Program, method: &str, path: &str| {
            let path = path.replace("{reference}", &reference).replace("{id}", NOTHING).replace("{key}", "shop").replace("{name}", "confirm");
            let path = if path.ends_with("/records") { format!("{path}?collection=x") } else { path };
            let request = program.request(method, &path);
            if method == "GET" { request } else { request.json(&json!({})) }
        };
        let before = auditor.get(&ticket).await.is(200);
        for (number, (method, path)) in operations.iter().enumerate() {
            let stranger = Program::stranger(&stage).from(&format!("203.0.113.{number}"));
            send(ask(&stranger, method, path)).await.is(401);
            send(ask(&stranger.showing("rightsdesk_wrong"), method, path)).await.is(401);
            let reply = send(ask(&auditor, method, path)).await;
            let may = method == "GET" && FOR_AUDITORS.contains(path);
            assert_eq!(reply.status == 403, !may, "{method} {path}: {}", reply.text);
        }
        assert_eq!(before.body, auditor.get(&ticket).await.is(200).body, "nothing has happened");
        // They were refused for who they are, not for how they asked.
        for (method, path) in &operations {
            let reply = send(ask(&agent, method, path)).await;
            assert!(!matches!(reply.status, 401 | 403), "{method} {path}: {}", reply.text);
        }
        assert_ne!(before.body, auditor.get(&ticket).await.is(200).body);
    }

    async fn nothing_for_staff_is_at_the_public_door(on: On) {
        let stage = Stage::set(on).await;
        let ana = Program::of(&stage, "ana", Role::Officer).await;
        let outside = Program { token: ana.token.clone(), ..Program::outside(&stage) };
        let document = staff_document(&stage).await;
        for (method, path, _) in operations(&document).filter(|(_, path, _)| *path != "/complaints") {
            send(outside.request(&method.to_uppercase(), path)).await.is(404);
        }
        // There people complain for themselves: nobody lists complaints there, and none counts as checked by staff.
        outside.get("/complaints").await.is(405);
        let checked = json!({
            "contact": { "kind": "email", "value": "ada@example.org" }, "text": "You are late.", "how": "Her signature."
        });
        outside.post("/complaints", checked).await.is(422);
        ana.post("/requests", wish(&["access"])).await.is(404);
    }
}
