//! What the document says, and where it can be read.

use std::collections::BTreeSet;

use serde_json::Value;
use stage::desk::{On, Stage};

use super::{Program, send};

/// The document at the staff's door.
pub async fn staff_document(stage: &Stage) -> Value {
    Program::stranger(stage).get("/openapi.json").await.is(200).body
}

/// Method, path and description of each operation.
pub fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, methods)| {
        methods.as_object().into_iter().flatten().map(move |(method, it)| (method.as_str(), path.as_str(), it))
    })
}

fn listed(document: &Value) -> BTreeSet<String> {
    operations(document).map(|(method, path, _)| format!("{} {path}", method.to_uppercase())).collect()
}

#[tokio::test]
async fn the_public_document_holds_intake_only() {
    let stage = Stage::set(On::Sqlite).await;
    let document = Program::outside(&stage).get("/openapi.json").await.is(200).body;
    assert_eq!(
        listed(&document).into_iter().collect::<Vec<_>>(),
        ["POST /complaints", "POST /hooks/deactivations", "POST /requests", "POST /status"]
    );
    assert!(document["components"].get("securitySchemes").is_none());
}

#[tokio::test]
async fn the_document_for_staff_holds_what_was_meant() {
    let stage = Stage::set(On::Sqlite).await;
    let wanted = "DELETE /reply_texts/{id}
DELETE /tickets/{reference}/assignee
DELETE /tickets/{reference}/tasks/{id}/withholding
GET /complaints
GET /deactivations
GET /deactivations/accounts/{account}
GET /deactivations/import
GET /disclosures
GET /grounds
GET /holds
GET /letter_samples
GET /letters
GET /locks
GET /me
GET /notices
GET /people
GET /privacy_notices
GET /rechecks
GET /reply_texts
GET /report
GET /systems
GET /systems/{key}/drift
GET /tickets
GET /tickets/{reference}
GET /tickets/{reference}/evidence
GET /tickets/{reference}/handovers
GET /tickets/{reference}/notices
GET /tickets/{reference}/package
GET /tickets/{reference}/package/contents
GET /tickets/{reference}/record
GET /tickets/{reference}/tasks/{id}
GET /tickets/{reference}/tasks/{id}/records
POST /complaints
POST /deactivations/parts/{id}/retry
POST /deactivations/sweeps/{id}/retry
POST /disclosures
POST /disclosures/{id}/withholding
POST /holds
POST /holds/{id}/lift
POST /holds/{id}/review
POST /letter_samples/{name}/test
POST /letters/{id}/brought
POST /letters/{id}/retry
POST /locks
POST /locks/{id}/lift
POST /locks/{id}/stay
POST /rechecks/{id}/seen
POST /reply_texts
POST /suppression/check
POST /systems/{key}/drift
POST /systems/{key}/drift/known
POST /systems/{key}/test
POST /tickets
POST /tickets/{reference}/access_code
POST /tickets/{reference}/addressee
POST /tickets/{reference}/circumstances
POST /tickets/{reference}/circumstances/{id}
POST /tickets/{reference}/complaints
POST /tickets/{reference}/complaints/{id}/acknowledge
POST /tickets/{reference}/complaints/{id}/answer
POST /tickets/{reference}/handovers
POST /tickets/{reference}/handovers/{id}/again
POST /tickets/{reference}/identifiers
POST /tickets/{reference}/messages
POST /tickets/{reference}/notices
POST /tickets/{reference}/notices/{id}
POST /tickets/{reference}/notices/{id}/again
POST /tickets/{reference}/package/discard
POST /tickets/{reference}/package/release
POST /tickets/{reference}/package/retry
POST /tickets/{reference}/preference
POST /tickets/{reference}/questions
POST /tickets/{reference}/questions/{id}/close
POST /tickets/{reference}/questions/{id}/enough
POST /tickets/{reference}/questions/{id}/missing
POST /tickets/{reference}/reopen
POST /tickets/{reference}/requests/{id}/agreement
POST /tickets/{reference}/requests/{id}/answer
POST /tickets/{reference}/requests/{id}/balance
POST /tickets/{reference}/requests/{id}/extension
POST /tickets/{reference}/requests/{id}/inform
POST /tickets/{reference}/requests/{id}/part
POST /tickets/{reference}/requests/{id}/return
POST /tickets/{reference}/requests/{id}/review
POST /tickets/{reference}/requests/{id}/withdraw
POST /tickets/{reference}/show
POST /tickets/{reference}/start
POST /tickets/{reference}/tasks/{id}/ahead
POST /tickets/{reference}/tasks/{id}/approve
POST /tickets/{reference}/tasks/{id}/corrections
POST /tickets/{reference}/tasks/{id}/corrections/approval
POST /tickets/{reference}/tasks/{id}/corrections/decision
POST /tickets/{reference}/tasks/{id}/decide
POST /tickets/{reference}/tasks/{id}/finish
POST /tickets/{reference}/tasks/{id}/retry
POST /tickets/{reference}/tasks/{id}/withholding
POST /tickets/{reference}/verify
POST /tickets/{reference}/withdraw
PUT /reply_texts/{id}
PUT /tickets/{reference}/assignee
PUT /tickets/{reference}/identifiers/{id}";
    let found = listed(&staff_document(&stage).await).into_iter().collect::<Vec<_>>().join("\n");
    assert_eq!(found, wanted);
}

