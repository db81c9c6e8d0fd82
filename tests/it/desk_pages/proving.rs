//! What proves an erasure, what the person is told of it, and that it is looked at again.

use super::{
    Colleague, addresses,
    after_erasing::{erased, restore},
    asks_verified,
    erasing::{ALL, shop, shop_beside, task_of, things},
    ticket,
};
use crate::api::Program;
use chrono::TimeDelta;
use rightsdesk::{
    casework::erasing::{approve_erasure, evidence::bundle},
    kernel::actor::Actor,
    recheck::{self, state::Found},
    rights::right::Right,
    staff::role::Role,
    task::{self, state::Operation},
};
use rightsdesk_vault::{
    chance::CountedChance,
    master::MasterKey,
    signing::{Signer, public_keys},
};
use serde_json::json;
use stage::{
    desk::On,
    on_both,
    system::{Pretended, by_hand},
};

on_both! {
    async fn what_proves_an_erasure_is_signed_and_names_nobody(on: On) {
        let (_database, stage, mut ana, receipt) = erased(on).await;
        ana.get(&ticket(&receipt)).await.sees("Evidence of erasure");
        let made = bundle::make(&stage.desk, Actor::Desk, receipt.id).await.unwrap();
        let keys = public_keys(&stage.desk.masters);
        let checked = bundle::check(&made, &keys).unwrap();
        assert_eq!((checked.reference.as_str(), &checked.signed_by), (receipt.reference.as_str(), &keys[0]));
        let [system] = checked.content.systems.as_slice() else { panic!("one system: {:?}", checked.content.systems) };
        let approved: Vec<_> = system.approvals.iter().map(|approval| approval.by.as_str()).collect();
        assert_eq!(approved, ["ana", "otto"]);
        let evidence = system.done.as_ref().unwrap().evidence.as_ref().unwrap();
        assert_eq!(evidence.effects.iter().map(|effect| effect.deleted).sum::<u64>(), 3);
        assert_eq!((system.looks.len(), checked.content.ledger.len()), (3, 2));

        let names = ["ada@example.org", "an engine", "evil.net"];
        let files = rightsdesk_archive::bundle::check(&made, |_, _, _| true).unwrap().1;
        for (path, bytes) in &files {
            let text = String::from_utf8_lossy(bytes);
            assert!(!names.iter().any(|name| text.contains(name)), "{path} names somebody");
        }
        // Somebody else's signature, and a byte that changed where a file lies.
        let stranger = Signer::new(&MasterKey::generate(&CountedChance::seeded(99))).public_key();
        assert!(bundle::check(&made, &[stranger]).is_err());
        let mut changed = made.clone();
        changed[made.len() / 3] ^= 1;
        assert!(bundle::check(&changed, &keys).is_err());
    }

    async fn the_person_is_told_what_went_and_what_stays(on: On) {
        let (_database, stage, mut ana, receipt) = erased(on).await;
        let page = ana.get(&ticket(&receipt)).await.sees("Review").sees("Your answer");
        let answer = page.source().split('"').find(|text| text.ends_with("/answer")).unwrap().to_owned();
        ana.does(&answer, &[("outcome", "granted"), ("text", "It is done.")]).await.sees("The answer is on its way.");
        stage.run_due_work().await;
        let mails = stage.mail_to("ada@example.org");
        let text = mails.last().unwrap().text();
        for part in ["It is done.", "What we did, system by system:", "Web shop", "- deleted: 3", "nothing else of yours"] {
            assert!(text.contains(part), "{part} is missing: {text}");
        }
        // On which day, and until when backups may have it.
        let day = |day| rightsdesk::words::date::date(day, rightsdesk::words::language::Language::En);
        let (done_on, year_later) = (stage.desk.today(), stage.desk.today() + TimeDelta::days(365));
        assert!(text.contains(&format!("- done on {}", day(done_on))), "{text}");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&format!("beyond use: nobody works with them, and the last backup that has them is gone by {}", day(year_later))), "{text}");
    }

    async fn what_comes_back_is_seen_and_nothing_is_erased_by_itself(on: On) {
        let (database, stage, mut ana, receipt) = erased(on).await;
        let task = task_of(&stage, receipt.id).await.0.id;
        let found = async |stage: &stage::desk::Stage| {
            let looks = recheck::store::of_task(&stage.desk.db, task).await.unwrap();
            looks.into_iter().map(|look| look.found).collect::<Vec<_>>()
        };
        stage.clock.advance(TimeDelta::hours(1));
        stage.run_due_work().await;
        assert_eq!(found(&stage).await, [Some(Found::Clean), None, None]);
        ana.signs_in("ana").await;
        ana.get("/desk").await.is(200).sees_no("Erased data is there again");

        restore(&database).await;
        stage.clock.advance(TimeDelta::hours(24));
        stage.run_due_work().await;
        assert_eq!(found(&stage).await, [Some(Found::Clean), Some(Found::Left), None]);
        ana.signs_in("ana").await;
        ana.get("/desk").await.sees("Erased data is there again");
        let page = ana.get("/desk/again").await.sees("Something that was erased is there").sees("1 of 1");
        assert_eq!(things(&database).await, ALL, "nothing is erased by itself");
        assert_eq!(recheck::store::alarms(&stage.desk.db).await.unwrap().len(), 2);
        let program = Program::for_somebody(&stage, ana.id, TimeDelta::days(1)).await;
        let told = program.get("/rechecks").await.is(200);
        let looks = told.body.as_array().unwrap();
        let of_ticket = looks.iter().find(|look| look["reference"] == receipt.reference).expect("the look at the ticket");
        assert_eq!((looks.len(), &of_ticket["found"], &of_ticket["system"]), (2, &json!("left"), &json!("shop")));
        // One is seen to by a program, the other on the page.
        let seen = format!("/rechecks/{}/seen", of_ticket["id"].as_str().unwrap());
        program.does(&seen).await.is(204);
        program.does(&seen).await.is(404);
        let alarms: Vec<_> = page.source().split('"').filter(|text| text.starts_with("/desk/again/")).collect();
        assert_eq!(alarms.len(), 2);
        for alarm in alarms {
            ana.does(alarm, &[]).await;
        }
        assert_eq!(program.get("/rechecks").await.is(200).body.as_array().unwrap().len(), 0);
        ana.get("/desk").await.sees_no("Erased data is there again");
        // The same people are not told of again every night.
        stage.clock.advance(TimeDelta::hours(24));
        stage.run_due_work().await;
        assert!(recheck::store::alarms(&stage.desk.db).await.unwrap().is_empty());
    }

    async fn two_who_approve_at_the_same_moment_both_count(on: On) {
        let (database, stage) = shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        stage.run_due_work().await;
        let (task, path) = task_of(&stage, receipt.id).await;
        let plan = ana.get(&format!("{}{path}", ticket(&receipt))).await.field("plan");
        let approve = |by| approve_erasure::approve(&stage.desk, by, receipt.id, task.id, &plan);
        let (one, other) = tokio::join!(approve(ana.id), approve(otto.id));
        assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
        stage.run_due_work().await;
        assert_eq!(things(&database).await, ALL[2..]);
    }

    async fn a_plan_that_comes_out_the_same_goes_on_with_those_who_approved_it(on: On) {
        let (database, stage) = shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        stage.run_due_work().await;
        let path = format!("{}{}", ticket(&receipt), task_of(&stage, receipt.id).await.1);
        let plan = ana.get(&path).await.field("plan");
        for by in [&mut ana, &mut otto] {
            by.does(&format!("{path}/approve"), &[("plan", &plan)]).await;
        }
        database.load("INSERT INTO purchase VALUES (13, 1, 'a late thing')").await;
        stage.run_due_work().await;
        let with_late_thing = ana.get(&path).await.sees("0 of 2 approvals").field("plan");
        for by in [&mut ana, &mut otto] {
            by.does(&format!("{path}/approve"), &[("plan", &with_late_thing)]).await;
        }
        database.load("DELETE FROM purchase WHERE id = 13").await;
        stage.run_due_work().await;
        ana.get(&path).await.sees("What was erased");
        assert_eq!(things(&database).await, ALL[2..]);
    }
    async fn all_names_are_known_and_all_copies_handed_over_before_anything_is_erased(on: On) {
        let blog = Pretended::new("blog", "Blog").knowing("ada@example.org", "email", "ada@example.net");
        let (database, stage) = shop_beside(on, vec![blog.connected(), by_hand("paper", "Paper", "Look.")]).await;
        database.load("INSERT INTO customer VALUES (4, 'ada@example.net')").await;
        database.load("INSERT INTO purchase VALUES (41, 4, 'a lamp')").await;
        blog.goes_down("it is being moved");
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access, Right::Erasure]).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        stage.run_due_work().await;
        let tasks = async || task::store::of(&stage.desk.db, receipt.id).await.unwrap();
        let first = tasks().await;
        assert!(!first.is_empty() && first.iter().all(|task| task.operation == Operation::Resolve), "a name may be missing");
        blog.is_mended();
        stage.clock.advance(TimeDelta::minutes(5));
        stage.run_due_work().await;

        let erases = |task: &task::entity::Model| task.operation == Operation::Erase;
        assert!(!tasks().await.iter().any(erases), "the copy comes first");
        let page = ticket(&receipt);
        let paper = addresses(&ana.get(&page).await, "tasks").pop().expect("a task by hand");
        ana.finishes(&paper, "not_found", "Nothing there.", &[]).await.is(303);
        stage.run_due_work().await;
        assert!(!tasks().await.iter().any(erases), "it is put together, and has not gone out");
        ana.releases(&page).await;
        stage.run_due_work().await;

        let shop = tasks().await.into_iter().find(|it| it.system == "shop" && erases(it)).expect("now it is asked");
        let path = format!("{page}/tasks/{}", shop.id);
        let plan = ana.get(&path).await.sees("What would be erased").field("plan");
        for by in [&mut ana, &mut otto] {
            by.does(&format!("{path}/approve"), &[("plan", &plan)]).await;
        }
        stage.run_due_work().await;
        assert_eq!(things(&database).await, ALL[2..], "by both names, and nobody else's");
    }
}
