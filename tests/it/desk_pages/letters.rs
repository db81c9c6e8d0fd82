//! Staff look at every letter before anybody gets one, and have one sent to themselves.

use rightsdesk::staff::{role::Role, store};
use stage::desk::{On, Stage};

use super::Colleague;

/// The addresses of all letters.
fn letters(page: &stage::visitor::Page) -> Vec<String> {
    let found = page.source().split('"').filter(|text| text.starts_with("/desk/letters/"));
    found.map(str::to_owned).collect()
}

#[tokio::test]
async fn every_letter_can_be_looked_at_in_three_languages() {
    let stage = Stage::set(On::Sqlite).await;
    let mut otto = Colleague::enters(&stage, "otto", Role::Auditor).await;
    otto.get("/desk/outbox").await.is(200).main().sees("Look at our letters");
    let list = otto.get("/desk/letters").await.is(200).sees("Consent taken back").sees("Consent taken back (2)");
    let queue = otto.get("/desk").await;
    for place in ["/desk/letters", "/desk/reply-texts"] {
        assert!(queue.source().contains(&format!("<a href=\"{place}\">")), "the foot leads to {place}");
    }
    let letters = letters(&list);
    assert!(letters.len() > 30, "{letters:?}");
    for letter in &letters {
        let page = otto.get(letter).await.is(200);
        page.sees("English").sees("Français").sees("Deutsch").sees_no("Send the test").sees_no("{{");
    }
    let page = otto.get("/desk/letters/clarify").await.sees("garder telle quelle").sees("lassen, wie sie ist");
    page.sees("Staff do not know what is meant.").sees("UK 12A(5)");
    otto.get("/desk/letters/love").await.is(404);
}

stage::on_both! {
    async fn a_test_goes_to_whoever_asks_for_it_and_says_that_it_is_one(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let contact = stage.desk.config.desk.contact.clone();
        ana.get("/desk/letters/refuse_nothing").await.is(404);
        ana.get("/desk/letters/extend").await.is(200).sees(&format!("It goes to {contact}"));
        ana.does("/desk/letters/extend", &[("language", "fr")]).await.sees("was handed to the mail server");
        let mails = stage.mail_to(&contact);
        assert_eq!(mails.len(), 1);
        assert!(mails[0].subject().starts_with("[ESSAI] "), "{}", mails[0].subject());
        assert!(mails[0].text().contains("Toutes les valeurs sont inventées"), "{}", mails[0].text());

        store::set_email(&stage.desk.db, ana.id, Some("ana@example.org".to_owned())).await.unwrap();
        ana.get("/desk/letters/extend").await.sees("It goes to ana@example.org");
        ana.does("/desk/letters/extend", &[("language", "de")]).await;
        let own = stage.mail_to("ana@example.org");
        assert!(own.len() == 1 && own[0].subject().starts_with("[PROBE] "), "{}", own.len());

        // An address cannot be typed, and who only reads sends nothing.
        ana.post("/desk/letters/extend", &[("language", "en"), ("to", "eve@example.com")]).await.is(400);
        ana.post("/desk/letters/extend", &[("language", "xx")]).await.is(400);
        let mut otto = Colleague::enters(&stage, "otto", Role::Auditor).await;
        otto.post("/desk/letters/extend", &[("language", "en")]).await.is(403);
        for _ in 0..38 {
            ana.post("/desk/letters/extend", &[("language", "en")]).await.is(303);
        }
        ana.post("/desk/letters/extend", &[("language", "en")]).await.is(422).sees("enough tests for this hour");
        assert_eq!(stage.mail_to("ana@example.org").len(), 39);
        assert!(stage.mail_to("eve@example.com").is_empty());
    }
}
