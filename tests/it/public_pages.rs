//! What anybody can do at the public door.

use chrono::TimeDelta;
use stage::{
    desk::{On, PUBLIC, Stage},
    form::access,
    on_both,
    visitor::{Page, Visitor},
};

const ADA: &str = "ada@example.org";

/// Goes through the form; the page after sending.
async fn asks(visitor: &mut Visitor, email: &str) -> Page {
    access(email).send(visitor).await.is(200)
}

/// The path of the link in the newest mail to somebody.
async fn link(stage: &Stage, part: &str) -> String {
    stage.run_due_work().await;
    let mail = stage.mail_to(ADA).pop().expect("a mail");
    let link = mail.links().into_iter().find(|link| link.contains(part)).expect("a link");
    link.strip_prefix(PUBLIC).expect("a link to our own pages").to_owned()
}

on_both! {
    async fn a_request_is_taken_in_confirmed_and_looked_at(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let sent = asks(&mut ada, ADA).await;
        let (reference, code) = (sent.by_id("reference"), sent.by_id("access-code"));
        assert!(ada.cookies().is_empty(), "the form needs no cookie");

        let path = link(&stage, "/v/").await;
        let page = ada.get(&path).await.is(200).sees("a***@example.org");
        assert!(!page.source().contains(ADA), "the page behind the link does not write the address out");
        ada.post(&path, &[("answer", "yes")]).await.is(200);
        ada.post(&path, &[("answer", "yes")]).await.is(200).sees_no("a***@example.org");
        stage.run_due_work().await;
        assert_eq!(stage.mail_to(ADA).len(), 2, "one to confirm, one to acknowledge; the second press did nothing");

        let door = ada.post("/en/status", &[("reference", &reference), ("access_code", &code)]).await;
        let status = ada.follow(door).await.is(200).sees(&reference);
        let csrf = status.field("csrf");
        let said = ada.post("/en/status/message", &[("csrf", &csrf), ("message", "I moved in May.")]).await;
        ada.follow(said).await.is(200).sees("I moved in May.");
        let taken_back = ada.post("/en/status/withdraw", &[("csrf", &csrf)]).await;
        ada.follow(taken_back).await.is(200);
        stage.run_due_work().await;
        assert_eq!(stage.mail_to(ADA).len(), 3, "and one that it was taken back");
    }

    async fn looking_at_a_mailed_link_changes_nothing(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        asks(&mut ada, ADA).await;
        let path = link(&stage, "/v/").await;
        let first = ada.get(&path).await.is(200).source().to_owned();
        for _ in 0..10 {
            ada.head(&path).await.is(200);
            assert_eq!(ada.get(&path).await.source(), first);
        }
        ada.post(&path, &[("answer", "no")]).await.is(200);
        assert_ne!(ada.get(&path).await.source(), first, "the button did");
    }

    async fn a_link_dies_with_its_day(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        asks(&mut ada, ADA).await;
        let path = link(&stage, "/v/").await;
        stage.clock.advance(TimeDelta::hours(25));
        let late = ada.get(&path).await.is(200).source().to_owned();
        ada.post(&path, &[("answer", "yes")]).await.is(200);
        let token = path.rsplit('/').next().expect("a token");
        let never = ada.get(&path.replace(token, &"A".repeat(43))).await.is(200);
        assert_eq!(late.replace(token, ""), never.source().replace(&"A".repeat(43), ""), "it tells nobody why");
        stage.run_due_work().await;
        assert_eq!(stage.mail_to(ADA).len(), 1, "nothing was acknowledged");
    }

    async fn strangers_and_people_we_know_get_the_same_answer(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let masked = |page: &Page, email: &str| {
            let (reference, code) = (page.by_id("reference"), page.by_id("access-code"));
            page.source().replace(&reference, "R").replace(&code, "C").replace(email, "E")
        };
        let first = asks(&mut ada, ADA).await;
        let known = asks(&mut ada, ADA).await;
        let unknown = asks(&mut ada, "nobody@example.net").await;
        assert_eq!(masked(&known, ADA), masked(&unknown, "nobody@example.net"));
        assert_eq!(masked(&first, ADA), masked(&known, ADA));
    }

    async fn forms_from_other_sites_are_refused(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let state = ada.get("/en").await.field("state");
        let fields = [("right", "access"), ("state", state.as_str())];
        ada.post("/en/r/rights", &fields).await.is(200);
        for origin in [None, Some("https://evil.example"), Some("null")] {
            stage.visitor().from_site(origin).post("/en/r/rights", &fields).await.is(403).sees("came from another address");
        }
    }

    async fn what_cannot_be_right_is_said_at_the_door(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let state = ada.get("/en").await.field("state");
        ada.post("/en/r/rights", &[("state", &state)]).await.is(422);
        let unknown = ada.post("/en/r/rights", &[("right", "flying"), ("state", &state)]).await;
        unknown.is(422).sees("Select only from the list");
        ada.post("/en/r/rights", &[("right", "access"), ("admin", "1"), ("state", &state)]).await.is(400);
        ada.post("/en/r/rights", &[("right", "access"), ("state", "bm90IG91cnM")]).await.is(400);
        ada.post("/en/r/rights", &[("right", "access"), ("website", "x"), ("state", &state)]).await.is(400);
        let contact = ada.post("/en/r/rights", &[("right", "erasure"), ("state", &state)]).await.is(200).field("state");
        for (email, matrix_id) in [
            ("", ""),
            ("ada@example.org\r\nBcc: all@example.org", ""),
            ("ada", ""),
            ("", "ada"),
            ("", "@ada"),
            ("<script>alert(1)</script>@example.org", ""),
        ] {
            let fields = [("email", email), ("matrix_id", matrix_id), ("state", contact.as_str())];
            let again = ada.post("/en/r/contact", &fields).await.is(422);
            assert!(!again.source().contains("<script"), "what was typed is shown as text");
        }
        let long = "x".repeat(1024 * 1024);
        ada.post("/en/r/details", &[("message", &long), ("state", &contact)]).await.is(413);
        let long = "é".repeat(10_001);
        ada.post("/en/r/details", &[("message", &long), ("state", &contact)]).await.is(422);
        ada.get("/en/nothing/here").await.is(404);
        stage.run_due_work().await;
        assert!(stage.mails().is_empty());
    }

    async fn a_mailbox_is_not_flooded_and_a_source_is_slowed(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        for _ in 0..10 {
            asks(&mut ada, ADA).await;
        }
        stage.run_due_work().await;
        assert_eq!(stage.mail_to(ADA).len(), 3, "three mails an hour to one address");
        let limited = access(ADA).send(&mut ada).await.is(429).sees("Your request was not saved");
        let seconds: u32 = limited.header("retry-after").and_then(|it| it.parse().ok()).expect("when to come again");
        let limited = limited.sees(&format!("Please try again in {} minutes", seconds.div_ceil(60)));
        assert!((60..=3600).contains(&seconds));
        drop(limited);
        access(ADA).send(&mut ada.clone().from("192.0.2.2")).await.is(200);
    }

    async fn access_codes_cannot_be_guessed_at_length(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let sent = asks(&mut ada, ADA).await;
        let (reference, code) = (sent.by_id("reference"), sent.by_id("access-code"));
        for _ in 0..10 {
            let wrong = [("reference", reference.as_str()), ("access_code", "0000-0000-0000-0000-0000-0000")];
            ada.post("/en/status", &wrong).await.is(422);
        }
        let right = [("reference", reference.as_str()), ("access_code", code.as_str())];
        ada.post("/en/status", &right).await.is(429);
        stage.clock.advance(TimeDelta::hours(1));
        ada.post("/en/status", &right).await.is(303);
    }

    async fn who_guesses_codes_keeps_nobody_else_out(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let sent = asks(&mut ada, ADA).await;
        let (reference, code) = (sent.by_id("reference"), sent.by_id("access-code"));
        let right = [("reference", reference.as_str()), ("access_code", code.as_str())];
        let wrong = [right[0], ("access_code", "0000-0000-0000-0000-0000-0000")];
        for source in 0..12 {
            let mut stranger = stage.visitor().from(&format!("203.0.113.{source}"));
            // Ten of one place are looked at; when there were a hundred in all, one of each.
            let looked_at = if source < 10 { 10 } else { 1 };
            for _ in 0..looked_at {
                stranger.post("/en/status", &wrong).await.is(422);
            }
            stranger.post("/en/status", &wrong).await.is(429);
            stranger.post("/en/status", &right).await.is(429);
        }
        for _ in 0..12 {
            stage.visitor().post("/en/status", &right).await.is(303);
        }
    }

    async fn every_page_carries_its_protection(on: On) {
        let stage = Stage::set(on).await;
        let mut anybody = stage.visitor();
        for path in ["/", "/en", "/fr", "/de", "/en/status", "/en/help", "/de/privacy", "/fr/accessibility", "/nowhere"] {
            let page = anybody.get(path).await;
            let policy = page.header("content-security-policy").expect("a policy").to_owned();
            assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
            assert_eq!(page.header("x-content-type-options"), Some("nosniff"), "{path}");
            assert_eq!(page.header("referrer-policy"), Some("no-referrer"), "{path}");
            assert_eq!(page.header("cache-control"), Some("no-store"), "{path}");
            assert!(page.header("set-cookie").is_none(), "{path}");
        }
    }
}
