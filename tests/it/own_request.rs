//! What somebody can do with their own request, and nobody else.

use chrono::TimeDelta;
use rightsdesk::{
    casework::{receiving::verify_by_hand, writing::write_message},
    identifier,
    message::kind::Visibility,
    staff::role::Role,
    ticket,
};
use stage::{
    desk::{On, PUBLIC, Stage},
    form::{Form, access},
    on_both,
    visitor::{Page, Visitor},
};

const ADA: &str = "ada@example.org";

/// What the page after sending showed.
struct Kept {
    reference: String,
    code: String,
}

impl Kept {
    fn from(sent: &Page) -> Self {
        Self { reference: sent.by_id("reference"), code: sent.by_id("access-code") }
    }

    async fn enter(&self, visitor: &mut Visitor) -> Page {
        let door = visitor.post("/en/status", &[("reference", &self.reference), ("access_code", &self.code)]).await;
        visitor.follow(door.is(303)).await.is(200)
    }
}

/// How many tickets are found by Ada's address.
async fn found_by_address(stage: &Stage) -> usize {
    let blinds = identifier::store::blinds(&stage.desk.index, "email", ADA);
    let by_contact = ticket::store::references_for_contact(&stage.desk.db, blinds.clone(), 10).await.unwrap();
    let by_identifier = identifier::store::tickets_with(&stage.desk.db, blinds).await.unwrap();
    assert_eq!(by_contact.len(), by_identifier.len());
    by_contact.len()
}

/// Nothing is left of it but its number.
async fn is_forgotten(stage: &Stage, kept: &Kept) {
    assert_eq!(found_by_address(stage).await, 0);
    let ticket = ticket::store::by_reference(&stage.desk.db, &kept.reference).await.unwrap().unwrap();
    assert!(ticket::keys::of(&stage.desk.db, &stage.desk.masters, ticket.id).await.is_err());
}

async fn confirm(stage: &Stage) {
    stage.run_due_work().await;
    let links = stage.mail_to(ADA).pop().expect("a mail").links();
    let link = links.iter().find(|link| link.contains("/v/")).expect("a link to confirm");
    let link = link.strip_prefix(PUBLIC).expect("a link to our own pages");
    stage.visitor().post(link, &[("answer", "yes")]).await.is(200).sees("Your request is confirmed");
}

