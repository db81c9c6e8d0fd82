//! Who else may decide, who has died, and who asks for the same again.

use chrono::TimeDelta;
use rightsdesk::{
    config::customer::CustomerSection, identifier, request, rights::right::Right, staff::role::Role, ticket as tickets,
};
use stage::{
    desk::{On, PUBLIC, Stage},
    form::{Form, access},
    system::by_hand,
};

use super::{Colleague, addresses, asks, asks_verified, ticket};
use crate::code_alone::{enters, proves};

const ADA: &str = "ada@example.org";

fn words(mail: &rightsdesk::demo::mailbox::mail::Mail) -> String {
    mail.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Somebody asks at the form; its reference, and the link to confirm it.
async fn asks_by_form(stage: &Stage, form: Form<'_>) -> (String, String) {
    let sent = form.send(&mut stage.visitor()).await;
    stage.run_due_work().await;
    let links = stage.mail_to(ADA).pop().expect("a mail").links();
    let link = links.into_iter().find(|link| link.contains("/v/")).expect("a link to confirm");
    (sent.by_id("reference"), link.strip_prefix(PUBLIC).expect("our own").to_owned())
}

async fn confirms(stage: &Stage, link: &str) {
    stage.visitor().post(link, &[("answer", "yes")]).await.is(200);
    stage.run_due_work().await;
}

stage::on_both! {
    async fn who_asks_for_the_same_again_has_reminded_us(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let (first, link) = asks_by_form(&stage, access(ADA)).await;
        confirms(&stage, &link).await;
        stage.clock.advance(TimeDelta::days(5));
        let details = [("delivery", "link"), ("message", "Where is my copy?")];
        let again = Form { details: &details, ..access(ADA) };
        let (second, link) = asks_by_form(&stage, again).await;

        // What nobody has confirmed changes nothing: neither for the first nor for itself.
        let page = ana_sees(&mut ana, &first).await;
        page.sees_no("Where is my copy?").sees("due 14 Dec 2026");
        confirms(&stage, &link).await;
        let page = ana_sees(&mut ana, &first).await;
        page.sees("Where is my copy?").sees("due 14 Dec 2026").sees("The person asked for the same again");
        ana_sees(&mut ana, &second).await.sees("Merged").sees("Withdrawn");
        let mail = words(&stage.mail_to(ADA).pop().unwrap());
        assert!(mail.contains(&first) && mail.contains("14 December 2026"), "{mail}");

        // Somebody else's second wish, or another right, is a request of its own.
        let objection = Form { rights: &["objection"], ..access(ADA) };
        let (third, link) = asks_by_form(&stage, objection).await;
        confirms(&stage, &link).await;
        ana_sees(&mut ana, &third).await.sees("Received").sees_no("Merged");
        let blinds = identifier::store::blinds(&stage.desk.index, "email", ADA);
        let of_ada = tickets::store::references_for_contact(&stage.desk.db, blinds, 10).await.unwrap();
        let open = async |reference: &str| {
            let row = tickets::store::by_reference(&stage.desk.db, reference).await.unwrap().unwrap();
            let rows = request::store::of(&stage.desk.db, row.id).await.unwrap();
            rows.iter().filter(|row| row.state == request::state::State::Open).count()
        };
        assert_eq!(of_ada.len(), 3);
        assert_eq!((open(&first).await, open(&second).await, open(&third).await), (1, 0, 1));
    }

    async fn what_is_for_a_customer_is_passed_on_and_nothing_is_disclosed(on: On) {
        let acme = CustomerSection {
            name: "Acme".to_owned(),
            mail: Some("privacy@acme.example".to_owned()),
            language: "en".to_owned(),
            ..CustomerSection::default()
        };
        let stage = Stage::setting(on).with_config(|config| config.customers.push(acme)).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
        let form = format!("{}/pass-on", ticket(&receipt));
        ana.get(&ticket(&receipt)).await.sees("the request is mailed to: Acme");
        ana.post(&form, &[("customer", " ")]).await.is(422).sees("Say who decides");
        let page = ana.does(&form, &[("customer", "Acme")]).await.sees("The request is passed on.");
        page.sees("Passed on to Acme, who decides").sees("Passed on").sees("Answered");
        ana.post(&form, &[("customer", "Acme")]).await.is(409).sees("cannot be passed on");
        stage.run_due_work().await;
        let mail = words(&stage.mail_to(ADA).pop().unwrap());
        for told in ["Acme", "They decide", "We passed your request on to them on 14 November 2026"] {
            assert!(mail.contains(told), "{told} is missing:\n{mail}");
        }
        // Her page says the same, and not that it is over; to whoever has the code alone it only offers a link.
        let (_, page) = enters(&stage, &receipt).await;
        page.sees("This request is closed.").sees("Send me a link to read it here").sees_no("passed your request on");
        let page = proves(&stage, &receipt, ADA).await;
        page.sees("We passed your request on to them").sees_no("This request is closed.");
        let forwarded = stage.mail_to("privacy@acme.example").pop().expect("the customer has it");
        for told in [ADA, "Access", "14 November 2026", "your instruction"] {
            assert!(words(&forwarded).contains(told), "{told} is missing:\n{}", forwarded.text());
        }

        // A customer that nobody has configured gets no mail: staff have passed it on.
        let other = asks_verified(&stage, ana.id, "bob@example.org", &[Right::Erasure]).await;
        ana.does(&format!("{}/pass-on", ticket(&other)), &[("customer", "Initech")]).await.sees("Passed on to Initech");
        stage.run_due_work().await;
        assert_eq!(stage.mail_to("privacy@acme.example").len(), 1);
    }

    async fn of_somebody_who_has_died_nothing_leaves_until_the_officer_has_decided(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Objection]).await;
        let page = ticket(&receipt);
        let noted = format!("{page}/circumstances");
        let deceased = ("what_learned", "deceased");
        ana.post(&noted, &[deceased, ("how_known", "")]).await.is(422).sees("Say how you checked");
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        for task in addresses(&ana.get(&page).await, "tasks") {
            ana.finishes(&task, "done", "Looked.", &[]).await.is(303);
        }
        let seen = ana.does(&noted, &[deceased, ("how_known", "Their sister sent a death certificate.")]).await;
        let seen = seen.sees("nothing leaves and nothing is erased").sees("to be decided by the data protection officer");
        let answer = seen.source().split('"').find(|it| it.ends_with("/answer")).expect("a form").to_owned();
        let fields = [("outcome", "granted"), ("text", "We have stopped.")];
        ana.post(&answer, &fields).await.is(422).sees("The person has died");
        stage.run_due_work().await;
        assert!(!stage.mail_to(ADA).iter().any(|mail| mail.text().contains("We have stopped.")));

        let code = receipt.access_code.for_people();
        let door = [("reference", receipt.reference.as_str()), ("access_code", code.as_str())];
        stage.visitor().post("/en/status", &door).await.is(422).sees("do not belong together");

        let decide = otto.get(&page).await;
        let decide = addresses(&decide, "circumstances").pop().expect("a form to decide");
        let go_on = [("decision", "go_on"), ("decided_why", "The heirs ask for it.")];
        ana.post(&decide, &go_on).await.is(422).sees("The data protection officer decides this.");
        otto.post(&decide, &[go_on[0], ("decided_why", "")]).await.is(422).sees("Say why");
        otto.does(&decide, &go_on).await.sees("It is decided.").sees("The request is answered as any other");
        stage.visitor().post("/en/status", &door).await.is(303);
        ana.does(&answer, &fields).await.sees("Answered");
    }

    async fn what_the_officer_decided_of_a_request_that_nobody_confirmed_can_be_read_afterwards(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks(&stage, ADA, &[Right::Access]).await;
        let page = ticket(&receipt);
        let said = [("what_learned", "deceased"), ("how_known", "Their sister sent a death certificate.")];
        let noted = otto.does(&format!("{page}/circumstances"), &said).await;
        let decide = addresses(&noted, "circumstances").pop().expect("a form to decide");
        let close = [("decision", "close"), ("decided_why", "Nobody else may have it.")];
        otto.does(&decide, &close).await.sees("It is decided.").sees("Nobody else may have it.").sees("Expired");
        // It goes when what is written on any ticket goes.
        stage.clock.advance(TimeDelta::days(400));
        stage.run_due_work().await;
        otto.signs_in("otto").await;
        otto.get(&page).await.is(410);
    }
}

async fn ana_sees(ana: &mut Colleague, reference: &str) -> stage::visitor::Page {
    ana.signs_in("ana").await;
    ana.get(&format!("/desk/t/{reference}")).await.is(200)
}
