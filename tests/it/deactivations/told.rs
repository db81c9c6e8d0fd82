//! Whose account is closed while they have a request open is told what happens by which day; nobody else is written to.

use super::closed;
use rightsdesk::{
    casework::{
        collecting::decide_identifier,
        receiving::{receive, verify_by_hand},
    },
    kernel::actor::Actor,
    rights::right::Right,
    staff::role::Role,
    words::language::Language,
};
use rightsdesk_exporters::contract::subject::Identifier;
use stage::{desk::On, desk::Stage, on_both, satellite::Satellite};

use crate::desk_pages::asking;

const ADA: &str = "@ada:example.org";
const BOB: &str = "@bob:example.org";

on_both! {
    async fn who_has_a_request_open_is_told_of_the_closing_and_nobody_else(on: On) {
        let bridge = Satellite::new("bridge");
        let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
        let ana = stage.staff("ana", Role::Agent).await;
        for (email, language) in [("ada@example.org", Language::De), ("bob@example.net", Language::En)] {
            let asking = receive::Asking { rights: [Right::Access].into(), language, ..asking(email) };
            let receipt = receive::receive(&stage.desk, asking, Actor::Subject).await.unwrap();
            verify_by_hand::verify(&stage.desk, ana, receipt.id, "They rang.").await.unwrap();
            if language == Language::De {
                let account = Identifier::parse(&format!("matrix_id={ADA}")).unwrap();
                decide_identifier::add(&stage.desk, ana, receipt.id, account).await.unwrap();
            }
        }
        stage.run_due_work().await;
        let before = (stage.mail_to("ada@example.org").len(), stage.mail_to("bob@example.net").len());

        // Bob never said which account is his: nobody can know that it is he.
        closed(&stage, &[ADA, BOB]).await;
        closed(&stage, &[ADA, BOB]).await;
        stage.run_due_work().await;
        let after = (stage.mail_to("ada@example.org").len(), stage.mail_to("bob@example.net").len());
        assert_eq!((after.0 - before.0, after.1 - before.1), (1, 0), "once, and only who it is for certain");
        let mail = stage.mail_to("ada@example.org").pop().expect("a letter");
        let text = mail.text().split_whitespace().collect::<Vec<_>>().join(" ");
        for part in ["14. November 2026", "geschlossen", "bis zum 14. Dezember 2026", "noch eine Kopie", "bleibt"] {
            assert!(text.contains(part), "{part} is missing: {text}");
        }
        assert!(!text.contains(ADA), "letters lie open in mailboxes: {text}");
    }
}
