//! People are told what is done with their data: on a page, by a letter, in versions, all from the register.

use rightsdesk::{privacy_notice, staff::role::Role, words::language::Language};
use sea_orm::{ConnectionTrait, Statement};
use stage::{
    desk::{On, Stage},
    form::Form,
    on_both,
};

use super::{ADA, shop};
use crate::desk_pages::Colleague;

/// What Art. 13 and 14 ask for, by our own names.
const ITEMS: [&str; 13] = [
    "controller_identity",
    "dpo_contact",
    "purposes",
    "categories",
    "retention",
    "recipients",
    "third_country",
    "rights",
    "complaints",
    "statutory_or_contractual",
    "source",
    "automated",
    "further_purpose",
];

async fn asks(stage: &Stage, language: &str, rights: &[&str]) -> String {
    let form = Form { language, rights, email: ADA, matrix_id: "", details: &[] };
    form.send(&mut stage.visitor()).await.is(200).by_id("reference")
}

on_both! {
    async fn the_page_of_a_service_says_all_that_the_law_lists(on: On) {
        let (_database, stage) = shop(on, "en").await;
        for language in Language::ALL {
            let w = language.informing();
            let mut visitor = stage.visitor();
            let home = format!("/{}/data", language.code());
            visitor.get(&home).await.is(200).sees(w.list_title).sees("Web shop");
            let page = visitor.get(&format!("{home}/shop")).await.is(200);
            for item in ITEMS {
                assert!(page.source().contains(&format!("id=\"{item}\"")), "{item} is missing in {}", language.code());
            }
            let page = page.sees("Mailer Ltd").sees("standard contractual clauses").sees("Courier");
            page.sees("As long as you have an account.").sees(w.officer).sees("ico.org.uk").sees("cnil.fr");
            visitor.get(&format!("{home}/nothing")).await.is(404);
        }
    }

    async fn whoever_asks_is_answered_from_the_register_with_one_press(on: On) {
        let (_database, stage) = shop(on, "en").await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        for language in Language::ALL {
            let w = language.informing();
            let reference = asks(&stage, language.code(), &["informed"]).await;
            let page = format!("/desk/t/{reference}");
            ana.does(&format!("{page}/verify"), &[("how", "She showed us her badge.")]).await.sees("Shop 1");
            ana.does(&format!("{page}/start"), &[]).await.sees("Answer from the register");
            stage.run_due_work().await;
            let ticket = rightsdesk::ticket::store::by_reference(&stage.desk.db, &reference).await.unwrap().unwrap();
            let request = rightsdesk::request::store::of(&stage.desk.db, ticket.id).await.unwrap().remove(0);
            ana.does(&format!("{page}/requests/{}/inform", request.id), &[]).await.sees_no("Answer from the register");
            stage.run_due_work().await;
            let text = stage.mail_to(ADA).pop().unwrap().text();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for part in [w.why, w.recipients, w.how_long, "Mailer Ltd", "As long as you have an account.", "/data"] {
                let part = part.replace('\u{a0}', " ");
                assert!(text.contains(&part), "{part} is missing: {text}");
            }
            ana.post(&format!("{page}/requests/{}/inform", request.id), &[]).await.is(422);
        }
        // Another right has another answer.
        let reference = asks(&stage, "en", &["objection"]).await;
        let page = format!("/desk/t/{reference}");
        ana.does(&format!("{page}/verify"), &[("how", "She showed us her badge.")]).await;
        let ticket = rightsdesk::ticket::store::by_reference(&stage.desk.db, &reference).await.unwrap().unwrap();
        let request = rightsdesk::request::store::of(&stage.desk.db, ticket.id).await.unwrap().remove(0);
        ana.post(&format!("{page}/requests/{}/inform", request.id), &[]).await.is(422);
    }

    async fn a_changed_register_is_a_new_version_and_the_ticket_says_which_was_seen(on: On) {
        let (_database, stage) = shop(on, "en").await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let first = asks(&stage, "en", &["access"]).await;
        // Looking again makes no version.
        stage.visitor().get("/en/data/shop").await.is(200).sees("number 1");
        ana.get("/desk/informed").await.is(200).sees("Shop");
        assert_eq!(privacy_notice::store::all(&stage.desk.db).await.unwrap().len(), 1);

        // The register was another one before: that version is still known, and what changed is shown.
        let before = privacy_notice::store::all(&stage.desk.db).await.unwrap().remove(0);
        let older = before.content.replace("Courier", "Carrier Pigeons");
        let db = &stage.desk.db;
        let sql = "UPDATE privacy_notice SET content = $1, hash = $2";
        let values = [older.clone().into(), privacy_notice::content::hash(&older).into()];
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await.unwrap();
        let second = asks(&stage, "en", &["access"]).await;
        let versions = privacy_notice::store::all(db).await.unwrap();
        assert_eq!(versions.iter().map(|version| version.number).collect::<Vec<_>>(), [2, 1]);
        let page = ana.get(&format!("/desk/informed/{}", versions[0].id)).await.is(200);
        page.sees("What changed since version 1").sees("Carrier Pigeons").sees("Courier").sees_no("added Mailer");
        ana.get(&format!("/desk/informed/{}", versions[1].id)).await.sees("This is the first version.");
        ana.get(&format!("/desk/t/{first}")).await.sees("Shop 1").sees_no("Shop 2");
        ana.get(&format!("/desk/t/{second}")).await.sees("Shop 2");
    }
}
