//! After a sweep the names of its people are looked for in every text, declared or not.

use std::fmt::Write;

use super::*;
use rightsdesk_exporters::contract::erasure::Standing;

/// What no way leads to is found, of whom it is or not: nobody is set aside for it, and nobody's look-alike is taken for them.
#[tokio::test]
async fn names_that_nothing_leads_to_are_found_for_all_of_a_set_at_once() {
    // So few that the database is asked for their names, and so many that all texts are read.
    for many in [3, 120] {
        for database in everywhere().await {
            let mut script = crowd::tables(many);
            script.push_str("CREATE TABLE gossip (n INTEGER PRIMARY KEY, words VARCHAR(200), who VARCHAR(100));");
            for n in 1..=many {
                let (other, third) = (n + 1000, n + 2000);
                write!(
                    script,
                    "INSERT INTO gossip VALUES ({n}, 'seen with @p{n}:x.org.', '@p{n}:x.org.evil.net'),
                       ({other}, 'nothing of @s{n}:x.org', NULL), ({third}, NULL, 'rss_=40p{n}=3ax.org');"
                )
                .expect("a String takes everything");
            }
            database.load(&script).await;
            let connector = connector(&database.url, MANIFEST);
            let (set, order) = (people(1..=many), Order { accepts_large_share: true, ..order() });
            let swept = try_sweep(&connector, &set, &order).await.expect("a sweep");
            assert!(swept.fates.iter().all(|fate| matches!(fate, Fate::Proven { .. })), "{}", database.url);
            let found =
                sweeper(&connector).search(&set, &order, &call()).await.expect("a search").expect("it can look");
            let told = found.residues.iter().map(|it| {
                let table = it.table.rsplit('.').next().unwrap_or(&it.table);
                (table, it.column.as_str(), it.rows, it.standing)
            });
            let all = many as u64;
            let expected = [
                ("gossip", "who", all, Standing::Elsewhere),
                ("gossip", "words", all, Standing::Elsewhere),
                ("suppressed", "user_id", all, Standing::Kept),
            ];
            let mut told: Vec<_> = told.collect();
            told.sort_unstable();
            assert_eq!(told, expected, "{}", database.url);
            assert!(found.read_back.iter().all(|one| one.left == 0), "{}", database.url);
        }
    }
}
