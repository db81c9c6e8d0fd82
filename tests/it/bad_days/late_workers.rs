//! A worker that was thought dead comes back: another has done its work by then, and nothing that it brings counts.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use chrono::TimeDelta;
use rightsdesk::{
    archive, audit,
    casework::{collecting::start, copying::look_into, staffing::assign},
    config::file::Release,
    kernel::database,
    letter::{self, kind::SEND},
    rights::right::Right,
    staff::role::Role,
    task, ticket,
    worker::{driver, heartbeat, roster},
};
use sea_orm::{ConnectionTrait, Statement};
use stage::{
    desk::{On, Stage, until},
    gate::Gate,
    system::Pretended,
};
use tokio_util::sync::CancellationToken;

use crate::desk_pages::{Colleague, asks, asks_verified, ticket};

fn shop() -> Pretended {
    Pretended::new("shop", "Web shop")
        .holding("ada@example.org", r#"{"email": "ada@example.org", "note": "paid 1.10"}"#)
        .holding("ada@example.org", r#"{"email": "ada@example.org", "note": "paid 2.20"}"#)
        .knowing("ada@example.org", "customer_id", "K-4711")
}

/// Who comes to an end first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum First {
    /// The late one, while the other is still at it.
    Late,
    /// The one that took over.
    InTime,
}

/// How many rows somebody has.
async fn under_way(stage: &Stage) -> i64 {
    let of = |table: &str| format!("(SELECT COUNT(*) FROM {table} WHERE state = 'running')");
    let all = format!("SELECT {} + {} + {}", of("task"), of("archive"), of("letter"));
    let db = &stage.desk.db;
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), all)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

/// Takes every step that comes up with two workers, of which one is late; returns how many steps there were.
async fn each_step_twice(stage: &Stage, first: First) -> usize {
    let stop = CancellationToken::new();
    let mut taken = 0;
    loop {
        let late = roster::claim(&stage.desk, 16).await.unwrap();
        if late.is_empty() {
            return taken;
        }
        stage.clock.advance(stage.desk.config.work.lease() + TimeDelta::seconds(1));
        let in_time = roster::claim(&stage.desk, 16).await.unwrap();
        let names = |steps: &[roster::Step]| steps.iter().map(roster::Step::name).collect::<BTreeSet<_>>();
        assert_eq!(names(&late), names(&in_time), "what the first worker had is claimed again");
        taken += late.len() + in_time.len();
        let (one, other) = if first == First::Late { (late, in_time) } else { (in_time, late) };
        let before = under_way(stage).await;
        for step in one {
            step.take(&stage.desk, &stop).await.unwrap();
        }
        if first == First::Late {
            assert_eq!(under_way(stage).await, before, "what the late one brings settles nothing");
        }
        for step in other {
            step.take(&stage.desk, &stop).await.unwrap();
        }
    }
}

stage::on_both! {
    async fn every_step_may_be_taken_twice_and_counts_once(on: On) {
        for (release, first) in [(Release::ByStaff, First::Late), (Release::Automatic, First::InTime)] {
            let setting = Stage::setting(on).with_systems([shop().connected(), Pretended::new("blog", "Blog").connected()]);
            let stage = setting.with_config(move |config| config.desk.release = release).set().await;
            let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
            let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
            start::start(&stage.desk, ana.id, receipt.id).await.unwrap();
            assert!(each_step_twice(&stage, first).await >= 2 * 6, "two letters, three tasks and the archive, each twice");

            let db = &stage.desk.db;
            let mut ends = BTreeMap::new();
            for line in audit::store::about(db, receipt.id).await.unwrap() {
                *ends.entry((line.event, line.details)).or_insert(0) += 1;
            }
            assert!(ends.values().all(|times| *times == 1), "{ends:#?}");
            let tasks = task::store::of(db, receipt.id).await.unwrap();
            assert!(tasks.iter().all(|task| task.state == task::state::State::Ended), "{tasks:#?}");
            assert_eq!(tasks.iter().map(|task| task.records).sum::<i64>(), 1 + 2, "one name and two records");
            let letters = letter::store::of(db, receipt.id).await.unwrap();
            assert!(letters.len() >= 2, "{letters:#?}");
            assert!(letters.iter().all(|letter| letter.state == letter::kind::State::Sent), "{letters:#?}");
            assert_eq!(stage.mail_to("ada@example.org").len(), letters.len());
            assert_eq!(audit::store::first_broken(db).await.unwrap(), None);

            // The file is the one whose key was written down, and nothing is left of the other.
            let package = ana.get(&format!("{}/package", ticket(&receipt))).await.is(200);
            package.sees("shop/account.json");
            let records = look_into::contents(&stage.desk, receipt.id).await.unwrap().systems;
            let records: Vec<_> = records.iter().map(|system| (system.key.as_str(), system.records)).collect();
            assert_eq!(records, [("blog", 0), ("shop", 2)], "each once");
            let archive = archive::store::current(db, receipt.id).await.unwrap().unwrap();
            let files = std::fs::read_dir(stage.home.path().join("storage/archives")).unwrap();
            let files: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
            assert_eq!(files, [archive.id.to_string()]);
        }
    }

    async fn a_beat_never_holds_up_the_work_that_it_keeps_alive(on: On) {
        let stage = Stage::setting(on).with_config(|config| config.work.lease_seconds = 1).set().await;
        asks(&stage, "ada@example.org", &[Right::Access]).await;
        let Some(roster::Step::Letter(lease)) = roster::claim(&stage.desk, 1).await.unwrap().pop() else {
            panic!("a letter is to be sent");
        };
        let (id, pulse) = (lease.row().id, lease.pulse());
        let work = async {
            let tx = database::write(&stage.desk.db).await.unwrap();
            lease.settle(&tx, SEND, stage.desk.now(), Vec::new()).await.unwrap().unwrap();
            // Two beats come in this time, and want the row that we hold.
            tokio::time::sleep(Duration::from_millis(700)).await;
            tx.commit().await.unwrap();
        };
        let beside = heartbeat::beside(&stage.desk, pulse, CancellationToken::new(), work);
        tokio::time::timeout(Duration::from_secs(5), beside).await.expect("the work comes to its end");
        let row = letter::store::by_id(&stage.desk.db, id).await.unwrap().unwrap();
        assert_eq!(row.state, letter::kind::State::Sent);
    }

    async fn a_ticket_may_change_hands_while_its_last_system_is_asked(on: On) {
        let gate = Gate::before(shop().connected());
        let stage = Stage::setting(on).with_systems([gate.connected(2)]).set().await;
        let ana = stage.staff("ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana, "ada@example.org", &[Right::Access]).await;
        start::start(&stage.desk, ana, receipt.id).await.unwrap();
        let stop = CancellationToken::new();
        let working = tokio::spawn(driver::run(stage.desk.clone(), stop.clone()));
        until("the shop is asked", async || (gate.inside() == 1).then_some(())).await;
        assign::assign(&stage.desk, ana, receipt.id, Some(ana)).await.unwrap();
        gate.open();
        until("everything is gathered", async || {
            let ticket = ticket::store::by_id(&stage.desk.db, receipt.id).await.unwrap().unwrap();
            (ticket.state == ticket::state::State::Review).then_some(())
        })
        .await;
        stop.cancel();
        working.await.unwrap();
        assert_eq!(gate.calls().len(), 1, "the answer was taken, and not asked for again");
    }
}
