//! Whatever comes in, nothing breaks, and everything is told as a problem.

use rightsdesk::staff::role::Role;
use serde_json::{Value, json};
use stage::desk::{On, Stage};

use super::{
    Program, Reply, asked,
    document::{operations, staff_document},
    hostile::{FORMS, HOSTILE, bodies, values},
    send, wish,
};

#[tokio::test]
async fn no_body_breaks_the_intake() {
    let stage = Stage::set(On::Sqlite).await;
    let program = Program::outside(&stage);
    let (mut sent, mut told) = (0, 0);
    for path in ["/requests", "/status", "/complaints"] {
        for body in bodies() {
            let request = program.request("POST", path).header("content-type", "application/json").body(body.clone());
            let reply = send(request).await;
            assert!(matches!(reply.status, 400 | 422), "{} for {:?}", reply.status, String::from_utf8_lossy(&body));
            reply.is_problem();
            assert!(!reply.places().is_empty(), "it says where");
            sent += 1;
        }
    }
    for name in ["rights", "contact", "identifiers", "message", "delivery", "language", "agent", "unknown"] {
        for value in values() {
            let mut body = wish(&["access"]);
            body[name] = value.clone();
            let text = body.to_string();
            let reply = program.clone().from(&format!("2001:db8:{sent:x}::1")).post("/requests", body).await;
            // Some of these are in order: a message may say anything.
            assert!(matches!(reply.status, 202 | 422), "{} for {text:.300}", reply.status);
            if reply.status == 422 {
                reply.is_problem();
                // What only a person can judge, such as a name of several lines, is told in words alone.
                told += reply.places().len();
                assert!(reply.places().iter().all(|place| place.starts_with(&format!("/{name}"))), "{}", reply.text);
            }
            sent += 1;
        }
    }
    for name in ["contact", "text", "language", "unknown"] {
        for value in values() {
            let mut body =
                json!({ "contact": { "kind": "email", "value": "ada@example.org" }, "text": "You are late." });
            body[name] = value;
            let text = body.to_string();
            let reply = program.clone().from(&format!("2001:db8:{sent:x}::1")).post("/complaints", body).await;
            assert!(matches!(reply.status, 202 | 422), "{} for {text:.300}", reply.status);
            if reply.status == 422 {
                reply.is_problem();
                let places = reply.places();
                assert!(places.iter().all(|place| place.starts_with(&format!("/{name}"))), "{}", reply.text);
                told += places.len();
            }
            sent += 1;
        }
    }
    assert!(sent > 300 && told > 100, "{sent}, {told}");
}

#[tokio::test]
async fn what_is_wrong_is_told_place_by_place() {
    let stage = Stage::set(On::Sqlite).await;
    let program = Program::outside(&stage);
    let reply = program
        .post(
            "/requests",
            json!({
                "rights": ["access", "flight"], "contact": { "kind": "email" }, "identifiers": [{ "kind": "a", "value": 1 }],
                "note": "x"
            }),
        )
        .await
        .is(422);
    assert_eq!(reply.places(), ["/rights/1", "/contact/value", "/identifiers/0/value", "/note"]);
    assert_eq!(reply.text("/type"), "urn:rightsdesk:problem:invalid");
    let reply = program
        .post(
            "/requests",
            json!({
                "rights": ["access"], "contact": { "kind": "email", "value": "ada" },
                "identifiers": [{ "kind": "Email", "value": "x" }, { "kind": "matrix_id", "value": "@a" }]
            }),
        )
        .await
        .is(422);
    assert_eq!(reply.places(), ["/contact/value", "/identifiers/0/kind", "/identifiers/1/value"]);
    let twice =
        r#"{"rights": ["access"], "contact": {"kind": "email", "value": "a@b.example", "value": "c@d.example"}}"#;
    let request = program.request("POST", "/requests").header("content-type", "application/json").body(twice);
    let reply = send(request).await.is(400);
    assert_eq!(reply.places(), ["/contact/value"]);
    stage.run_due_work().await;
    assert!(stage.mails().is_empty());
}

