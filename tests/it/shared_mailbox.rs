//! Two people ask for the same from one mailbox, or somebody asks in the name of another: what the one wrote is not for whoever has
//! the code of the other.

use chrono::TimeDelta;
use rightsdesk::{
    casework::collecting::decide_identifier::decide,
    identifier::{self, standing::Standing},
    rights::right::Right,
    staff::role::Role,
    ticket,
};
use sea_orm::ConnectionTrait;
use stage::{
    desk::{On, PUBLIC, Stage},
    form::{Form, access},
    on_both,
    visitor::{Page, Visitor},
};

use crate::desk_pages::{self, Colleague, asks_verified};

const ADA: &str = "ada@example.org";
const VIEW: &str = "/en/status/view";
const WITHDRAW: &str = "/en/status/withdraw";

/// Asks at the form, and presses the button behind the link; reference and code as the form showed them.
async fn asks(stage: &Stage, form: Form<'_>) -> (String, String) {
    // Only so many mails go to one address in an hour.
    stage.clock.advance(TimeDelta::hours(2));
    let sent = form.send(&mut stage.visitor()).await.is(200);
    let link = link(stage, "/v/").await;
    stage.visitor().post(&link, &[("answer", "yes")]).await.is(200);
    stage.run_due_work().await;
    (sent.by_id("reference"), sent.by_id("access-code"))
}

/// The path of the link in the newest mail that has one.
async fn link(stage: &Stage, part: &str) -> String {
    stage.run_due_work().await;
    let links = stage.mail_to(ADA).into_iter().rev().flat_map(|mail| mail.links());
    let link = links.into_iter().find(|link| link.contains(part)).expect("a link");
    link.strip_prefix(PUBLIC).expect("a link to our own pages").to_owned()
}

async fn enters(stage: &Stage, (reference, code): &(String, String)) -> (Visitor, Page) {
    let mut visitor = stage.visitor();
    let door = visitor.post("/en/status", &[("reference", reference), ("access_code", code)]).await;
    let page = visitor.follow(door.is(303)).await.is(200);
    (visitor, page)
}

async fn found(stage: &Stage, reference: &str) -> ticket::entity::Model {
    ticket::store::by_reference(&stage.desk.db, reference).await.unwrap().expect("a ticket")
}

async fn state(stage: &Stage, reference: &str) -> ticket::state::State {
    found(stage, reference).await.state
}

