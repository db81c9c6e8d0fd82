//! Whoever got the data is told that it was erased, says so, and the person may know who they are.

use chrono::TimeDelta;
use rightsdesk::{
    demo::mailbox::fault::{Moment, Strike},
    notice, ticket,
    words::language::Language,
};
use stage::{
    desk::{On, PUBLIC, Stage},
    mailbox::MailServer,
    on_both,
};

use super::{ADA, erased, shop, shop_mailing};
use crate::{bad_days::by_smtp, desk_pages::addresses};

const MAILER: &str = "privacy@mailer.example";

/// The words of the last mail to somebody, which is folded at its margin.
fn last(stage: &Stage, to: &str) -> String {
    let mail = stage.mail_to(to).pop().expect("a mail");
    mail.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn link(stage: &Stage) -> String {
    let links = stage.mail_to(MAILER).pop().expect("a mail").links();
    let link = links.into_iter().find(|link| link.contains("/notices/")).expect("a link");
    link.strip_prefix(PUBLIC).expect("a link to our own pages").to_owned()
}

async fn told(stage: &Stage, language: Language) {
    let w = language.telling();
    let (erased, mut ana) = erased(stage, language.code()).await;
    let page = &erased.page;
    assert_eq!(stage.mail_to(MAILER).len(), 0, "it waits for other systems of the same request");
    ana.get(&format!("{page}/notices")).await.is(200).sees("Mailer Ltd").sees("a letter is being sent");
    ana.get("/desk/notices").await.is(200).sees("Courier").sees("to be told by you").sees("Mailer Ltd");
    ana.get(&format!("{page}/notices")).await.sees("The letter to send, to copy");
    ana.get("/desk").await.sees(&erased.reference);

    stage.clock.advance(TimeDelta::minutes(11));
    stage.run_due_work().await;
    let text = last(stage, MAILER);
    for part in [ADA, "Web shop", w.please_erased, &erased.reference] {
        assert!(text.contains(&part.replace('\u{a0}', " ")), "{part} is missing: {text}");
    }
    assert!(!text.contains("@ada:") && !text.contains("an engine"), "only the name that they know: {text}");
    assert_eq!(stage.mail_to(MAILER).len(), 1);
    let told = ana.get(&format!("{page}/notices")).await;
    assert_eq!(
        told.source().matches("</span> told</span>").count(),
        1,
        "the mailer, and nobody else: {}",
        told.words()
    );

    // Looking changes nothing, a link that nobody sent leads nowhere, and the page names nobody.
    let link = link(stage);
    let mut mailer = stage.visitor();
    mailer.get(&link).await.is(200).sees(w.page_button).sees(&erased.reference).sees_no("ada@");
    let forged = format!("{}{}", &link[..link.len() - 4], "AAAA");
    mailer.get(&forged).await.is(404);
    mailer.post(&forged, &[]).await.is(404);
    let before = ana.get(&format!("{page}/notices")).await.is(200);
    assert!(!before.source().contains("</span> confirmed</span>"), "only the button says it");
    mailer.post(&link, &[]).await.is(200).sees(w.page_thanks);
    mailer.post(&link, &[]).await.is(200).sees(w.page_thanks);
    let after = ana.get(&format!("{page}/notices")).await.is(200);
    assert!(after.source().contains("</span> confirmed</span>"), "{}", after.source());
    ana.get(page).await.sees("A recipient has confirmed").sees("Recipients: 1 of 3 told");
    stage.run_due_work().await;
    assert_eq!(stage.mail_to(MAILER).len(), 1, "once is enough");
}

on_both! {
    async fn recipients_are_told_in_their_language_and_confirm(on: On) {
        for language in Language::ALL {
            let (_database, stage) = shop(on, language.code()).await;
            told(&stage, language).await;
        }
    }

    async fn a_person_tells_those_without_an_address_or_says_why_not(on: On) {
        let (_database, stage) = shop(on, "en").await;
        let (erased, mut ana) = erased(&stage, "de").await;
        let page = format!("{}/notices", erased.page);
        let ticket = ticket::store::by_reference(&stage.desk.db, &erased.reference).await.unwrap().unwrap();
        let rows = notice::store::of(&stage.desk.db, ticket.id).await.unwrap();
        let of = |name: &str| rows.iter().find(|row| row.recipient == name).expect("a notice").id;
        let courier = format!("{page}/{}", of("Courier"));
        let others = Language::De.telling().others_on_servers;
        ana.get(&page).await.is(200).sees("Courier").sees(others).sees("Art. 17(2)");

        ana.post(&courier, &[("state", "impossible"), ("words", " ")]).await.is(422).sees("Write down how they were told");
        ana.post(&courier, &[("state", "planned"), ("words", "Later.")]).await.is(422).sees("Choose how it ended");
        ana.does(&courier, &[("state", "impossible"), ("words", "Die Firma gibt es nicht mehr.")]).await.sees("cannot be told");
        ana.post(&courier, &[("state", "sent"), ("words", "By phone.")]).await.is(422).sees("This is settled already");
        let servers = format!("{page}/{}", of(others));
        let told = ana.does(&servers, &[("state", "sent"), ("words", "A redaction was federated.")]).await;
        assert_eq!(told.source().matches("</span> told</span>").count(), 1, "{}", told.words());

        // The person's answer did not wait for any of it, and they may ask who was told.
        stage.clock.advance(TimeDelta::minutes(11));
        stage.run_due_work().await;
        ana.does(&page, &[]).await.sees("The person is told.");
        stage.run_due_work().await;
        let text = last(&stage, ADA);
        for part in ["Mailer Ltd: am", "Courier: konnte nicht informiert werden. Die Firma gibt es nicht mehr."] {
            assert!(text.contains(part), "{part} is missing: {text}");
        }

        // On their own page they read it only with the mailbox, for it says what became of their data.
        let mut ada = stage.visitor();
        let fields = [("reference", erased.reference.as_str()), ("access_code", erased.code.as_str())];
        let door = ada.post("/de/status", &fields).await.is(303);
        ada.follow(door).await.is(200).sees_no("Mailer Ltd");
    }

    async fn a_letter_that_cannot_be_delivered_stays_before_staff(on: On) {
        let server = MailServer::start().await;
        let (_database, stage) = shop_mailing(on, "en", by_smtp(server.port(), 1)).await;
        let (erased, mut ana) = erased(&stage, "en").await;
        let page = format!("{}/notices", erased.page);
        stage.clock.advance(TimeDelta::minutes(11));
        server.mailbox.fail_once(Moment::Recipient, Strike::Answer(550));
        stage.run_due_work().await;
        ana.get("/desk/notices").await.is(200).sees("letter not delivered");
        ana.get(&page).await.sees("letter not delivered");
        assert_eq!(server.mailbox.to(MAILER).len(), 0);

        // Staff find a better day, or another way.
        let again = &addresses(&ana.get(&erased.page).await, "letters")[0];
        ana.does(again, &[]).await;
        stage.run_due_work().await;
        assert_eq!(server.mailbox.to(MAILER).len(), 1);
        ana.get("/desk/notices").await.sees("Told, but not confirmed yet").sees_no("letter not delivered");
    }

    async fn nobody_is_told_of_what_was_not_done(on: On) {
        let (_database, stage) = shop(on, "en").await;
        let mut ana = crate::desk_pages::Colleague::enters(&stage, "ana", rightsdesk::staff::role::Role::Officer).await;
        let receipt = crate::desk_pages::asks_verified(&stage, ana.id, ADA, &[rightsdesk::rights::right::Right::Access]).await;
        let page = crate::desk_pages::ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        stage.clock.advance(TimeDelta::hours(1));
        stage.run_due_work().await;
        ana.signs_in("ana").await;
        assert_eq!(stage.mail_to(MAILER).len(), 0);
        ana.get(&format!("{page}/notices")).await.is(200).sees("Nobody is to be told.");
        ana.post(&format!("{page}/notices"), &[]).await.is(422);
    }
}
