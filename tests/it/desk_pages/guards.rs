//! What holds for every form: who may send it, from where, and with which token.

use rightsdesk::{audit, rights::right::Right, staff::role::Role};
use stage::{
    desk::{On, Stage},
    system::{Pretended, by_hand},
};

use super::{Colleague, addresses, asks, asks_saying, asks_verified, ticket};

/// Every address that takes a form, with the fields of a form that would do something. `{t}` is a ticket, `{id}` what
/// belongs to it.
const FORMS: [(&str, &[(&str, &str)]); 26] = [
    ("{t}/show", &[]),
    ("{t}/assign", &[("assignee", "me")]),
    ("{t}/start", &[]),
    ("{t}/verify", &[("how", "by a badge")]),
    ("{t}/withdraw", &[("said", "by phone")]),
    ("{t}/code", &[("checked", "by phone")]),
    ("{t}/release", &[("package", "0")]),
    ("{t}/identifiers", &[("kind", "email"), ("value", "ada2@example.org")]),
    ("{t}/identifiers/{id}", &[("standing", "trusted")]),
    ("{t}/requests/{id}/withdraw", &[("said", "by phone")]),
    ("{t}/requests/{id}/answer", &[("outcome", "granted"), ("text", "Done.")]),
    ("{t}/messages", &[("message", "Hello")]),
    ("{t}/notes", &[("note", "Hello")]),
    ("{t}/letters/{id}/retry", &[]),
    ("{t}/letters/{id}/brought", &[("how", "by hand")]),
    ("{t}/tasks/{id}/retry", &[]),
    ("{t}/package/retry", &[]),
    ("/desk/systems/shop/test", &[]),
    ("/desk/outbox/{id}/retry", &[]),
    ("{t}/requests/{id}/fill", &[("text", "Hello"), ("saved", ANY)]),
    ("{t}/messages/fill", &[("message", "Hello"), ("saved", ANY)]),
    ("/desk/letters/confirm", &[("language", "en")]),
    ("/desk/reply-texts", &[("name", "Thanks"), ("right", ""), ("language", "en"), ("body", "Thank you.")]),
    ("/desk/reply-texts/{id}", &[("name", "Thanks"), ("right", ""), ("language", "en"), ("body", "Thank you.")]),
    ("/desk/reply-texts/{id}/retire", &[]),
    (
        "/desk/new",
        &[
            ("form", FORM),
            ("channel", "phone"),
            ("received_on", "2026-11-14"),
            ("email", "b@example.org"),
            ("right", "access"),
            ("language", "en"),
        ],
    ),
];

/// What a page with the form to record a request carries.
const FORM: &str = "dGhlIGZvcm0gb2Ygc29tZWJvZHkgd2hvIHJlY29yZHM";

const ANY: &str = "00000000-0000-0000-0000-000000000001";

async fn lines(stage: &Stage) -> Option<i64> {
    use sea_orm::{EntityTrait, QueryOrder, QuerySelect};
    let last = audit::entity::Entity::find().order_by_desc(audit::entity::Column::Seq).limit(1).one(&stage.desk.db);
    last.await.unwrap().map(|line| line.seq)
}