#[tokio::test]
async fn unknown_paths_methods_types_and_sizes_are_problems() {
    let stage = Stage::set(On::Sqlite).await;
    let program = Program::outside(&stage);
    for path in [
        "",
        "/",
        "/nothing",
        "/requests/",
        "/requests/1",
        "//requests",
        "/requests%2f",
        "/%ff",
        "/%00",
        "/..%2f..%2f",
        "/openapi",
    ] {
        send(program.request("GET", path)).await.is(404);
    }
    for path in ["/api", "/api/", "/api/v2/requests", "/api/v1x/requests", "/api/v1requests"] {
        let reply = send(program.http.get(format!("{}{path}", program.door))).await.is(404);
        assert_eq!(reply.text("/instance"), path);
    }
    for method in ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"] {
        let reply = send(program.request(method, "/requests")).await.is(405);
        assert_eq!(reply.header("allow"), Some("POST"));
    }
    let reply = send(program.request("DELETE", "/openapi.json")).await.is(405);
    assert_eq!(reply.header("allow"), Some("GET, HEAD"));
    assert_eq!(send(program.request("HEAD", "/openapi.json")).await.status, 200);
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "json",
        "/",
        ";",
        "application/jsonx",
    ] {
        let request = program.request("POST", "/requests").header("content-type", kind);
        send(request.body(wish(&["access"]).to_string())).await.is(415);
    }
    let told = send(program.request("POST", "/requests").body(wish(&["access"]).to_string())).await.is(415);
    assert!(told.text("/detail").contains("`Content-Type: application/json`"), "{}", told.text);
    let request = program.request("POST", "/requests").header("content-type", "APPLICATION/JSON ; charset=utf-8");
    send(request.body(wish(&["access"]).to_string())).await.is(202);
    let large = format!("{{\"message\": \"{}\"}}", "a".repeat(300_000));
    let request = program.request("POST", "/requests").header("content-type", "application/json");
    send(request.body(large)).await.is(413);
    let reply = program.post("/requests?debug=1&debug=2", wish(&["access"])).await.is(400);
    assert_eq!(reply.places(), ["debug", "debug"]);
}

stage::on_both! {
    /// Every operation for staff: hostile texts in each part of its address, bodies that are none, and its own body with
    /// something else in each of its fields.
    async fn no_input_breaks_an_operation_for_staff(on: On) {
        let stage = Stage::set(on).await;
        let reference = asked(&stage, &["access"]).await;
        let ana = Program::of(&stage, "ana", Role::Officer).await;
        let ticket = ana.get(&format!("/tickets/{reference}")).await.is(200);
        let request_id = ticket.text("/requests/0/id");
        let document = staff_document(&stage).await;
        let mut sent = 0;
        let mut check = |reply: Reply, what: &str| {
            assert!(reply.status < 500, "{} for {what:.300}: {}", reply.status, reply.text);
            if reply.status >= 400 {
                reply.is_problem();
            }
            sent += 1;
        };
        for (method, path, operation) in operations(&document) {
            let method = method.to_uppercase();
            let fill = |path: &str| path.replace("{reference}", &reference).replace("{id}", &request_id).replace("{key}", "shop").replace("{name}", "confirm");
            for text in HOSTILE {
                let encoded: String = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
                for name in ["{reference}", "{id}", "{key}"].iter().filter(|name| path.contains(**name)) {
                    let path = fill(&path.replace(name, &encoded));
                    check(send(ana.request(&method, &path)).await, &format!("{method} {path}"));
                }
                for parameter in operation["parameters"].as_array().into_iter().flatten().filter(|it| it["in"] == "query") {
                    let path = format!("{}?{}={encoded}", fill(path), parameter["name"].as_str().unwrap());
                    check(send(ana.request(&method, &path)).await, &format!("{method} {path}"));
                }
            }
            let here = fill(path);
            if operation["requestBody"]["content"].get("application/json").is_some() {
                let body = |body: Vec<u8>| ana.request(&method, &here).header("content-type", "application/json").body(body);
                for bytes in bodies() {
                    let reply = send(body(bytes)).await;
                    assert!(matches!(reply.status, 400 | 422), "{method} {here}: {}", reply.text);
                    check(reply, &format!("{method} {here}"));
                }
                let good = usual(operation["operationId"].as_str().unwrap());
                let names: Vec<&str> = good.as_object().unwrap().keys().map(String::as_str).chain(["unknown"]).collect();
                for (name, value) in names.into_iter().flat_map(|name| values().into_iter().map(move |value| (name, value))) {
                    let mut other = good.clone();
                    other[name] = value;
                    let what = format!("{method} {here} {other}");
                    check(send(body(other.to_string().into_bytes())).await, &what);
                }
            }
            if operation["requestBody"]["content"].get("multipart/form-data").is_some() {
                for (form, boundary) in FORMS.iter().flat_map(|form| ["; boundary=x", "", "; boundary="].map(|it| (form, it))) {
                    let kind = format!("multipart/form-data{boundary}");
                    let reply = send(ana.request(&method, &here).header("content-type", &kind).body(*form)).await;
                    assert!(reply.status >= 400, "{form}");
                    check(reply, &format!("{kind} {form}"));
                }
            }
        }
        assert!(sent > 1500, "{sent}");
    }
}

