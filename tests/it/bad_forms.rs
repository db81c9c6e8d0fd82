//! Forms as no page of ours would send them: each is answered in words, none becomes a request or a mail.

use reqwest::Method;
use stage::{
    desk::{On, Stage},
    form::access,
    on_both,
    visitor::{Page, Visitor},
};

const ADA: &str = "ada@example.org";
const NOT_OURS: &str = "This form no longer works";

/// Sends a body as it stands.
async fn raw(visitor: &mut Visitor, path: &str, kind: &str, body: impl Into<reqwest::Body>) -> Page {
    visitor.send(visitor.request(Method::POST, path).header("content-type", kind).body(body)).await
}

/// The sealed answers, as the page for a step has them.
async fn at_step(visitor: &mut Visitor, step: &str) -> String {
    let check = access(ADA).fill_in(visitor).await.field("state");
    visitor.post("/en/r/change", &[("step", step), ("state", &check)]).await.is(200).field("state")
}

on_both! {
    async fn fields_that_we_do_not_know_are_refused_at_every_step(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let state = at_step(&mut ada, "check").await;
        let kept = [("state", state.as_str())];
        for step in ["rights", "contact", "details", "change", "send"] {
            let path = format!("/en/r/{step}");
            for (name, value) in [("admin", "1"), ("delivery[]", "link"), ("State", ""), ("", ""), ("state", "again")] {
                let page = ada.post(&path, &[kept[0], (name, value)]).await.is(400).sees(NOT_OURS);
                page.sees("nothing was sent").sees("Start again");
            }
        }
        for (step, name, value) in
            [("details", "delivery", "pigeon"), ("details", "whom", "everybody"), ("change", "step", "last")]
        {
            ada.post(&format!("/en/r/{step}"), &[kept[0], (name, value)]).await.is(400).sees(NOT_OURS);
        }
        ada.post("/en/r/send", &kept).await.is(200).sees("We have your request");
        stage.run_due_work().await;
        assert_eq!(stage.mails().len(), 1, "the only form that was right");
    }

    async fn bodies_that_are_no_forms_are_refused(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let form = "application/x-www-form-urlencoded";
        for (kind, body) in [
            ("application/json", r#"{"right": "access"}"#),
            ("text/plain", "right=access"),
            ("multipart/form-data; boundary=x", "--x\r\n\r\n--x--"),
            ("", "right=access"),
            (form, "right=access&right=%00"),
            (form, "right=%ff%fe"),
            (form, "state=%"),
        ] {
            let page = raw(&mut ada, "/en/r/rights", kind, body).await;
            match page.status {
                400 => page.sees(NOT_OURS),
                // What can be read is no right.
                422 => page.sees("Select only from the list"),
                status => panic!("{kind} {body}: {status}"),
            };
        }
        raw(&mut ada, "/en/r/rights", form, "&&&=&").await.is(400).sees(NOT_OURS);
        let many = "right=access&".repeat(15_000);
        raw(&mut ada, "/en/r/rights", form, many).await.is(200).sees("How can we reach you?");
        stage.run_due_work().await;
        assert!(stage.mails().is_empty());
    }

    async fn a_right_that_does_not_exist_is_told_and_the_others_stay_chosen(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let state = at_step(&mut ada, "rights").await;
        for strange in ["flying", "ACCESS", "access ", "", "access,erasure", "<b>access</b>"] {
            let fields = [("right", strange), ("right", "erasure"), ("state", state.as_str())];
            let again = ada.post("/en/r/rights", &fields).await.is(422).sees("Select only from the list");
            assert!(again.source().contains(r#"value="erasure" checked"#), "{strange}: {}", again.source());
            assert!(!again.source().contains("<b>access"), "what was sent is not shown");
            // What was answered before is still there.
            let fields = [("right", "access"), ("state", &*again.field("state"))];
            let contact = ada.post("/en/r/rights", &fields).await.is(200);
            assert_eq!(contact.field("email"), ADA);
        }
    }

    async fn a_megabyte_is_refused_and_the_form_still_works(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let state = at_step(&mut ada, "details").await;
        let long = "x".repeat(1024 * 1024);
        for path in ["/en/r/details", "/en/r/send", "/en/status"] {
            let page = ada.post(path, &[("message", &long), ("state", &state)]).await.is(413);
            page.sees("That was too much at once").sees("go back and shorten your message");
        }
        let fields = [("message", "Short."), ("state", state.as_str())];
        ada.post("/en/r/details", &fields).await.is(200).sees("Check your answers").sees("Short.");
    }

    async fn nothing_that_is_typed_becomes_a_header(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let contact = at_step(&mut ada, "contact").await;
        let details = at_step(&mut ada, "details").await;
        for hostile in [
            "ada@example.org\r\nBcc: all@example.net",
            "ada@example.org\nSubject: free",
            "ada@example.org\rX: y",
            "ada@example.org%0d%0aBcc:all@example.net",
            "ada@example.org,all@example.net",
            "Ada <ada@example.org>",
            "ada@example.org\0",
            "ada@example.org\u{2028}Bcc: x",
        ] {
            let fields = [("email", hostile), ("state", contact.as_str())];
            let again = ada.post("/en/r/contact", &fields).await.is(422).sees("Enter an email address");
            assert_eq!(again.field("email"), hostile, "it is there to be mended");
            let fields = [("other_email", hostile), ("message", "Please."), ("state", details.as_str())];
            let again = ada.post("/en/r/details", &fields).await.is(422).sees("Enter an email address").sees("Please.");
            assert_eq!(again.field("other_email"), hostile);
        }
        // Where any words are allowed, they stay words.
        let words = "Hello\r\nBcc: all@example.net\r\n\r\n.\r\nQUIT";
        let fields = [("message", words), ("state", details.as_str())];
        let check = ada.post("/en/r/details", &fields).await.is(200).sees("Bcc: all@example.net");
        ada.post("/en/r/send", &[("state", &check.field("state"))]).await.is(200);
        stage.run_due_work().await;
        assert_eq!(stage.mails().len(), 1);
        assert!(stage.mails().iter().all(|mail| !String::from_utf8_lossy(&mail.raw).contains("example.net")));
        let named = [("whom", "somebody"), ("agent_name", "Eve\r\nBcc: all@example.net"), ("state", &*details)];
        let again = ada.post("/en/r/details", &named).await.is(422).sees("Shorten the name");
        assert_eq!(again.field("agent_name"), "Eve\r\nBcc: all@example.net");
    }
}