/// The routes of the pages for staff, as they are written down there.
const PAGES: &str = include_str!("../../../backend/src/web/staff/mod.rs");

/// What pages can do that is called otherwise at the API.
const CALLED_OTHERWISE: [(&str, &str); 30] = [
    ("/desk/again/:id", "POST /rechecks/{id}/seen"),
    ("/desk/deactivations/:what/:id/retry", "POST /deactivations/sweeps/{id}/retry"),
    ("/desk/deactivations/:what/:id/retry", "POST /deactivations/parts/{id}/retry"),
    ("/desk/disclosures/:id", "POST /disclosures/{id}/withholding"),
    ("/desk/letters/:name", "POST /letter_samples/{name}/test"),
    ("/desk/locks/:id/review", "POST /holds/{id}/review"),
    ("/desk/new", "POST /tickets"),
    ("/desk/outbox/:id/retry", "POST /letters/{id}/retry"),
    ("/desk/reply-texts", "POST /reply_texts"),
    ("/desk/reply-texts/:id", "PUT /reply_texts/{id}"),
    ("/desk/reply-texts/:id/retire", "DELETE /reply_texts/{id}"),
    ("/desk/t/:reference/assign", "PUT /tickets/{reference}/assignee"),
    ("/desk/t/:reference/assign", "DELETE /tickets/{reference}/assignee"),
    ("/desk/t/:reference/code", "POST /tickets/{reference}/access_code"),
    ("/desk/t/:reference/identifiers/:id", "PUT /tickets/{reference}/identifiers/{id}"),
    ("/desk/t/:reference/letters/:id/brought", "POST /letters/{id}/brought"),
    ("/desk/t/:reference/letters/:id/retry", "POST /letters/{id}/retry"),
    ("/desk/t/:reference/notes", "POST /tickets/{reference}/messages"),
    ("/desk/t/:reference/package/:task/:collection", "POST /tickets/{reference}/tasks/{id}/withholding"),
    ("/desk/t/:reference/package/:task/:collection/all", "DELETE /tickets/{reference}/tasks/{id}/withholding"),
    ("/desk/t/:reference/pass-on", "POST /tickets/{reference}/addressee"),
    ("/desk/t/:reference/release", "POST /tickets/{reference}/package/release"),
    ("/desk/t/:reference/tasks/:id", "POST /tickets/{reference}/tasks/{id}/finish"),
    ("/desk/t/:reference/tasks/:id/correct", "POST /tickets/{reference}/tasks/{id}/corrections"),
    ("/desk/t/:reference/tasks/:id/correct/approve", "POST /tickets/{reference}/tasks/{id}/corrections/approval"),
    (
        "/desk/t/:reference/tasks/:id/corrections/:correction",
        "POST /tickets/{reference}/tasks/{id}/corrections/decision",
    ),
    // Saved texts are put into the form of a page, to be read before they are sent.
    ("/desk/t/:reference/messages/fill", "GET /reply_texts"),
    ("/desk/t/:reference/requests/:id/fill", "GET /reply_texts"),
    // A token signs in.
    ("/desk/sign-in", "GET /me"),
    ("/desk/sign-out", "GET /me"),
];

/// The operation that a page's path stands for, where it is called the same.
fn called_the_same(page: &str) -> String {
    let part = |part: &str| match part.strip_prefix(':') {
        Some(name @ ("reference" | "key")) => format!("{{{name}}}"),
        Some(_) => "{id}".to_owned(),
        None => if part == "t" { "tickets" } else { part }.to_owned(),
    };
    let parts: Vec<String> = page.trim_start_matches("/desk/").split('/').map(part).collect();
    format!("POST /{}", parts.join("/"))
}