/// A body of the operation that is in order.
fn usual(operation: &str) -> Value {
    match operation {
        "record_ticket" => json!({
            "channel": "mail", "received_on": "2026-11-10", "rights": ["access"],
            "contact": { "kind": "email", "value": "grace@example.org" },
            "identifiers": [{ "kind": "phone_number", "value": "+441632960001" }], "message": "Hello.", "language": "en",
            "agent": "Ada"
        }),
        "assign" => json!({ "id": "00000000-0000-0000-0000-00000000000f" }),
        "verify" | "withdraw" | "withdraw_request" | "renew_access_code" => json!({ "how": "She rang." }),
        "add_identifier" => json!({ "kind": "customer_id", "value": "4711" }),
        "decide_identifier" => json!({ "standing": "trusted" }),
        "discard_package" => json!({ "why": "Asked eleven times this month." }),
        "withhold_records" => json!({
            "collection": "shop.purchase", "records": [1, 2], "field": "thing", "ground": "RIGHTS_OF_OTHERS",
            "words": "It was a gift for Bob."
        }),
        "change_part" => json!({ "systems": ["shop"], "keeps_account": true }),
        "know_table" => json!({ "place": "newsletter", "shape": "9f86d081", "why": "Addresses of our own tests." }),
        "release" => json!({ "sha256": "0".repeat(64) }),
        "write_message" => json!({ "visibility": "internal", "text": "Be kind." }),
        "extend" => json!({ "reasons": "Your data lies in twelve systems." }),
        "record_complaint" => json!({ "text": "You were late.", "received_on": "2026-11-10" }),
        "record_complaint_alone" => json!({
            "channel": "letter", "received_on": "2026-11-10", "contact": { "kind": "email", "value": "grace@example.org" },
            "text": "You sold my address.", "language": "en", "how": "Her signature."
        }),
        "answer_complaint" => json!({ "outcome": "upheld", "found": "We were late.", "done": "We said sorry." }),
        "note_circumstance" => json!({ "kind": "child", "how": "They said so." }),
        "decide_circumstance" => json!({ "decision": "go_on", "wish": "guardian_keep", "why": "The parents agree." }),
        "pass_on" => json!({ "customer": "Acme", "is_passed_on": false }),
        "ask_person" => json!({
            "kind": "fee", "reason": "The fourth copy this month.", "wording": "Two hours of work.", "amount": "£20",
            "late_because": "It came by post."
        }),
        "take_answer" => json!({ "how": "Compared on the phone.", "on": "2026-11-14" }),
        "answer_missing" => json!({ "missing": "The year." }),
        "approve_erasure" => json!({ "plan": "9f86d081884c7d659a2feaa0c55ad015" }),
        "write_down_correction" => json!({
            "collection": "shop.customer", "field": "name", "held": "Adda", "right": "Ada"
        }),
        "approve_corrections" => json!({ "plan": "9f86d081884c7d659a2feaa0c55ad015" }),
        "decide_correction" => json!({
            "correction": "00000000-0000-0000-0000-00000000000f", "end": "refused", "ground": "DATA_ACCURATE"
        }),
        "decide_erasure" => json!({
            "shared": [{ "collection": "shop.customer", "choice": "keep" }], "accepts_large_share": false
        }),
        "agree" => json!({ "proposal": "00000000-0000-0000-0000-00000000000f" }),
        "send_back" => json!({
            "proposal": "00000000-0000-0000-0000-00000000000f", "why": "The facts are missing."
        }),
        "set_hold" => json!({
            "reference": "DR-0000-0000", "identifiers": [{ "kind": "email", "value": "grace@example.org" }],
            "ground": "ERASURE_LEGAL_CLAIMS", "systems": ["shop"], "reason": "Claim 4711.", "review_on": "2027-01-31"
        }),
        "review_hold" => json!({ "review_on": "2027-01-31", "reason": "The claim stands." }),
        "check_suppression" => json!({ "addresses": ["ada@example.org"] }),
        "review_decision" => json!({ "decision": "ban", "verdict": "upheld", "reason": "Three reports." }),
        "weigh" => json!({ "theirs": "She is ill.", "ours": "None.", "weight": "theirs" }),
        "lock" => json!({
            "reference": "DR-0000-0000", "identifiers": [{ "kind": "email", "value": "grace@example.org" }],
            "ground": "RESTRICTION_ACCURACY", "systems": ["shop"], "purpose": "Newsletter", "reason": "She says so."
        }),
        "plan_end_of_lock" => json!({ "ends_on": "2027-01-31", "why": "It was corrected.", "told": "By phone." }),
        "let_lock_go_on" => json!({ "reason": "She has written again." }),
        "prefer_erasure" => json!({ "said": "She rang." }),
        "lift_hold" => json!({ "reason": "The claim was settled." }),
        "record_disclosure" => json!({
            "recipient": "District Court", "basis": "order", "is_inquiry": true, "categories": ["user.contact"],
            "systems": ["shop"], "disclosed_on": "2026-11-02", "reference": "DR-0000-0000",
            "identifiers": [{ "kind": "email", "value": "grace@example.org" }], "words": "4711",
            "ground": "CRIME_OR_TAX", "until": "2027-01-31"
        }),
        "withhold_disclosure" => json!({ "ground": "CRIME_OR_TAX", "until": "2027-01-31" }),
        "test_letter" => json!({ "language": "en" }),
        "add_reply_text" | "change_reply_text" => {
            json!({ "name": "Thanks", "right": "access", "language": "en", "body": "Thank you for {reference}." })
        }
        "hand_over" => json!({ "receiver": "Other Ltd" }),
        "bring_copy" => json!({ "how": "She fetched it at the desk." }),
        "settle_notice" => json!({ "state": "impossible", "words": "The company was dissolved." }),
        "answer" => json!({ "outcome": "granted", "text": "Done." }),
        other => panic!("say what a body of {other} is made of"),
    }
}

