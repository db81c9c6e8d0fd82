//! What the form does with what people type into it.

use chrono::TimeDelta;
use rightsdesk::{identifier, identifier::standing::Origin, ticket};
use stage::{
    desk::{On, Stage},
    form::{Form, access},
    on_both,
};

const ADA: &str = "ada@example.org";

on_both! {
    async fn nothing_that_was_typed_is_lost_over_a_mistake(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let state = ada.post("/en/r/rights", &[("right", "erasure"), ("right", "access")]).await.is(200).field("state");
        let fields = [("email", "ada@"), ("matrix_id", "@ada:example.org"), ("state", state.as_str())];
        let again = ada.post("/en/r/contact", &fields).await.is(422).sees("There is a problem");
        assert_eq!(again.field("email"), "ada@");
        assert_eq!(again.field("matrix_id"), "@ada:example.org");

        let state = ada.post("/en/r/contact", &[("email", ADA), ("state", &again.field("state"))]).await.field("state");
        let fields = [
            ("other_email", "no address"),
            ("other_matrix_id", "@ada"),
            ("customer_number", "C-1042"),
            ("phone_number", "+44 20 7946 0000"),
            ("message", "Since 2019,\r\nplease."),
            ("delivery", "attachment"),
            ("whom", "somebody"),
            ("agent_name", ""),
            ("state", state.as_str()),
        ];
        let again = ada.post("/en/r/details", &fields).await.is(422).sees("Enter your own name").sees("Since 2019,");
        assert_eq!(again.field("customer_number"), "C-1042");
        assert!(again.source().contains(r#"value="attachment" checked"#), "{}", again.source());
        assert!(again.source().contains(r#"value="somebody" checked"#), "{}", again.source());
    }

    async fn a_change_of_language_or_of_mind_keeps_the_answers(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let details = [("message", "Bitte alles."), ("customer_number", "C-1042"), ("delivery", "attachment")];
        let form = Form { details: &details, ..access(ADA) };
        let check = form.fill_in(&mut ada).await.sees(ADA).sees("C-1042").sees("Bitte alles.");
        let change = [("step", "check"), ("state", &*check.field("state"))];
        let german = ada.post("/de/r/change", &change).await.is(200).sees(ADA).sees("Bitte alles.");
        assert!(german.source().contains(r#"<html lang="de">"#));
        let back = ada.post("/de/r/change", &[("step", "contact"), ("state", &german.field("state"))]).await.is(200);
        assert_eq!(back.field("email"), ADA);
        let first = ada.post("/de/r/change", &[("step", "rights"), ("state", &back.field("state"))]).await.is(200);
        assert!(first.source().contains(r#"value="access" checked"#), "{}", first.source());
        ada.post("/de/r/send", &[("state", &first.field("state"))]).await.is(200);
        stage.run_due_work().await;
        let mail = &stage.mail_to(ADA)[0];
        assert!(mail.text().contains("Guten Tag"), "the mail is in the language of the last page:\n{}", mail.text());
        assert!(!mail.links().is_empty() && mail.links().iter().all(|link| link.contains("/de/")), "{:?}", mail.links());
    }

    async fn a_form_that_is_sent_twice_makes_one_request(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let check = access(ADA).fill_in(&mut ada).await;
        let fields = [("state", &*check.field("state"))];
        // A double tap: both are on their way at once, and the browser shows the answer to the second.
        let (mut one, mut other) = (ada.clone(), ada.clone());
        let (one, other) = tokio::join!(one.post("/en/r/send", &fields), other.post("/en/r/send", &fields));
        let (one, other) = (one.is(200), other.is(200));
        assert_eq!(one.source(), other.source());
        for _ in 0..20 {
            // The page is loaded again, which is no further request from this place.
            assert_eq!(ada.post("/en/r/send", &fields).await.is(200).source(), one.source());
        }
        let code = [("reference", &*one.by_id("reference")), ("access_code", &*one.by_id("access-code"))];
        ada.post("/en/status", &code).await.is(303);
        stage.run_due_work().await;
        assert_eq!(stage.mails().len(), 1);

        // Who goes back, changes an answer and sends that asks for something else.
        let state = ada.post("/en/r/change", &[("step", "rights"), fields[0]]).await.field("state");
        let state = ada.post("/en/r/rights", &[("right", "erasure"), ("state", &state)]).await.field("state");
        let state = ada.post("/en/r/contact", &[("email", ADA), ("state", &state)]).await.field("state");
        let state = ada.post("/en/r/details", &[("state", &state)]).await.field("state");
        let changed = ada.post("/en/r/send", &[("state", &state)]).await.is(200).sees("Delete my data");
        assert_ne!(changed.by_id("reference"), one.by_id("reference"));
        assert_ne!(changed.by_id("access-code"), one.by_id("access-code"));
        stage.run_due_work().await;
        assert_eq!(stage.mails().len(), 2);
    }

    async fn answers_are_kept_for_two_hours(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let state = access(ADA).fill_in(&mut ada).await.field("state");
        stage.clock.advance(TimeDelta::minutes(119));
        ada.post("/en/r/send", &[("state", &state)]).await.is(200);
        stage.clock.advance(TimeDelta::minutes(2));
        ada.post("/en/r/send", &[("state", &state)]).await.is(400).sees("This form no longer works");
        stage.run_due_work().await;
        assert_eq!(stage.mails().len(), 1, "only the first was taken in");
    }

    async fn answers_cannot_be_made_up(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let state = access(ADA).fill_in(&mut ada).await.field("state");
        let foreign = Stage::setting(On::Sqlite).with_seed(7).set().await;
        let foreign = access(ADA).fill_in(&mut foreign.visitor()).await.field("state");
        let mut altered = state.clone().into_bytes();
        altered[40] = if altered[40] == b'A' { b'B' } else { b'A' };
        let altered = String::from_utf8(altered).expect("it was ASCII");
        for made_up in [&foreign, &altered, &state[1..], "AAAA"] {
            ada.post("/en/r/send", &[("state", made_up)]).await.is(400);
        }
        // No answers at all are a beginning.
        ada.post("/en/r/send", &[("state", "")]).await.is(422).sees("Select what you would like us to do");
        ada.post("/en/r/send", &[("state", &state)]).await.is(200);
    }

    async fn a_message_that_is_too_long_can_be_shortened(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let state = ada.post("/en/r/rights", &[("right", "access")]).await.field("state");
        let state = ada.post("/en/r/contact", &[("email", ADA), ("state", &state)]).await.field("state");
        let long = "x".repeat(200_000);
        let again = ada.post("/en/r/details", &[("message", &long), ("state", &state)]).await.is(422);
        let state = again.sees("Shorten your message to 10,000 characters").field("state");
        let long = "é\r\n".repeat(5_000);
        ada.post("/en/r/details", &[("message", &long), ("state", &state)]).await.is(200).sees("Check your answers");
    }

    async fn with_an_address_and_a_matrix_id_mail_goes_to_the_address(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        let details = [("other_email", "ada@example.net"), ("phone_number", "+44 20 7946 0000")];
        let form = Form { matrix_id: "@ada:example.org", details: &details, ..access(ADA) };
        form.fill_in(&mut ada).await.sees("@ada:example.org").sees("We will send a link to ada@example.org");
        let sent = form.send(&mut ada).await.is(200);
        stage.run_due_work().await;
        assert_eq!(stage.mails().len(), 1);
        assert_eq!(stage.mail_to(ADA).len(), 1);
        let ticket = ticket::store::by_reference(&stage.desk.db, &sent.by_id("reference")).await.unwrap().unwrap();
        assert_eq!(ticket.contact_kind, "email");
        let rows = identifier::store::of(&stage.desk.db, ticket.id).await.unwrap();
        let mut kinds: Vec<_> = rows.iter().map(|row| (row.kind.as_str(), row.origin)).collect();
        kinds.sort_unstable();
        let given = Origin::Given;
        let all = [("email", Origin::Contact), ("email", given), ("matrix_id", given), ("phone_number", given)];
        assert_eq!(kinds, all);
    }

    async fn all_eight_rights_can_be_asked_for_at_once_in_every_language(on: On) {
        let stage = Stage::set(on).await;
        let all = rightsdesk::rights::right::Right::ALL.map(|right| right.code());
        for language in ["en", "fr", "de"] {
            let form = Form { language, rights: &all, ..access(ADA) };
            let sent = form.send(&mut stage.visitor()).await.is(200);
            assert!(sent.by_id("reference").starts_with("DR-"));
        }
        stage.run_due_work().await;
        assert_eq!(stage.mail_to(ADA).len(), 3);
    }

    async fn a_step_that_is_opened_by_itself_leads_to_the_start(on: On) {
        let stage = Stage::set(on).await;
        let mut ada = stage.visitor();
        for step in ["rights", "contact", "details", "change", "send"] {
            assert_eq!(ada.get(&format!("/fr/r/{step}")).await.is(303).header("location"), Some("/fr"), "{step}");
        }
        let page = ada.send(ada.request(reqwest::Method::GET, "/help").header("accept-language", "de-AT")).await;
        assert_eq!(page.header("location"), Some("/de/help"));
    }
}
