//! What is known of an erasure later: who comes back out of a backup, and what proves what was done.

use super::{
    Colleague, asks_verified,
    erasing::{ALL, shop, task_of, things},
    ticket,
};
use chrono::TimeDelta;
use rightsdesk::{
    audit,
    casework::{
        erasing::{
            put_on_ledger::{self, tied},
            reappeared,
            replay::{self, Fate, Mode, Replayed, Wish},
        },
        receiving::receive::Receipt,
    },
    kernel::chain::Fault,
    ledger,
    rights::right::Right,
    staff::role::Role,
};
use rightsdesk_exporters::contract::call::Call;
use sea_orm::ConnectionTrait;
use stage::{
    databases::Database,
    desk::{On, Stage},
    on_both,
};

/// Ada has asked for it, two people have approved it, and it was done.
pub(super) async fn erased(on: On) -> (Database, Stage, Colleague, Receipt) {
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
    stage.run_due_work().await;
    assert_eq!(things(&database).await, ALL[2..]);
    (database, stage, ana, receipt)
}

/// Ada's rows come back, as they were.
pub(super) async fn restore(database: &Database) {
    database.load("INSERT INTO customer VALUES (1, 'ada@example.org')").await;
    database.load("INSERT INTO purchase VALUES (11, 1, 'an engine'), (12, 1, 'cards')").await;
    assert_eq!(things(database).await, ALL);
}

async fn replayed(stage: &Stage, mode: Mode, except: &[&str]) -> Replayed {
    let wish = Wish {
        since: stage.desk.now() - TimeDelta::days(1),
        except: except.iter().map(|line| (*line).to_owned()).collect(),
        mode,
    };
    let shop = stage.desk.systems.get("shop").unwrap();
    replay::replay(&stage.desk, shop, &wish, &Call::unhurried("story")).await.unwrap()
}

fn fates(replayed: &Replayed) -> Vec<Fate> {
    replayed.people.iter().map(|(_, _, fate)| fate.clone()).collect()
}

on_both! {
    async fn whom_a_backup_brings_back_is_erased_again_by_order(on: On) {
        let (database, stage, _, _) = erased(on).await;
        assert!(replayed(&stage, Mode::Look, &[]).await.people.is_empty(), "nobody is there");
        restore(&database).await;

        let seen = replayed(&stage, Mode::Look, &[]).await;
        assert_eq!((seen.erased, seen.heard, fates(&seen)), (1, 3, vec![Fate::Would(3)]));
        assert_eq!(things(&database).await, ALL, "a look changes nothing");
        let line = seen.people[0].0.clone();
        let left_out = replayed(&stage, Mode::Erase, &[&line]).await;
        assert_eq!(fates(&left_out), [Fate::LeftOut], "somebody knows that she came back by herself");
        assert_eq!(things(&database).await, ALL);

        let lines_before = ledger::store::head(&stage.desk.db).await.unwrap().unwrap().seq;
        let done = replayed(&stage, Mode::Erase, &[]).await;
        assert_eq!(fates(&done), [Fate::Erased(3)]);
        assert!(done.is_well());
        assert_eq!(things(&database).await, ALL[2..], "hers are gone again, nobody else's");
        let walked = ledger::store::walk(&stage.desk.db, Vec::new()).await.unwrap();
        assert_eq!((walked.head.seq, walked.fault), (lines_before + 2, None));
        assert!(replayed(&stage, Mode::Erase, &[]).await.people.is_empty());

        // By the lines of the replay she is known as well.
        restore(&database).await;
        assert_eq!(fates(&replayed(&stage, Mode::Erase, &[]).await), [Fate::Erased(3)]);
    }

    async fn only_those_are_erased_again_who_were_erased_since(on: On) {
        let (database, stage, _, _) = erased(on).await;
        restore(&database).await;
        let wish = Wish { since: stage.desk.now() + TimeDelta::seconds(1), except: Vec::new(), mode: Mode::Erase };
        let shop = stage.desk.systems.get("shop").unwrap();
        let call = Call::unhurried("story");
        let replayed = replay::replay(&stage.desk, shop, &wish, &call).await.unwrap();
        assert_eq!((replayed.erased, replayed.people.len()), (0, 0));
        assert_eq!(things(&database).await, ALL);
        // Somebody who looks like her is not her.
        database.load("DELETE FROM purchase WHERE customer_id = 1").await;
        database.load("UPDATE customer SET email = 'Ada@example.org' WHERE id = 1").await;
        let roll = reappeared::call_roll(&stage.desk, shop, (reappeared::Of::Done, None), &call).await.unwrap();
        assert_eq!((roll.erased, roll.heard, roll.back.len()), (1, 3, 0));
    }

    async fn whose_erasure_was_broken_off_is_named_after_a_restore_and_left_to_people(on: On) {
        let (database, stage, _, _) = erased(on).await;
        // As if a hold had come when this was gone.
        let db = &stage.desk.db;
        db.execute_unprepared("UPDATE ledger SET what = 'interrupted' WHERE what = 'done'").await.unwrap();
        restore(&database).await;
        for mode in [Mode::Look, Mode::Erase] {
            let seen = replayed(&stage, mode, &[]).await;
            let fates = fates(&seen);
            let is_left = |fate: &Fate| matches!(fate, Fate::NeedsPeople(why) if why.contains("broken off") && why.contains("3 rows"));
            assert!(seen.erased == 1 && fates.len() == 1 && is_left(&fates[0]) && !seen.is_well(), "{fates:?}");
        }
        assert_eq!(things(&database).await, ALL, "what a hold kept then is among it");
        // Every night only those are looked for of whom nothing was to stay.
        let shop = stage.desk.systems.get("shop").unwrap();
        let call = Call::unhurried("story");
        let roll = reappeared::call_roll(&stage.desk, shop, (reappeared::Of::Done, None), &call).await.unwrap();
        assert_eq!(roll.erased, 0);
    }

    async fn an_end_of_the_ledger_that_was_cut_off_is_found_by_the_log(on: On) {
        let (_database, stage, _, _) = erased(on).await;
        let db = &stage.desk.db;
        let head = ledger::store::head(db).await.unwrap().unwrap();
        let details = audit::store::last_details(db, put_on_ledger::EVENT).await.unwrap();
        let known = tied(details.as_deref(), put_on_ledger::LEDGER).unwrap();
        assert_eq!(known, head);
        let log = tied(ledger::store::last_details(db).await.unwrap().as_deref(), put_on_ledger::LOG).unwrap();
        assert_eq!(audit::store::walk(db, vec![log]).await.unwrap().fault, None);
        assert_eq!(ledger::store::walk(db, vec![known.clone()]).await.unwrap().fault, None);

        db.execute_unprepared(&format!("DELETE FROM ledger WHERE seq = {}", head.seq)).await.unwrap();
        assert_eq!(ledger::store::first_broken(db).await.unwrap(), None, "by itself the chain cannot know");
        let fault = ledger::store::walk(db, vec![known]).await.unwrap().fault;
        assert_eq!(fault, Some(Fault::CutOff(head.seq)));
    }
}
