//! Who asks for a copy and to be erased gets the copy first, whatever the order of asking and on however many tickets.

use rightsdesk::{
    archive,
    demo::mailbox::fault::{Moment, Strike},
    kernel::ids::{Ids, RandomIds},
    rights::right::Right,
    staff::role::Role,
    task::{self, state::Operation},
};
use rightsdesk_exporters::open::Settings;
use stage::{
    company::connected,
    databases,
    desk::{On, Stage},
    mailbox::MailServer,
    on_both,
};

use crate::{
    bad_days::by_smtp,
    desk_pages::{Colleague, addresses, asks_verified, erasing, ticket},
};

const ADA: &str = "ada@example.org";

on_both! {
    async fn systems_are_asked_to_erase_when_the_copy_has_gone_out(on: On) {
        let mut server = MailServer::start().await;
        let database = databases::sqlite();
        database.load(erasing::SHOP).await;
        let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        let shop = connected("shop", include_str!("desk_pages/erasing.yml"), settings);
        let stage = Stage::setting(on).with_systems([shop]).with_config(by_smtp(server.port(), 1)).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access, Right::Erasure]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let erases = async || {
            let tasks = task::store::of(&stage.desk.db, receipt.id).await.unwrap();
            tasks.iter().any(|task| task.operation == Operation::Erase)
        };
        assert!(!erases().await, "nobody has seen the copy yet");
        let seen = ana.get(&page).await.sees("Erasing begins when the copy has gone out");
        let answer = seen.source().split('"').find(|it| it.ends_with("/answer")).expect("a form").to_owned();
        ana.post(&answer, &[("outcome", "granted"), ("text", "All is gone.")]).await.is(422).sees("before the erasure");
        server.stop().await;
        ana.releases(&page).await.sees("Collecting").sees_no("Erasing begins when the copy has gone out");
        stage.run_due_work().await;
        let path = format!("{page}{}", erasing::task_of(&stage, receipt.id).await.1);
        let seen = ana.get(&path).await.field("plan");
        let plan = [("plan", seen.as_str())];
        ana.post(&format!("{path}/approve"), &plan).await.is(422).sees("That comes before the erasure");

        server.start_again().await;
        stage.clock.advance(chrono::TimeDelta::hours(1));
        stage.run_due_work().await;
        ana.signs_in("ana").await;
        otto.signs_in("otto").await;
        for by in [&mut ana, &mut otto] {
            by.does(&format!("{path}/approve"), &plan).await;
        }
        stage.run_due_work().await;
        assert_eq!(erasing::things(&database).await, erasing::ALL[2..]);
        ana.get(&page).await.sees("Review").sees("Write the answer: Erasure");
    }

    async fn a_copy_on_another_ticket_of_theirs_comes_first_too(on: On) {
        let (database, stage) = erasing::shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let erasure = asks_verified(&stage, ana.id, ADA, &[Right::Erasure]).await;
        ana.does(&format!("{}/start", ticket(&erasure)), &[]).await;
        stage.run_due_work().await;
        let path = format!("{}{}", ticket(&erasure), erasing::task_of(&stage, erasure.id).await.1);
        let seen = ana.get(&path).await.field("plan");
        let plan = [("plan", seen.as_str())];

        // Somebody else's, and one that nobody has confirmed, hold nothing up; hers does.
        asks_verified(&stage, ana.id, "bob@example.net", &[Right::Access]).await;
        crate::desk_pages::asks(&stage, ADA, &[Right::Access]).await;
        let copy = asks_verified(&stage, ana.id, ADA, &[Right::Portability]).await;
        ana.post(&format!("{path}/approve"), &plan).await.is(422).sees("That comes before the erasure");
        ana.does(&format!("{}/withdraw", ticket(&copy)), &[("said", "by phone")]).await;
        ana.does(&format!("{path}/approve"), &plan).await.sees("1 of 2 approvals");
        assert_eq!(erasing::things(&database).await, erasing::ALL);
    }
    async fn a_copy_asked_for_after_the_approvals_comes_first_too_and_the_erasure_goes_on_by_itself(on: On) {
        let (database, stage) = erasing::shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let erasure = asks_verified(&stage, ana.id, ADA, &[Right::Erasure]).await;
        ana.does(&format!("{}/start", ticket(&erasure)), &[]).await;
        stage.run_due_work().await;
        let path = format!("{}{}", ticket(&erasure), erasing::task_of(&stage, erasure.id).await.1);
        let seen = ana.get(&path).await.field("plan");
        for by in [&mut ana, &mut otto] {
            by.does(&format!("{path}/approve"), &[("plan", seen.as_str())]).await;
        }
        // Both have approved, and no worker has begun.
        let copy = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
        for _ in 0..3 {
            stage.run_due_work().await;
            stage.clock.advance(chrono::TimeDelta::minutes(2));
        }
        assert_eq!(erasing::things(&database).await, erasing::ALL, "the copy is still due");
        ana.get(&path).await.sees("2 of 2 approvals").sees("What was asked for is handed over first");

        ana.does(&format!("{}/start", ticket(&copy)), &[]).await;
        stage.run_due_work().await;
        ana.releases(&ticket(&copy)).await;
        stage.run_due_work().await;
        stage.clock.advance(chrono::TimeDelta::minutes(2));
        stage.run_due_work().await;
        assert_eq!(erasing::things(&database).await, erasing::ALL[2..], "nobody had to press anything");
        let tasks = task::store::of(&stage.desk.db, copy.id).await.unwrap();
        assert!(tasks.iter().any(|task| task.records > 0), "and the copy has what was there");
    }

    async fn a_copy_whose_letter_cannot_leave_is_out_when_it_was_brought_or_fetched(on: On) {
        for is_fetched in [false, true] {
            let server = MailServer::start().await;
            let database = databases::sqlite();
            database.load(erasing::SHOP).await;
            let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
            let shop = connected("shop", include_str!("desk_pages/erasing.yml"), settings);
            let stage = Stage::setting(on).with_systems([shop]).with_config(by_smtp(server.port(), 1)).set().await;
            let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
            let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
            let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access, Right::Erasure]).await;
            let page = ticket(&receipt);
            ana.does(&format!("{page}/start"), &[]).await;
            stage.run_due_work().await;
            server.mailbox.fail_once(Moment::Recipient, Strike::Answer(550));
            ana.releases(&page).await;
            stage.run_due_work().await;
            let path = format!("{page}{}", erasing::task_of(&stage, receipt.id).await.1);
            let seen = ana.get(&path).await.field("plan");
            let plan = [("plan", seen.as_str())];
            let refused = ana.post(&format!("{path}/approve"), &plan).await.is(422);
            refused.sees("The letter that says that the package can be fetched has not left");

            let given_up = ana.get(&page).await.sees("They got the copy in another way");
            let all = addresses(&given_up, "letters");
            let brought = all.iter().find(|path| path.ends_with("/brought")).expect("a form");
            if is_fetched {
                let desk = &stage.desk;
                let built = archive::store::current(&desk.db, receipt.id).await.unwrap().unwrap();
                let is_counted = archive::store::count_download(&desk.db, built.id, RandomIds.fresh(), desk.now()).await;
                assert!(is_counted.unwrap());
            } else {
                ana.post(brought, &[("how", " ")]).await.is(422);
                ana.does(brought, &[("how", "On paper, by registered post.")]).await.sees("registered post").sees("Brought another way");
                ana.post(brought, &[("how", "Again.")]).await.is(422);
            }
            for by in [&mut ana, &mut otto] {
                by.does(&format!("{path}/approve"), &plan).await;
            }
            stage.run_due_work().await;
            assert_eq!(erasing::things(&database).await, erasing::ALL[2..]);
        }
    }
}
