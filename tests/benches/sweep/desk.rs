//! The same from the desk's side: closed accounts that have fallen due, from their lines in its database to proven.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use rightsdesk::{
    casework::accounts::note_deactivations,
    deactivation::{sighting::Sighting, state::Source},
    register::connected::Connected,
    worker::driver,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use stage::desk::{On, Stage};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::{
    scene::{self, Scene},
    took::{Meter, Took},
};

/// Then something is wrong.
const MOST_TIME: Duration = Duration::from_secs(3600);

/// What the desk's workers did for all of them.
pub struct Worked {
    /// From the moment when they fall due until all are proven.
    pub took: Took,
    /// How many statements the desk's own database was sent meanwhile.
    pub statements: u64,
}

/// Closes the accounts, lets the days of grace pass, and works until all are proven.
pub async fn work(on: On, scenes: &[Scene], accounts: u32, set: u32) -> Worked {
    let connected = |scene: &Scene| Connected {
        key: scene.system.key.to_owned(),
        name: None,
        parallel: 2,
        connector: scene::connector(scene),
    };
    let stage = Stage::setting(on)
        .with_systems(scenes.iter().map(connected))
        .with_config(move |config| {
            config.deactivation.batch = set;
            config.deactivation.pause_seconds = 0;
        })
        .set()
        .await;
    for first in (0..accounts).step_by(1000) {
        let numbers = (first..(first + 1000).min(accounts)).map(|account| account * 2 + 1);
        let seen = numbers.map(|number| Sighting { account: format!("@user{number}:example.org"), closed_at: None });
        note_deactivations::note(&stage.desk, Source::Synapse, seen.collect()).await.expect("lines");
    }
    // What the desk does every night is done before, and is not what is measured.
    stage.clock.advance(TimeDelta::days(7) - TimeDelta::minutes(5));
    stage.run_due_work().await;
    stage.clock.advance(TimeDelta::minutes(10));
    let eyes = stage.database().connect().await;
    let stop = CancellationToken::new();
    let before = stage.statements();
    let (began, meter) = (Instant::now(), Meter::start());
    let working = tokio::spawn(driver::run(Arc::clone(&stage.desk), stop.clone()));
    while proven(&eyes).await < i64::from(accounts) {
        assert!(began.elapsed() < MOST_TIME, "somebody is not proven");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let worked = Worked { took: meter.stop(), statements: stage.statements() - before };
    stop.cancel();
    working.await.expect("it stops when it is told to");
    worked
}

async fn proven(eyes: &DatabaseConnection) -> i64 {
    let count = "SELECT COUNT(*) AS n FROM deactivation WHERE state = 'proven'";
    let row = eyes.query_one_raw(Statement::from_string(eyes.get_database_backend(), count)).await;
    row.expect("the question is right").expect("a row").try_get("", "n").expect("a number")
}