#[tokio::test]
async fn the_document_for_staff_lists_what_their_pages_can_do() {
    let stage = Stage::set(On::Sqlite).await;
    let operations = listed(&staff_document(&stage).await);
    let routes = PAGES.split(".at(").skip(1).filter(|route| route.contains("post("));
    let acts: Vec<&str> = routes.map(|route| route.split('"').nth(1).expect("a path")).collect();
    assert!(acts.len() > 70, "they are read: {acts:?}");
    for page in &acts {
        let mut others = CALLED_OTHERWISE.iter().filter(|(known, _)| known == page).map(|(_, it)| *it).peekable();
        let wanted: Vec<String> =
            if others.peek().is_some() { others.map(str::to_owned).collect() } else { vec![called_the_same(page)] };
        for operation in wanted {
            assert!(operations.contains(&operation), "{page} can be done by programs too: there is no {operation}");
        }
    }
    for (page, _) in CALLED_OTHERWISE {
        assert!(acts.contains(&page), "{page} is gone");
    }
}

#[tokio::test]
async fn every_operation_is_described_with_all_that_can_go_wrong() {
    let stage = Stage::set(On::Sqlite).await;
    let public = Program::outside(&stage).get("/openapi.json").await.is(200).body;
    let staff = staff_document(&stage).await;
    let mut ids = BTreeSet::new();
    for (document, is_staff) in [(&public, false), (&staff, true)] {
        assert_eq!(document["servers"][0]["url"], "/api/v1");
        for (method, path, operation) in operations(document) {
            let name = format!("{method} {path}");
            assert!(operation["summary"].as_str().is_some_and(|text| text.len() > 5), "{name}");
            assert!(ids.insert(operation["operationId"].as_str().expect("an id").to_owned()), "{name}");
            assert_eq!(operation["security"].is_array(), is_staff, "{name}");
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.keys().any(|status| status.starts_with('2')), "{name}");
            let mut wanted = vec!["429", "500", "503"];
            if is_staff {
                wanted.extend(["400", "401"]);
            }
            if path.contains('{') {
                wanted.push("404");
            }
            if is_staff && method != "get" {
                wanted.extend(["403", "409", "422"]);
            }
            if operation.get("requestBody").is_some() {
                wanted.extend(["400", "413", "415", "422"]);
            }
            for status in wanted {
                let schema = &responses[status]["content"]["application/problem+json"]["schema"]["$ref"];
                assert_eq!(schema, "#/components/schemas/Problem", "{status} of {name}");
            }
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                assert!(parameter["description"].is_string(), "{} of {name}", parameter["name"]);
            }
        }
        for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
            for (field, about) in schema["properties"].as_object().into_iter().flatten() {
                let is_told = about.get("description").is_some();
                assert!(is_told, "{field} of {name} is not described: {about}");
            }
        }
    }
    for document in [&public, &staff] {
        assert!(!document.to_string().contains("naive"), "days are called as the standard calls them");
        for (method, path, operation) in operations(document) {
            for (_, body) in operation["requestBody"]["content"].as_object().into_iter().flatten() {
                let named =
                    body["schema"]["$ref"].as_str().and_then(|name| document.pointer(name.trim_start_matches('#')));
                let schema = named.unwrap_or(&body["schema"]);
                assert_eq!(schema["additionalProperties"], false, "the body of {method} {path} takes what it names");
            }
        }
    }
    let new = &public["components"]["schemas"]["NewRequest"];
    assert_eq!(new["additionalProperties"], false);
    assert_eq!(new["properties"]["message"]["maxLength"], 10_000);
}

#[tokio::test]
async fn the_document_can_be_read_as_a_page_that_runs_its_own_scripts_only() {
    let stage = Stage::set(On::Sqlite).await;
    for program in [Program::outside(&stage), Program::stranger(&stage)] {
        let page = program.get("/docs").await.is(200);
        assert!(page.text.starts_with("<!DOCTYPE html>"));
        assert!(page.text.contains("\"operationId\""), "the document is on it");
        let policy = page.header("content-security-policy").unwrap();
        let scripts = policy.split(';').find(|rule| rule.trim().starts_with("script-src")).unwrap();
        assert_eq!(scripts.matches("'sha256-").count(), 2, "{policy}");
        assert!(!scripts.contains("unsafe"), "{policy}");
        let elsewhere = send(program.request("GET", "/openapi.json")).await;
        assert!(
            !elsewhere.header("content-security-policy").unwrap().contains("script-src"),
            "only that page has scripts"
        );
    }
}
