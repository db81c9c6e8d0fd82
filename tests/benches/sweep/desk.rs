//! The same from the desk's side: closed accounts that have fallen due, from their lines in its database to proven.

use std::time::Duration;

use chrono::TimeDelta;
use rightsdesk::{
    casework::note_deactivations,
    deactivation::{sighting::Sighting, state::Source},
    register::connected::Connected,
};
use sea_orm::{ConnectionTrait, Statement};
use stage::desk::{On, Stage};
use tokio::time::Instant;

use crate::scene::{self, Scene};

/// What one worker took for all of them.
pub struct Took {
    /// From the moment when they fall due until all are proven.
    pub time: Duration,
    /// How many statements the desk's own database was sent meanwhile.
    pub statements: u64,
}

/// Closes the accounts, lets the days of grace pass, and works until nothing is due.
pub async fn work(on: On, scenes: &[Scene], accounts: u32, set: u32) -> Took {
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
    stage.clock.advance(TimeDelta::days(8));
    let before = stage.statements();
    let began = Instant::now();
    stage.run_due_work().await;
    let took = Took { time: began.elapsed(), statements: stage.statements() - before };
    assert_eq!(proven(&stage).await, i64::from(accounts), "everybody is proven");
    took
}

async fn proven(stage: &Stage) -> i64 {
    let db = &stage.desk.db;
    let count = "SELECT COUNT(*) AS n FROM deactivation WHERE state = 'proven'";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), count)).await;
    row.expect("the question is right").expect("a row").try_get("", "n").expect("a number")
}