on_both! {
    async fn whoever_has_the_first_code_alone_reads_nothing_of_who_asks_again(on: On) {
        let stage = Stage::set(on).await;
        // Somebody fills in the form with her address and keeps the code; she presses the button, and asks herself later.
        let first = asks(&stage, access(ADA)).await;
        let details = [("delivery", "link"), ("message", "My number is 4711.")];
        let second = asks(&stage, Form { details: &details, ..access(ADA) }).await;
        assert_eq!(state(&stage, &second.0).await, ticket::state::State::Merged);

        let (mut mallory, page) = enters(&stage, &first).await;
        let page = page.sees_no("My number is 4711.").sees("We have written to you").sees("To withdraw it, first open a link");
        assert!(!page.source().contains(&format!("href=\"{WITHDRAW}\"")), "nothing leads to where it is withdrawn");
        let csrf = page.sees("asked for the same more than once").field("csrf");
        mallory.post(WITHDRAW, &[("csrf", &csrf)]).await.is(303);
        mallory.post("/en/status/message", &[("csrf", &csrf), ("message", "Mine is shown")]).await.is(303);
        mallory.get(VIEW).await.is(200).sees("Mine is shown").sees_no("My number").sees_no("You withdrew this request");
        assert!(state(&stage, &first.0).await.is_open());
        enters(&stage, &second).await.1.sees("My number is 4711.").sees_no("Mine is shown");

        // The link goes to her.
        mallory.post("/en/status/link", &[("csrf", &csrf)]).await.is(200).sees_no("My number is 4711.");
        let link = link(&stage, "/files/").await;
        let mut ada = stage.visitor();
        let door = ada.post(&link, &[("access_code", &first.1)]).await.is(303);
        let page = ada.follow(door).await.is(200).sees("My number is 4711.").sees_no("To withdraw it, first open a link");
        assert!(page.source().contains(&format!("href=\"{WITHDRAW}\"")));
        let page = ada.get(WITHDRAW).await.is(200).sees("Withdraw my request");
        ada.post(WITHDRAW, &[("csrf", &page.field("csrf"))]).await.is(303);
        ada.get(VIEW).await.sees("You withdrew this request");
    }

    async fn who_gives_other_names_has_a_request_of_their_own(on: On) {
        let stage = Stage::set(on).await;
        let of_anton = Form { matrix_id: "@anton:example.org", ..access(ADA) };
        let first = asks(&stage, of_anton).await;
        let details = [("delivery", "link"), ("message", "It is about my work.")];
        let second = asks(&stage, Form { matrix_id: "@berta:example.org", details: &details, ..access(ADA) }).await;
        assert!(state(&stage, &first.0).await.is_open() && state(&stage, &second.0).await.is_open());
        enters(&stage, &first).await.1.sees_no("It is about my work.");
        let berta = identifier::store::blinds(&stage.desk.index, "matrix_id", "@berta:example.org");
        let known = identifier::store::tickets_with(&stage.desk.db, berta).await.unwrap();
        let own = ticket::store::by_reference(&stage.desk.db, &second.0).await.unwrap().unwrap().id;
        assert_eq!(known, [own], "her name is on her own ticket alone");

        // Who gives the same name, or none, has reminded us.
        let third = asks(&stage, of_anton).await;
        let fourth = asks(&stage, access(ADA)).await;
        for (reference, _) in [third, fourth] {
            assert_eq!(state(&stage, &reference).await, ticket::state::State::Merged);
        }
    }

    async fn a_ticket_that_staff_verified_by_hand_takes_nothing_in(on: On) {
        let stage = Stage::set(on).await;
        let ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
        let second = asks(&stage, access(ADA)).await;
        assert!(state(&stage, &receipt.reference).await.is_open());
        assert_eq!(state(&stage, &second.0).await, ticket::state::State::Received);
    }

    async fn who_brings_a_new_name_has_a_request_of_their_own(on: On) {
        let stage = Stage::set(on).await;
        // The first gave no name beside the address: whoever has its code would get hers there by the mailbox alone.
        let first = asks(&stage, access(ADA)).await;
        let of_berta = Form { matrix_id: "@berta:example.org", ..access(ADA) };
        let second = asks(&stage, of_berta).await;
        assert_eq!(state(&stage, &second.0).await, ticket::state::State::Received);
        let own = ticket::store::by_reference(&stage.desk.db, &second.0).await.unwrap().unwrap().id;
        let berta = identifier::store::blinds(&stage.desk.index, "matrix_id", "@berta:example.org");
        assert_eq!(identifier::store::tickets_with(&stage.desk.db, berta).await.unwrap(), [own]);
        assert_eq!(found(&stage, &first.0).await.version, 2, "nothing was done to the first");

        // Once more with that name: it goes where the name stands, unless staff have found that it is not hers.
        assert_eq!(state(&stage, &asks(&stage, of_berta).await.0).await, ticket::state::State::Merged);
        let ana = stage.staff("ana", Role::Agent).await;
        let rows = identifier::store::of(&stage.desk.db, own).await.unwrap();
        let name = rows.iter().find(|row| row.kind == "matrix_id").expect("the name").id;
        decide(&stage.desk, ana, own, name, Standing::Refused).await.unwrap();
        assert_eq!(state(&stage, &asks(&stage, of_berta).await.0).await, ticket::state::State::Received);
    }

    async fn what_was_merged_before_its_message_was_marked_takes_both_proofs_too(on: On) {
        let stage = Stage::set(on).await;
        let first = asks(&stage, access(ADA)).await;
        let details = [("delivery", "link"), ("message", "My number is 4711.")];
        asks(&stage, Form { details: &details, ..access(ADA) }).await;
        let id = found(&stage, &first.0).await.id;
        // The line as versions wrote it that did not name the message.
        let old = format!("UPDATE audit SET details = '{{\"ticket\":\"{id}\"}}' WHERE event = 'asked_again'");
        stage.desk.db.execute_unprepared(&old).await.unwrap();
        let (mut mallory, page) = enters(&stage, &first).await;
        let page = page.sees_no("My number is 4711.").sees("To withdraw it, first open a link");
        mallory.post(WITHDRAW, &[("csrf", &page.field("csrf"))]).await.is(303);
        assert!(state(&stage, &first.0).await.is_open());
    }

    async fn what_nobody_confirmed_is_in_nobodys_way(on: On) {
        let stage = Stage::set(on).await;
        let first = asks(&stage, access(ADA)).await;
        stage.clock.advance(TimeDelta::hours(2));
        let second = access(ADA).send(&mut stage.visitor()).await.is(200).by_id("reference");
        let link = link(&stage, "/v/").await;
        for _ in 0..60 {
            desk_pages::asks(&stage, ADA, &[Right::Access]).await;
        }
        stage.visitor().post(&link, &[("answer", "yes")]).await.is(200);
        assert_eq!(state(&stage, &second).await, ticket::state::State::Merged);
        assert!(state(&stage, &first.0).await.is_open());
    }

    async fn who_lacks_a_proof_for_withdrawing_is_led_to_it_and_back(on: On) {
        let stage = Stage::set(on).await;
        let first = asks(&stage, access(ADA)).await;
        asks(&stage, access(ADA)).await;
        let (mut ada, page) = enters(&stage, &first).await;
        let csrf = page.field("csrf");
        let needs_link = "To withdraw it, first open a link";
        let told = ada.post(WITHDRAW, &[("csrf", &csrf)]).await.is(303);
        assert_eq!(told.header("location"), Some(WITHDRAW), "it is said there what is missing");
        ada.get(WITHDRAW).await.is(200).sees(needs_link).sees_no("Withdraw my request");
        let fields = [("csrf", csrf.as_str()), ("then", "withdraw")];
        let sent = ada.post("/en/status/link", &fields).await.is(200).sees("Open it, and you can withdraw your request");
        sent.sees_no("Withdraw my request");

        // It leads back to where she wanted to go, also when the first code was mistyped, or the link is opened once more.
        let link = link(&stage, "/files/").await;
        let mut elsewhere = stage.visitor();
        elsewhere.get(&link).await.is(200).sees("Open my request");
        elsewhere.post(&link, &[("access_code", "AAAA-AAAA-AAAA-AAAA")]).await.is(422).sees("not the access code");
        let door = elsewhere.post(&link, &[("access_code", &first.1)]).await.is(303);
        assert_eq!(door.header("location"), Some(WITHDRAW));
        assert_eq!(elsewhere.get(&link).await.is(303).header("location"), Some(WITHDRAW));
        let page = elsewhere.follow(door).await.is(200).sees("Withdraw my request").sees_no(needs_link);
        let done = elsewhere.post(WITHDRAW, &[("csrf", &page.field("csrf"))]).await.is(303);
        elsewhere.follow(done).await.is(200).sees("You withdrew this request");
        assert_eq!(elsewhere.get(WITHDRAW).await.is(303).header("location"), Some(VIEW));
    }
}