on_both! {
    async fn codes_are_understood_however_they_are_typed(on: On) {
        let stage = Stage::set(on).await;
        let kept = Kept::from(&access(ADA).send(&mut stage.visitor()).await);
        let reference = kept.reference.to_lowercase().replace('-', " ");
        let code = format!("  {} ", kept.code.to_lowercase().replace('-', ""));
        let mut ada = stage.visitor();
        ada.post("/en/status", &[("reference", &reference), ("access_code", &code)]).await.is(303);
        assert_eq!(ada.cookies().keys().collect::<Vec<_>>(), ["__Host-case"]);

        let wrong = ada.post("/en/status", &[("reference", "DR-1"), ("access_code", &code)]).await.is(422);
        wrong.sees("Enter the reference");
        let wrong = ada.post("/en/status", &[("reference", &kept.reference), ("access_code", "")]).await.is(422);
        let wrong = wrong.sees("Enter the access code");
        assert_eq!(wrong.field("reference"), kept.reference, "what was right need not be typed again");
        let wrong = ada.post("/en/status", &[("reference", &kept.reference), ("access_code", "no")]).await.is(422);
        assert!(!wrong.sees("do not belong together").source().contains("value=\"no\""));
    }

    async fn each_sign_in_is_a_session_of_its_own(on: On) {
        let stage = Stage::set(on).await;
        let kept = Kept::from(&access(ADA).send(&mut stage.visitor()).await);
        let mut ada = stage.visitor();
        let cookie = |visitor: &Visitor| visitor.cookies()["__Host-case"].clone();
        let csrf = kept.enter(&mut ada).await.field("csrf");
        let first = cookie(&ada);
        let mut before = ada.clone();
        kept.enter(&mut ada).await;
        assert_ne!(cookie(&ada), first);
        assert_eq!(before.get("/en/status/view").await.is(303).header("location"), Some("/en/status"), "it has ended");

        // A form of one session is none of another's.
        ada.post("/en/status/message", &[("csrf", &csrf), ("message", "Hello")]).await.is(400);
        let own = ada.get("/en/status/view").await.is(200).sees_no("Hello").field("csrf");
        ada.post("/en/status/message", &[("csrf", &own), ("message", "Hello")]).await.is(303);
        ada.get("/en/status/view").await.sees("Hello");

        ada.post("/en/status/leave", &[("csrf", &own)]).await.is(303);
        assert!(ada.cookies().is_empty());
    }

    async fn a_session_ends_by_itself(on: On) {
        let stage = Stage::set(on).await;
        let kept = Kept::from(&access(ADA).send(&mut stage.visitor()).await);
        let mut ada = stage.visitor();
        kept.enter(&mut ada).await;
        stage.clock.advance(TimeDelta::minutes(14));
        ada.get("/en/status/view").await.is(200);
        stage.clock.advance(TimeDelta::minutes(14));
        ada.get("/en/status/view").await.is(200);
        stage.clock.advance(TimeDelta::minutes(16));
        ada.get("/en/status/view").await.is(303);
    }

    async fn the_mail_to_confirm_comes_again_within_limits(on: On) {
        let stage = Stage::set(on).await;
        let kept = Kept::from(&access(ADA).send(&mut stage.visitor()).await);
        let mut ada = stage.visitor();
        let csrf = kept.enter(&mut ada).await.sees("We are waiting for you").field("csrf");
        for _ in 0..2 {
            ada.post("/en/status/resend", &[("csrf", &csrf)]).await.is(303);
        }
        ada.post("/en/status/resend", &[("csrf", &csrf)]).await.is(429);
        stage.run_due_work().await;
        assert_eq!(stage.mail_to(ADA).len(), 3);
        confirm(&stage).await;
        ada.post("/en/status/resend", &[("csrf", &csrf)]).await.is(303);
        ada.get("/en/status/view").await.sees_no("Send the message again");
    }

    async fn notes_among_staff_stay_there(on: On) {
        let stage = Stage::set(on).await;
        let kept = Kept::from(&access(ADA).send(&mut stage.visitor()).await);
        let by = stage.staff("olive", Role::Officer).await;
        let ticket = ticket::store::by_reference(&stage.desk.db, &kept.reference).await.unwrap().unwrap().id;
        for (visibility, text) in [(Visibility::Internal, "She sounds odd."), (Visibility::Shared, "Which account?")] {
            let note = write_message::Note::Staff { by, visibility };
            write_message::write(&stage.desk, ticket, note, text).await.unwrap();
        }
        let mut ada = stage.visitor();
        let status = kept.enter(&mut ada).await.sees_no("She sounds odd.");
        let csrf = status.field("csrf");
        ada.post("/en/status/message", &[("csrf", &csrf), ("message", " \r\n")]).await.is(422).sees("Write a message");
        let long = "x".repeat(10_001);
        let again = ada.post("/en/status/message", &[("csrf", &csrf), ("message", &long)]).await.is(422);
        again.sees("Shorten your message to 10,000 characters").sees(&long);
    }

    async fn what_we_write_is_not_for_whoever_has_the_code_alone(on: On) {
        let stage = Stage::set(on).await;
        // Mallory fills in the form with Ada's address and keeps the code; Ada confirms.
        let kept = Kept::from(&access(ADA).send(&mut stage.visitor()).await);
        confirm(&stage).await;
        let by = stage.staff("olive", Role::Officer).await;
        let ticket = ticket::store::by_reference(&stage.desk.db, &kept.reference).await.unwrap().unwrap().id;
        let mut visitor = stage.visitor();
        kept.enter(&mut visitor).await.sees("No messages yet").sees_no("We have written to you");
        let note = write_message::Note::Staff { by, visibility: Visibility::Shared };
        write_message::write(&stage.desk, ticket, note, "Which account?").await.unwrap();
        let page = visitor.get("/en/status/view").await.sees_no("Which account?").sees("We have written to you");
        let csrf = page.sees_no("No messages yet").field("csrf");
        visitor.post("/en/status/message", &[("csrf", &csrf), ("message", "Mine is shown")]).await.is(303);
        visitor.get("/en/status/view").await.sees("Mine is shown").sees_no("Which account?");

        // The link that opens them goes to Ada.
        let page = visitor.post("/en/status/link", &[("csrf", &csrf)]).await.is(200);
        page.sees("We have sent you a link").sees_no("Which account?");
        stage.run_due_work().await;
        let links = stage.mail_to(ADA).pop().expect("a mail").links();
        let link = links.iter().find(|link| link.contains("/files/")).expect("a link");
        let link = link.strip_prefix(PUBLIC).expect("a link to our own pages").to_owned();
        let mut ada = stage.visitor();
        let files = ada.post(&link, &[("access_code", &kept.code)]).await.is(303);
        ada.follow(files).await.is(200).sees("Which account?").sees_no("We have written to you");
        visitor.get("/en/status/view").await.sees_no("Which account?");
    }

    async fn a_message_that_is_sent_twice_is_written_once(on: On) {
        let stage = Stage::set(on).await;
        let kept = Kept::from(&access(ADA).send(&mut stage.visitor()).await);
        let mut ada = stage.visitor();
        let csrf = kept.enter(&mut ada).await.field("csrf");
        let fields = [("csrf", csrf.as_str()), ("message", "Where is it?")];
        let (mut one, mut other) = (ada.clone(), ada.clone());
        let both = tokio::join!(one.post("/en/status/message", &fields), other.post("/en/status/message", &fields));
        let _ = (both.0.is(303), both.1.is(303));
        let said = |page: &Page| page.source().matches("Where is it?").count();
        assert_eq!(said(&ada.get("/en/status/view").await), 1);
        // Who asks the same again later means it.
        stage.clock.advance(TimeDelta::minutes(2));
        ada.post("/en/status/message", &fields).await.is(303);
        assert_eq!(said(&ada.get("/en/status/view").await), 2);
    }

    async fn authorities_can_be_followed_from_the_page(on: On) {
        let stage = Stage::set(on).await;
        let kept = Kept::from(&access(ADA).send(&mut stage.visitor()).await);
        let status = kept.enter(&mut stage.visitor()).await;
        for address in ["https://ico.org.uk/make-a-complaint/", "https://www.cnil.fr/plaintes"] {
            assert!(status.source().contains(&format!("<a href=\"{address}\">")), "{address}");
        }
    }

    async fn a_request_is_taken_back_once(on: On) {
        let stage = Stage::set(on).await;
        let kept = Kept::from(&access(ADA).send(&mut stage.visitor()).await);
        confirm(&stage).await;
        let mut ada = stage.visitor();
        let page = kept.enter(&mut ada).await.sees("Withdraw this request").sees("Your request goes on meanwhile");
        assert!(!page.source().contains("Withdraw my request"), "nothing is withdrawn by one press");
        let asked = ada.get("/en/status/withdraw").await.is(200).sees("Withdraw your request?").sees("We stop working on it");
        ada.get("/en/status/view").await.sees_no("You withdrew");
        let csrf = asked.field("csrf");
        for _ in 0..2 {
            ada.post("/en/status/withdraw", &[("csrf", &csrf)]).await.is(303);
        }
        let status = ada.get("/en/status/view").await.sees("You withdrew this request");
        let status = status.sees("Withdrawn").sees_no("In progress").sees_no("Withdraw this request");
        status.sees("Received").sees_no("Checked by a person").sees_no("Ready to fetch").sees_no("goes on meanwhile");
        ada.get("/en/status/withdraw").await.is(303);
    }

    async fn who_did_not_ask_says_so_and_that_is_the_end(on: On) {
        let stage = Stage::set(on).await;
        let kept = Kept::from(&access(ADA).send(&mut stage.visitor()).await);
        stage.run_due_work().await;
        let link = stage.mail_to(ADA)[0].links().into_iter().find(|link| link.contains("/v/")).expect("a link");
        let (mut mallory, mut inside) = (stage.visitor(), stage.visitor());
        kept.enter(&mut inside).await.sees("We are waiting for you");
        assert_eq!(found_by_address(&stage).await, 1);
        mallory.post(&link, &[("answer", "maybe")]).await.is(400);
        mallory.post(&link, &[("answer", "no")]).await.is(200).sees("The request is closed");
        mallory.post(&link, &[("answer", "yes")]).await.is(200).sees("This link no longer works");
        let code = [("reference", kept.reference.as_str()), ("access_code", kept.code.as_str())];
        mallory.post("/en/status", &code).await.is(422).sees("do not belong together");
        inside.get("/en/status/view").await.is(303);
        is_forgotten(&stage, &kept).await;
        stage.run_due_work().await;
        assert_eq!(stage.mails().len(), 1);
    }

    async fn what_nobody_confirmed_is_forgotten(on: On) {
        let stage = Stage::set(on).await;
        let kept = Kept::from(&access(ADA).send(&mut stage.visitor()).await);
        stage.run_due_work().await;
        stage.clock.advance(TimeDelta::hours(73));
        stage.run_due_work().await;
        let code = [("reference", kept.reference.as_str()), ("access_code", kept.code.as_str())];
        stage.visitor().post("/en/status", &code).await.is(422).sees("do not belong together");
        is_forgotten(&stage, &kept).await;
    }

    async fn somebody_with_a_matrix_id_alone_is_written_to_by_a_person(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let form = Form { matrix_id: "@ada:example.org", ..access("") };
        form.fill_in(&mut ada).await.sees("We write to @ada:example.org in Matrix").sees_no("We will send a link");
        let sent = form.send(&mut ada).await.is(200).sees("A person writes to @ada:example.org in Matrix");
        let kept = Kept::from(&sent.sees_no("spam folder"));
        kept.enter(&mut ada).await.sees("a person writes to you in Matrix").sees_no("Send the message again");

        let olive = stage.staff("olive", Role::Officer).await;
        let ticket = ticket::store::by_reference(&stage.desk.db, &kept.reference).await.unwrap().unwrap().id;
        let code = verify_by_hand::verify(&stage.desk, olive, ticket, "answered in Matrix").await.unwrap();
        ada.get("/en/status/view").await.is(303);
        let kept = Kept { code: code.expect("a new code").for_people().to_string(), ..kept };
        kept.enter(&mut ada).await.sees("You confirmed that it was you");
        stage.run_due_work().await;
        assert!(stage.mails().is_empty());
    }
}
