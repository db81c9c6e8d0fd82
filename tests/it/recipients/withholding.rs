//! Before a copy goes out, staff withhold what is about somebody else; the copy says so, and two people stand for it.

use chrono::TimeDelta;
use rightsdesk::{law::regime::Regime, rights::right::Right, staff::role::Role};
use serde_json::json;
use stage::{desk::On, on_both};

use super::{ADA, packed, shop, shop_mailing};
use crate::{
    api::Program,
    desk_pages::{Colleague, addresses, asks_verified, ticket},
};

on_both! {
    async fn what_harms_somebody_else_does_not_go_out_and_the_copy_says_why(on: On) {
        let (_database, stage) = shop(on, "en").await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let shown = ana.get(&page).await.is(200);
        let collections = addresses(&shown, "package");
        let purchases = collections.iter().find(|path| path.ends_with("purchase")).expect("its records");
        ana.get(purchases).await.is(200).sees("an engine").sees("Withhold something");

        let marked = |rows, field, ground, words| [("rows", rows), ("field", field), ("ground", ground), ("words", words)];
        for (form, words) in [
            (marked("9", "", "RIGHTS_OF_OTHERS", "Bob."), "Choose records that are there"),
            (marked("", "", "RIGHTS_OF_OTHERS", "Bob."), "Choose records that are there"),
            (marked("x", "", "RIGHTS_OF_OTHERS", "Bob."), "Choose records that are there"),
            (marked("1", "", "RIGHTS_OF_OTHERS", " "), "Write down the evidence"),
            (marked("1", "", "PORTABILITY_BASIS", "Bob."), "does not answer"),
        ] {
            ana.post(purchases, &form).await.is(422).sees(words);
        }
        ana.does(purchases, &marked("", "thing", "RIGHTS_OF_OTHERS", "It was a gift for Bob.")).await.sees("built anew");
        stage.run_due_work().await;
        let seen = ana.get(&page).await.field("package");
        ana.post(&format!("{page}/release"), &[("package", &seen)]).await.is(422).sees("somebody else has to let");

        let everything = packed(&stage, receipt.id).await;
        assert!(!everything.contains("an engine"), "it is withheld");
        assert!(!everything.contains("gift for Bob"), "what staff wrote is for staff");
        for part in ["the field thing is not here", "(withheld)", "complain to the supervisory authority"] {
            assert!(everything.contains(part), "{part} is missing");
        }

        otto.does(&format!("{page}/release"), &[("package", &seen)]).await;
        let request = rightsdesk::request::store::of(&stage.desk.db, receipt.id).await.unwrap().remove(0);
        assert_eq!(request.outcome, Some(rightsdesk::request::state::Outcome::PartlyGranted));
    }

    async fn what_was_withheld_can_be_handed_over_after_all(on: On) {
        let (_database, stage) = shop(on, "en").await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let shown = ana.get(&page).await.is(200);
        let collections = addresses(&shown, "package");
        let purchases = collections.iter().find(|path| path.ends_with("purchase")).expect("its records");
        let mark = [("rows", "1"), ("field", ""), ("ground", "RIGHTS_OF_OTHERS"), ("words", "Bob.")];
        ana.does(purchases, &mark).await;
        stage.run_due_work().await;
        ana.get(purchases).await.sees("Withheld here").sees("RIGHTS_OF_OTHERS");
        ana.does(&format!("{purchases}/all"), &[]).await.sees("Everything is handed over");
        stage.run_due_work().await;
        ana.get(purchases).await.sees_no("Withheld here");
        let seen = ana.get(&page).await.field("package");
        ana.does(&format!("{page}/release"), &[("package", &seen)]).await;
        // What has gone out cannot be taken back.
        ana.post(purchases, &mark).await.is(422);
    }

    async fn nothing_of_another_ticket_is_withheld(on: On) {
        let (_database, stage) = shop(on, "en").await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let hers = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
        let his = asks_verified(&stage, ana.id, "bob@example.net", &[Right::Access]).await;
        for receipt in [&hers, &his] {
            ana.does(&format!("{}/start", ticket(receipt)), &[]).await;
        }
        stage.run_due_work().await;
        let mut purchases = Vec::new();
        for receipt in [&hers, &his] {
            let shown = ana.get(&ticket(receipt)).await.is(200);
            purchases.extend(addresses(&shown, "package").into_iter().find(|path| path.ends_with("purchase")));
        }
        let [of_hers, of_his] = purchases.as_slice() else { panic!("both bought something: {purchases:?}") };
        ana.get(of_his).await.is(200).sees("a book").sees("Withhold something");

        // His records, and as if they belonged to her ticket.
        let crossed = of_his.replace(&his.reference, &hers.reference);
        assert_ne!(&crossed, of_his);
        let mark = |rows, field| [("rows", rows), ("field", field), ("ground", "RIGHTS_OF_OTHERS"), ("words", "A gift.")];
        ana.get(&crossed).await.is(404);
        for form in [mark("1", ""), mark("", "thing")] {
            ana.post(&crossed, &form).await.is(404);
        }
        ana.post(&format!("{crossed}/all"), &[]).await.is(404);
        let program = Program::for_somebody(&stage, ana.id, TimeDelta::days(1)).await;
        let told = program.get(&format!("/tickets/{}", his.reference)).await.is(200);
        let tasks = told.body["tasks"].as_array().unwrap();
        let export = tasks.iter().find(|task| task["operation"] == "export").expect("an export");
        let path = format!("/tickets/{}/tasks/{}/withholding", hers.reference, export["id"].as_str().unwrap());
        for (name, value) in [("records", json!([1])), ("field", json!("thing"))] {
            let mut wish = json!({ "collection": "shop.purchase", "ground": "RIGHTS_OF_OTHERS", "words": "A gift." });
            wish[name] = value;
            program.post(&path, wish).await.is(404);
        }
        stage.run_due_work().await;
        for path in [of_hers, of_his] {
            ana.get(path).await.is(200).sees_no("Withheld here");
        }
        ana.does(of_his, &mark("1", "")).await.sees("built anew");
        ana.get(of_his).await.is(200).sees("Withheld here");
        ana.get(of_hers).await.is(200).sees_no("Withheld here");
    }

    async fn what_is_withheld_stays_so_when_a_closed_ticket_is_opened_again(on: On) {
        let (_database, stage) = shop_mailing(on, "en", |config| config.desk.regime = Regime::Uk).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let collection = async |ana: &mut Colleague, name: &str| {
            let shown = ana.get(&page).await.is(200);
            addresses(&shown, "package").into_iter().find(|path| path.ends_with(name)).expect("its records")
        };
        let purchases = collection(&mut ana, "purchase").await;
        let mark = |rows, field| [("rows", rows), ("field", field), ("ground", "RIGHTS_OF_OTHERS"), ("words", "A gift for Bob.")];
        ana.does(&purchases, &mark("", "thing")).await;
        stage.run_due_work().await;
        let customers = collection(&mut ana, "customer").await;
        ana.does(&customers, &mark("1", "")).await;
        stage.run_due_work().await;

        let identity = [
            ("what", "identity"), ("concerns", ""), ("wording", "In which month did you sign up?"),
            ("reason", "The address of the account was changed yesterday."), ("amount", ""), ("late_because", ""),
        ];
        let asked = ana.does(&format!("{page}/questions"), &identity).await;
        let close = asked.source().split('"').find(|it| it.ends_with("/enough")).expect("a form").replace("/enough", "/close");
        stage.clock.advance(TimeDelta::days(30));
        ana.signs_in("ana").await;
        ana.does(&close, &[]).await.sees("closed for want of a reply");
        ana.does(&format!("{page}/reopen"), &[]).await;
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let purchases = collection(&mut ana, "purchase").await;
        ana.get(&purchases).await.sees("Withheld here").sees("A gift for Bob.");
        let customers = collection(&mut ana, "customer").await;
        // A number says nothing of what comes this time: all of it is withheld until somebody has looked.
        ana.get(&customers).await.sees("Withheld here");

        let everything = packed(&stage, receipt.id).await;
        assert!(!everything.contains("an engine"), "it is withheld");
        // Looked at, it can be handed over again.
        ana.does(&format!("{purchases}/all"), &[]).await.sees("Everything is handed over");
        ana.get(&purchases).await.sees_no("Withheld here");
    }
}