/// The same on the database that minds what a text holds.
#[tokio::test]
async fn texts_that_postgresql_cannot_hold_are_no_fault() {
    let stage = Stage::set(On::Postgres).await;
    let reference = asked(&stage, &["access"]).await;
    let ana = Program::of(&stage, "ana", Role::Officer).await;
    let hostile = "a\u{0}b";
    for reply in [
        ana.get("/tickets?q=%00").await.is(200),
        ana.get("/tickets/%00").await.is(404),
        ana.does("/systems/%00/test").await.is(404),
        ana.post(&format!("/tickets/{reference}/messages"), json!({ "visibility": "internal", "text": hostile }))
            .await
            .is(204),
        ana.post(&format!("/tickets/{reference}/identifiers"), json!({ "kind": "x", "value": hostile })).await.is(422),
        ana.post(&format!("/tickets/{reference}/withdraw"), json!({ "how": hostile })).await.is(204),
    ] {
        assert!(reply.status < 500);
    }
    let outside = Program::outside(&stage);
    outside.post("/status", json!({ "reference": hostile, "access_code": hostile })).await.is(404);
    let mut wish = wish(&["access"]);
    wish["message"] = json!(hostile);
    outside.post("/requests", wish.clone()).await.is(202);
    wish["agent"] = json!(hostile);
    outside.post("/requests", wish).await.is(422);
}
