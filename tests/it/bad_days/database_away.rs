//! The desk's own database goes away in the middle of the work: pages say so in friendly words, nothing is half written,
//! and when it is back the work goes on by itself.

use std::sync::Arc;

use chrono::TimeDelta;
use rightsdesk::{
    archive, audit,
    casework::collecting::start,
    rights::right::Right,
    staff::role::Role,
    task,
    ticket::{self, state::State},
    worker::driver,
};
use sea_orm::ConnectionTrait;
use stage::{
    desk::{On, Stage, until},
    gate::Gate,
    system::Pretended,
    visitor::{Page, Visitor},
};
use tokio_util::sync::CancellationToken;

use crate::desk_pages::{Colleague, asks, asks_verified, ticket};

/// How long a page may take when it cannot be shown: nobody waits longer.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(8);

fn shop() -> Gate {
    let json = r#"{"email": "ada@example.org", "note": "paid 1.10"}"#;
    Gate::before(Pretended::new("shop", "Web shop").holding("ada@example.org", json).connected())
}

async fn in_time(page: impl Future<Output = Page>) -> Page {
    tokio::time::timeout(PATIENCE, page).await.expect("a page comes in time")
}

/// Tries a code on the status page, which is counted: it reads and writes.
async fn tries_a_code(visitor: &mut Visitor) -> Page {
    let fields = [("reference", "DR-0000-0000"), ("access_code", "AAAA-BBBB-CCCC-DDDD")];
    in_time(visitor.post("/en/status", &fields)).await
}

/// Works until all is gathered and the archive is built; the clock goes on, for what was begun is taken up again later.
async fn comes_to_its_end(stage: &Stage, id: rightsdesk::kernel::ids::TicketId) {
    until("the work goes on", async || {
        stage.clock.advance(TimeDelta::seconds(1));
        let ticket = ticket::store::by_id(&stage.desk.db, id).await.ok()??;
        let archive = archive::store::current(&stage.desk.db, id).await.ok()??;
        (ticket.state == State::Review && archive.state == archive::state::State::Ready).then_some(())
    })
    .await;
    let tasks = task::store::of(&stage.desk.db, id).await.unwrap();
    assert!(!tasks.is_empty() && tasks.iter().all(|task| task.records == 1), "{tasks:#?}");
    let ends = audit::store::about(&stage.desk.db, id).await.unwrap();
    assert_eq!(ends.iter().filter(|line| line.event == "task_ended").count(), tasks.len());
    assert_eq!(audit::store::first_broken(&stage.desk.db).await.unwrap(), None);
}

#[tokio::test]
async fn a_server_that_is_stopped_and_started_again() {
    let shop = shop();
    let mut stage = Stage::setting(On::Postgres).with_systems([shop.connected(2)]).behind_a_door().set().await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
    start::start(&stage.desk, ana.id, receipt.id).await.unwrap();
    let stop = CancellationToken::new();
    let working = tokio::spawn(driver::run(Arc::clone(&stage.desk), stop.clone()));
    until("the shop is asked", async || (shop.inside() == 1).then_some(())).await;

    stage.door.as_mut().unwrap().shut().await;
    // What the shop answers now cannot be written down.
    shop.open();
    let mut ada = stage.visitor();
    let path = ticket(&receipt);
    let (page, code) = tokio::join!(in_time(ana.get(&path)), tries_a_code(&mut ada));
    for page in [page, code] {
        let page = page.is(503).sees("We cannot answer at the moment").sees_no("went wrong");
        assert_eq!(page.header("retry-after"), Some("30"));
    }
    // Pages that need nothing from it are there all the time.
    ada.get("/en").await.is(200);
    assert!(!working.is_finished(), "a worker outlives its database");

    stage.door.as_mut().unwrap().open().await;
    comes_to_its_end(&stage, receipt.id).await;
    ana.get(&path).await.is(200).sees("1 of 1 done");
    stop.cancel();
    working.await.unwrap();
}

#[tokio::test]
async fn a_file_that_somebody_else_writes_to_for_seconds() {
    let shop = shop();
    let stage = Stage::setting(On::Sqlite).with_systems([shop.connected(2)]).set().await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
    start::start(&stage.desk, ana.id, receipt.id).await.unwrap();
    let stop = CancellationToken::new();
    let working = tokio::spawn(driver::run(Arc::clone(&stage.desk), stop.clone()));
    until("the shop is asked", async || (shop.inside() == 1).then_some(())).await;

    let other = stage.database().connect().await;
    other.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    shop.open();
    // Reading goes on; who wants to write waits, and is told when it takes too long.
    let mut ada = stage.visitor();
    ana.get(&ticket(&receipt)).await.is(200).sees("Collecting");
    tries_a_code(&mut ada).await.is(503).sees("We cannot answer at the moment").sees("was not saved");
    // For somebody who waits only a little, nothing is wrong.
    let (page, ()) = tokio::join!(tries_a_code(&mut ada), async {
        until("the lock is given back", async || other.execute_unprepared("ROLLBACK").await.ok().map(drop)).await;
    });
    assert_ne!(page.status, 503);
    comes_to_its_end(&stage, receipt.id).await;
    asks(&stage, "bob@example.org", &[Right::Access]).await;
    stop.cancel();
    working.await.unwrap();
}
