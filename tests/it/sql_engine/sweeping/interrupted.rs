//! Sweeps that die in the middle, and sweeps that meet: each effect once, and everybody proven in the end.

use std::time::Duration;

use rightsdesk_exporters::contract::{error::ConnectorError, sweep::Fate};
use tokio::task::JoinSet;

use super::{
    MANIFEST, TABLES, connector, crowd, everywhere, is_transient, marked, order, people, proven, rows, try_sweep,
};

/// A set is whole or untouched, wherever its connection was lost, fifty times over.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sweep_that_dies_has_done_all_of_a_set_or_nothing() {
    const SETS: usize = 5;
    const OF: usize = 20;
    for database in everywhere().await {
        database.load(&crowd::tables(SETS * OF)).await;
        let before = rows(&database, TABLES).await;
        let set = |number: usize| people(number * OF + 1..=(number + 1) * OF);
        let began = tokio::time::Instant::now();
        proven(&try_sweep(&connector(&database.url, MANIFEST), &set(0), &order()).await.expect("a sweep").fates[0]);
        let whole = began.elapsed();
        let mut died = 0;
        for moment in 0..50_u32 {
            let (url, people) = (database.url.clone(), set(1 + moment as usize % (SETS - 1)));
            let sweeping = tokio::spawn(async move { try_sweep(&connector(&url, MANIFEST), &people, &order()).await });
            tokio::time::sleep(whole * moment / 50).await;
            sweeping.abort();
            died += usize::from(sweeping.await.is_err());
            let now = rows(&database, TABLES).await;
            for number in 0..SETS {
                let left: usize = (number * OF + 1..=(number + 1) * OF)
                    .map(|person| {
                        marked(&now, "account", &format!("of-p{person}"))
                            .iter()
                            .filter(|row| row.ends_with(&format!("of-p{person}")))
                            .count()
                    })
                    .sum();
                assert!(left == 0 || left == OF, "{}: {left} of a set are left", database.url);
            }
        }
        assert!(died > 10, "{}: only {died} were interrupted", database.url);
        let connector = connector(&database.url, MANIFEST);
        for number in 1..SETS {
            let swept = until_done(&connector, &set(number)).await;
            assert_eq!(swept.len(), OF);
            assert!(swept.iter().all(|fate| matches!(fate, Fate::Proven { .. })), "{}: {swept:?}", database.url);
        }
        let after = rows(&database, TABLES).await;
        assert_eq!(marked(&after, "profile", "of-p"), Vec::<&String>::new());
        for table in before.keys() {
            assert_eq!(marked(&after, table, "of-s"), marked(&before, table, "of-s"), "{}: {table}", database.url);
        }
    }
}

/// Six workers, whose sets overlap: whoever loses comes again, and nothing is done twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn workers_that_meet_do_each_effect_once() {
    for database in everywhere().await {
        database.load(&crowd::tables(120)).await;
        let mut workers = JoinSet::new();
        for worker in 0..6 {
            let url = database.url.clone();
            workers.spawn(async move {
                let first = worker * 15 + 1;
                let connector = connector(&url, MANIFEST);
                until_done(&connector, &people(first..=first + 44)).await
            });
        }
        let told: u64 = workers.join_all().await.iter().flatten().map(|fate| proven(fate).0).sum();
        assert_eq!(told, 120 * 13, "{}", database.url);
        assert_eq!(marked(&rows(&database, TABLES).await, "profile", "of-p"), Vec::<&String>::new());
    }
}

async fn until_done(
    connector: &std::sync::Arc<dyn rightsdesk_exporters::contract::connector::Connector>,
    people: &[rightsdesk_exporters::contract::subject::Subject],
) -> Vec<Fate> {
    for _ in 0..60 {
        match try_sweep(connector, people, &order()).await {
            Ok(swept) => return swept.fates,
            Err(error) if is_transient(&error) => tokio::time::sleep(Duration::from_millis(20)).await,
            Err(
                error @ (ConnectorError::Permanent { .. }
                | ConnectorError::Cancelled
                | ConnectorError::Transient { .. }),
            ) => {
                panic!("{error}")
            }
        }
    }
    panic!("no sweep came through")
}