stage::on_both! {
    async fn an_auditor_reads_and_changes_nothing(on: On) {
        let shop = Pretended::new("shop", "Web shop").holding("ada@example.org", r#"{"email": "ada@example.org"}"#);
        let systems = [shop.connected(), by_hand("paper", "Paper files", "Look into the cabinet.")];
        let stage = Stage::setting(on).with_systems(systems).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Officer).await;
        let mut audrey = Colleague::enters(&stage, "audrey", Role::Auditor).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        stage.run_due_work().await;
        let page = ana.get(&ticket(&receipt)).await;
        let by_hand = addresses(&page, "tasks");
        let paper = by_hand.first().expect("there is work by hand");

        for path in ["/desk", "/desk?view=open", "/desk/systems", "/desk/outbox", "/desk/deactivations", "/desk/people", "/desk/letters", "/desk/letters/extend", "/desk/reply-texts", &ticket(&receipt)] {
            let page = audrey.get(path).await.is(200);
            let forms = page.source().matches("method=\"post\"").count();
            assert_eq!(forms, 1, "{path} has a form besides the one to sign out");
            page.sees_no("ada@example.org");
        }
        for path in ["/desk/new", paper] {
            audrey.get(path).await.is(403).sees("You may not do this");
            ana.get(path).await.is(200);
        }
        let before = lines(&stage).await;
        for (path, fields) in FORMS {
            let path = path.replace("{t}", &ticket(&receipt)).replace("{id}", ANY);
            audrey.post(&path, fields).await.is(403).sees("You may not do this");
        }
        audrey.finishes(paper, "done", "I did it", &[]).await.is(403);
        assert_eq!(lines(&stage).await, before, "nothing was done");
    }

    async fn a_form_without_the_token_of_its_session_is_refused(on: On) {
        let stage = Stage::setting(on).with_systems([Pretended::new("shop", "Web shop").connected()]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Officer).await;
        let jo = Colleague::enters(&stage, "jo", Role::Officer).await;
        let receipt = asks(&stage, "ada@example.org", &[Right::Access]).await;
        let before = lines(&stage).await;
        for (path, fields) in FORMS {
            let path = path.replace("{t}", &ticket(&receipt)).replace("{id}", ANY);
            for token in ["", "x", &jo.token] {
                let mut all = vec![("csrf", token)];
                all.extend_from_slice(fields);
                ana.visitor.post(&path, &all).await.is(400).sees("This form is out of date");
            }
            ana.visitor.post(&path, fields).await.is(400);
            let twice = [&[("csrf", ana.token.as_str()), ("csrf", "")], fields].concat();
            ana.visitor.post(&path, &twice).await.is(400);
            let unknown = [&[("csrf", ana.token.as_str()), ("admin", "1")], fields].concat();
            ana.visitor.post(&path, &unknown).await.is(400);
        }
        ana.visitor.post("/desk/sign-out", &[("csrf", &jo.token)]).await.is(400);
        assert_eq!(lines(&stage).await, before, "nothing was done");
        ana.does(&format!("{}/notes", ticket(&receipt)), &[("note", "Hello")]).await.sees("The note is kept.");
    }

    async fn a_form_from_another_site_is_refused(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Officer).await;
        let receipt = asks(&stage, "ada@example.org", &[Right::Access]).await;
        let path = format!("{}/notes", ticket(&receipt));
        for origin in [None, Some("null"), Some("https://evil.example"), Some("https://privacy.example.org")] {
            let mut elsewhere = ana.visitor.clone().from_site(origin);
            let page = elsewhere.post(&path, &[("csrf", &ana.token), ("note", "Hello")]).await.is(403);
            page.sees("came from another address").sees("desk.staff_url").sees_no("Your role does not allow it");
            // At the door nobody has a role yet.
            let door = [("name", "ana"), ("password", "wrong"), ("next", "")];
            let page = stage.colleague().from_site(origin).post("/desk/sign-in", &door).await.is(403);
            page.sees("came from another address").sees_no("Your role does not allow it");
        }
        ana.does(&path, &[("note", "Hello")]).await;
    }

    async fn nothing_of_another_ticket_is_reached_through_ones_own(on: On) {
        let shop = Pretended::new("shop", "Web shop")
            .holding("ada@example.org", r#"{"email": "ada@example.org"}"#)
            .holding("eve@example.org", r#"{"email": "eve@example.org"}"#);
        let systems = [shop.connected(), by_hand("paper", "Paper files", "Look into the cabinet.")];
        let stage = Stage::setting(on).with_systems(systems).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let ada = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        let eve = asks_verified(&stage, ana.id, "eve@example.org", &[Right::Access]).await;
        for receipt in [&ada, &eve] {
            ana.does(&format!("{}/start", ticket(receipt)), &[]).await;
        }
        stage.run_due_work().await;
        let (adas, eves) = (ana.get(&ticket(&ada)).await, ana.get(&ticket(&eve)).await);
        let foreign = |path: &String| path.replace(&eve.reference, &ada.reference);
        for path in addresses(&eves, "tasks") {
            ana.get(&path).await.is(200);
            ana.get(&foreign(&path)).await.is(404);
            ana.finishes(&foreign(&path), "done", "mine", &[]).await.is(404);
            ana.post(&format!("{}/retry", foreign(&path)), &[]).await.is(404);
        }
        for path in addresses(&eves, "identifiers") {
            ana.post(&foreign(&path), &[("standing", "trusted")]).await.is(404);
        }
        assert!(!addresses(&adas, "identifiers").is_empty());
        for receipt in [&ada, &eve] {
            let page = ana.get(&ticket(receipt)).await;
            let paper = &addresses(&page, "tasks")[0];
            ana.finishes(paper, "not_found", "The cabinet is empty.", &[]).await.is(303);
        }
        stage.run_due_work().await;
        let eves = ana.get(&ticket(&eve)).await;
        let previews = addresses(&eves, "package");
        assert!(!previews.is_empty());
        for path in previews.iter().filter(|path| path.ends_with("/account")) {
            ana.get(path).await.is(200).sees("eve@example.org");
            ana.get(&foreign(path)).await.is(404);
        }
        for path in ["/desk/t/DR-0000-0000", "/desk/t/x", "/desk/t/%00", "/desk/t/DR-0000-0000/package", "/desk/nothing"] {
            ana.get(path).await.is(404).sees("There is no page here");
        }
        let id = format!("{}/tasks/not-an-id", ticket(&ada));
        ana.get(&id).await.is(404);
    }

    async fn hostile_words_stay_words_on_every_page(on: On) {
        const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}";
        let json = serde_json::json!({ "email": "ada@example.org", "note": HOSTILE, HOSTILE: HOSTILE }).to_string();
        let shop = Pretended::new("shop", HOSTILE)
            .holding("ada@example.org", &json)
            .remarking(HOSTILE)
            .knowing("ada@example.org", "customer_id", HOSTILE);
        let systems = [shop.connected(), by_hand("paper", HOSTILE, HOSTILE)];
        let stage = Stage::setting(on)
            .with_systems(systems)
            .with_config(|config| config.desk.organisation = HOSTILE.to_owned())
            .set()
            .await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Officer).await;
        stage.staff(HOSTILE, Role::Agent).await;
        let receipt = asks_saying(&stage, "ada@example.org", &[Right::Access, Right::Rectification], HOSTILE).await;
        let at = |rest: &str| format!("{}{rest}", ticket(&receipt));
        let mut pages = Vec::new();
        pages.push(ana.does(&at("/verify"), &[("how", HOSTILE)]).await);
        pages.push(ana.does(&at("/messages"), &[("message", HOSTILE)]).await);
        pages.push(ana.post(&at("/identifiers"), &[("kind", HOSTILE), ("value", HOSTILE)]).await.is(422));
        pages.push(ana.does(&at("/identifiers"), &[("kind", "customer_id"), ("value", HOSTILE)]).await);
        pages.push(ana.does(&at("/start"), &[]).await);
        shop.breaks(HOSTILE);
        stage.run_due_work().await;
        pages.push(ana.get(&ticket(&receipt)).await);
        pages.push(ana.post("/desk/systems/shop/test", &[]).await.is(200));
        shop.is_mended();
        pages.push(ana.post("/desk/systems/shop/test", &[]).await.is(200));
        for path in addresses(&ana.get(&ticket(&receipt)).await, "tasks").iter().filter(|path| path.ends_with("/retry")) {
            ana.post(path, &[]).await.is(303);
        }
        stage.run_due_work().await;
        for _ in 0..8 {
            let page = ana.get(&ticket(&receipt)).await;
            let open: Vec<_> = addresses(&page, "tasks").into_iter().filter(|path| !path.ends_with("/retry")).collect();
            for path in &open {
                pages.push(ana.get(path).await.is(200));
                pages.push(ana.finishes(path, HOSTILE, HOSTILE, &[]).await.is(422));
                ana.finishes(path, "partial", HOSTILE, &[(HOSTILE, HOSTILE)]).await.is(303);
            }
            stage.run_due_work().await;
        }
        let page = ana.get(&ticket(&receipt)).await;
        for path in addresses(&page, "package").iter().filter(|path| !path.ends_with("/retry") && !path.ends_with("/discard")) {
            pages.push(ana.get(path).await.is(200));
        }
        pages.push(page.sees("Review"));
        pages.push(ana.post(&at("/show"), &[]).await.is(200));
        for path in [
            "/desk?view=open", "/desk/systems", "/desk/outbox", "/desk/deactivations", "/desk/people", "/desk/new", &at("/package"),
            "/desk?q=%3Cscript%3Ealert(1)%3C/script%3E", "/desk?view=%3Cscript%3E", "/desk/%3Cscript%3E",
        ] {
            pages.push(ana.get(path).await);
        }
        for page in &pages {
            for broken in ["<script", "<img", "\"'>"] {
                assert!(!page.source().contains(broken), "{broken} in\n{}", page.source());
            }
        }
        let seen = pages.iter().filter(|page| page.words().contains("alert(1)")).count();
        assert!(seen > 12, "only {seen} of {} pages show the words at all", pages.len());
    }
}
