//! Due accounts are erased in sweeps: after the days of grace, each effect once, and nobody stops the others.

use std::sync::Arc;

use super::{closed, lines, stands};
use chrono::TimeDelta;
use rightsdesk::{
    casework::{accounts::sweep::evidence, answering::withdraw, collecting::start},
    deactivation::{figures, part, state::State, sweep},
    desk::Desk,
    kernel::actor::Actor,
    ledger, message,
    staff::role::Role,
    task::{
        self,
        state::{Operation, Outcome},
    },
    ticket,
    worker::driver,
};
use sea_orm::{ConnectionTrait, EntityTrait, Statement};
use stage::{
    desk::{On, Stage},
    satellite::Satellite,
};

fn names(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("@user{n}:example.org")).collect()
}

async fn close_all(stage: &Stage, names: &[String]) {
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    closed(stage, &names).await;
}

/// How often the ledger says this.
async fn told(stage: &Stage, what: &str) -> i64 {
    let db = &stage.desk.db;
    let sql = format!("SELECT COUNT(*) FROM ledger WHERE what = '{what}' AND batch = 'sweep'");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

stage::on_both! {
    async fn after_the_days_of_grace_everything_is_erased_and_proven(on: On) {
        let (bridge, bot) = (Satellite::new("bridge"), Satellite::new("bot"));
        bridge.hold("@ada:example.org", 3);
        bridge.hold("puppet-of-ada", 2);
        bridge.know("@ada:example.org", "puppet-of-ada");
        // The bot knows her by the name that only the bridge could tell.
        bot.hold("puppet-of-ada", 4);
        bot.hold("@Ada:example.org", 1);
        bridge.hold("@bob:example.org", 1);
        let stage = Stage::setting(on).with_systems([bridge.connected(), bot.connected()]).set().await;
        closed(&stage, &["@ada:example.org"]).await;

        stage.clock.advance(TimeDelta::days(6));
        stage.run_due_work().await;
        assert_eq!(stands(&stage, "@ada:example.org").await, State::Waiting);
        assert_eq!(bridge.rows().len(), 3, "people change their minds");

        stage.clock.advance(TimeDelta::days(1));
        stage.run_due_work().await;
        let ada = &lines(&stage, "@ada:example.org").await[0];
        assert_eq!((ada.state, &ada.account_sealed), (State::Proven, &None), "the name goes, the hash stays");
        assert_eq!(bridge.rows().into_keys().collect::<Vec<_>>(), ["@bob:example.org"]);
        assert_eq!(bot.rows().into_keys().collect::<Vec<_>>(), ["@Ada:example.org"], "that is somebody else");

        let db = &stage.desk.db;
        assert_eq!((told(&stage, "begun").await, told(&stage, "done").await), (2, 2));
        assert_eq!(ledger::store::first_broken(db).await.unwrap(), None);
        let sweep = sweep::by_id(db, ada.sweep_id.unwrap()).await.unwrap().unwrap();
        assert_eq!((sweep.state, sweep.people_sealed), (sweep::State::Ended, None));
        let parts = part::of(db, sweep.id).await.unwrap();
        let fates: Vec<_> = parts.iter().map(|part| (part.system.as_str(), part.fates.as_str())).collect();
        assert_eq!(fates, [("bot", "[[1,4,0]]"), ("bridge", "[[1,5,0]]")]);
        let seen = evidence::of(&stage.desk, "@ada:example.org").await.unwrap();
        let counted: Vec<_> = seen[0].systems.iter().map(|here| (here.rows, here.at_least)).collect();
        assert_eq!(counted, [(Some((4, 0)), false), (Some((5, 0)), false)]);
        let days = figures::by_day(db, ada.closed_on, stage.desk.today()).await.unwrap();
        assert_eq!((days[0].1.received, days[0].1.proven, days[0].1.late), (1, 1, 0));
        // Seen once more, the account is known to be done.
        closed(&stage, &["@ada:example.org"]).await;
        assert_eq!(stage.run_due_work().await, 0);
    }

    async fn hundreds_take_as_few_statements_as_one_and_are_worked_on_in_batches(on: On) {
        let bridge = Satellite::new("bridge");
        let stage = Stage::setting(on)
            .with_systems([bridge.connected()])
            .with_config(|config| config.deactivation.batch = 250)
            .set()
            .await;
        let (one, many) = (names(1), names(751));
        for name in &many {
            bridge.hold(name, 2);
        }
        close_all(&stage, &one).await;
        stage.clock.advance(TimeDelta::days(8));
        let before = stage.statements();
        stage.run_due_work().await;
        let for_one = stage.statements() - before;
        close_all(&stage, &many).await;
        stage.clock.advance(TimeDelta::days(8));
        let before = stage.statements();
        stage.run_due_work().await;
        let for_many = stage.statements() - before;
        assert!(for_many < 4 * for_one, "{for_many} statements for 750 accounts, {for_one} for one");
        assert_eq!(bridge.sweeps(), [2, 500, 500, 500]);
        assert!(bridge.rows().is_empty());
    }

    async fn between_two_batches_the_systems_are_left_alone_for_as_long_as_it_is_wished(on: On) {
        let bridge = Satellite::new("bridge");
        let stage = Stage::setting(on)
            .with_systems([bridge.connected()])
            .with_config(|config| {
                config.deactivation.batch = 2;
                config.deactivation.pause_seconds = 600;
            })
            .set()
            .await;
        let many = names(6);
        for name in &many {
            bridge.hold(name, 1);
        }
        close_all(&stage, &many).await;
        stage.clock.advance(TimeDelta::days(8));
        for (sweeps, wait) in [(1, 540), (1, 120), (2, 660), (3, 660), (3, 0)] {
            stage.run_due_work().await;
            assert_eq!(bridge.sweeps(), vec![2; sweeps], "then {wait} seconds go by");
            stage.clock.advance(TimeDelta::seconds(wait));
        }
        assert!(bridge.rows().is_empty());

        // The thirty days come before the wish.
        close_all(&stage, &names(10)[6..]).await;
        stage.clock.advance(TimeDelta::days(24));
        stage.run_due_work().await;
        assert_eq!(bridge.sweeps().len(), 5);
    }

    async fn one_bad_account_among_three_hundred_stops_nobody_and_comes_before_staff(on: On) {
        let bridge = Satellite::new("bridge");
        let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
        let many = names(300);
        for name in &many {
            bridge.hold(name, 1);
        }
        bridge.share(&many[7], true);
        close_all(&stage, &many).await;
        stage.clock.advance(TimeDelta::days(8));
        stage.run_due_work().await;
        let db = &stage.desk.db;
        let day = figures::by_day(db, stage.desk.today() - TimeDelta::days(30), stage.desk.today()).await.unwrap()[0].1;
        assert_eq!((day.proven, day.with_people), (299, 1));
        assert_eq!(bridge.rows().len(), 1);
        let line = lines(&stage, &many[7]).await.remove(0);
        let ticket = ticket::store::by_id(db, line.ticket_id.unwrap()).await.unwrap().unwrap();
        assert_eq!((ticket.state, ticket.due_on), (ticket::state::State::Received, line.due_on));
        assert_eq!(message::store::of(db, ticket.id).await.unwrap().len(), 1, "staff read why");

        // Staff close the ticket when the row is nobody else's any more: the next sweep has the account.
        bridge.share(&many[7], false);
        withdraw::withdraw(&stage.desk, ticket.id, Actor::Desk).await.unwrap();
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        assert_eq!(stands(&stage, &many[7]).await, State::Proven);
        assert!(bridge.rows().is_empty());
    }

    async fn a_ticket_for_a_closed_account_reaches_what_a_sweep_does_and_nothing_else(on: On) {
        let (bridge, widgets) = (Satellite::new("bridge"), Satellite::new("widgets"));
        for system in [&bridge, &widgets] {
            system.hold("@ada:example.org", 1);
            system.share("@ada:example.org", true);
        }
        let stage = Stage::setting(on)
            .with_systems([bridge.connected(), widgets.connected()])
            .with_config(|config| config.deactivation.except = vec!["widgets".to_owned()])
            .set()
            .await;
        let officer = stage.staff("ana", Role::Officer).await;
        closed(&stage, &["@ada:example.org"]).await;
        stage.clock.advance(TimeDelta::days(8));
        stage.run_due_work().await;
        let ticket = lines(&stage, "@ada:example.org").await[0].ticket_id.unwrap();
        start::start(&stage.desk, officer, ticket).await.unwrap();
        stage.run_due_work().await;
        let tasks = task::store::of(&stage.desk.db, ticket).await.unwrap();
        let erasing = tasks.iter().filter(|task| task.operation == Operation::Erase);
        let skipped: Vec<_> =
            erasing.map(|task| (task.system.as_str(), task.outcome == Some(Outcome::Skipped))).collect();
        assert_eq!(skipped, [("bridge", false), ("widgets", true)]);
    }

    async fn a_worker_that_dies_after_the_erasure_is_followed_by_one_that_proves_it(on: On) {
        let bridge = Satellite::new("bridge");
        bridge.hold("@ada:example.org", 3);
        let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
        closed(&stage, &["@ada:example.org"]).await;
        stage.clock.advance(TimeDelta::days(8));
        bridge.is_silent(true);
        tokio::select! {
            _ = driver::run_due(&stage.desk) => panic!("it never answers"),
            () = bridge.until_silent() => {}
        }
        assert_eq!(bridge.rows().len(), 0, "it was done");
        bridge.is_silent(false);
        stage.run_due_work().await;
        assert_eq!(stands(&stage, "@ada:example.org").await, State::Running, "the lease still holds");
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        assert_eq!(stands(&stage, "@ada:example.org").await, State::Proven);
        assert_eq!(bridge.sweeps(), [3, 0], "each effect once");
        assert_eq!((told(&stage, "begun").await, told(&stage, "done").await), (1, 1));
        assert_eq!(ledger::store::first_broken(&stage.desk.db).await.unwrap(), None);
        // What the first had erased nobody has counted; so nobody says that it was nothing.
        let seen = evidence::of(&stage.desk, "@ada:example.org").await.unwrap();
        assert_eq!((seen[0].systems[0].rows, seen[0].systems[0].at_least), (Some((0, 0)), true));
    }

    async fn two_processes_share_the_work_and_do_nothing_twice(on: On) {
        let systems = ["bot", "bridge", "widgets"].map(Satellite::new);
        let many = names(400);
        for name in &many {
            for system in &systems {
                system.hold(name, 1);
            }
        }
        let stage = Stage::setting(on)
            .with_systems(systems.each_ref().map(Satellite::connected))
            .with_config(|config| config.deactivation.batch = 30)
            .set()
            .await;
        close_all(&stage, &many).await;
        stage.clock.advance(TimeDelta::days(8));
        let other = stage.another_process().await;
        let work = async |desk: &Arc<Desk>| {
            for _ in 0..20 {
                driver::run_due(desk).await.unwrap();
            }
        };
        tokio::join!(work(&stage.desk), work(&other));
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        let db = &stage.desk.db;
        let day = figures::by_day(db, stage.desk.today() - TimeDelta::days(30), stage.desk.today()).await.unwrap()[0].1;
        assert_eq!((day.received, day.proven), (400, 400));
        for system in &systems {
            assert_eq!((system.sweeps().iter().sum::<u64>(), system.sweeps().len()), (400, 14));
        }
        assert_eq!(sweep::Entity::find().all(db).await.unwrap().len(), 14);
        assert_eq!((told(&stage, "begun").await, told(&stage, "done").await), (42, 42));
        assert_eq!(ledger::store::first_broken(db).await.unwrap(), None);
    }
}
