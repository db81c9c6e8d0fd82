//! Erasing hundreds of people at once: each as if alone, nobody else, each effect once whatever breaks in between.

mod crowd;
mod interrupted;
mod obstacles;
mod remembered;
mod searched;

use std::{collections::BTreeMap, sync::Arc};

use rightsdesk_exporters::contract::{
    connector::Connector,
    erasure::{Effect, Order},
    error::ConnectorError,
    subject::Subject,
    sweep::{Fate, Sweeper, Swept},
};

use super::{
    connector,
    erasing::{call, erased, eraser, order, pseudonyms, rows},
    everywhere, is_transient, learned, subject,
};
use crowd::{MANIFEST, TABLES, names, people};

fn sweeper(connector: &Arc<dyn Connector>) -> &dyn Sweeper {
    eraser(connector).sweeper().expect("a database can be swept")
}

async fn try_sweep(connector: &Arc<dyn Connector>, people: &[Subject], order: &Order) -> Result<Swept, ConnectorError> {
    sweeper(connector).sweep(people, order, &pseudonyms(), &call()).await
}

async fn sweep(connector: &Arc<dyn Connector>, people: &[Subject]) -> Swept {
    let swept = try_sweep(connector, people, &order()).await.expect("a sweep");
    assert_eq!(swept.fates.len(), people.len());
    swept
}

fn proven(fate: &Fate) -> (u64, u64) {
    match fate {
        Fate::Proven { rows, kept } => (*rows, *kept),
        Fate::SetAside(obstacles) => panic!("set aside: {obstacles:?}"),
    }
}

fn effect<'s>(swept: &'s Swept, collection: &str) -> &'s Effect {
    let found = swept.evidence.effects.iter().find(|effect| effect.collection == collection);
    found.unwrap_or_else(|| panic!("no {collection} in {:?}", swept.evidence))
}

/// Rows with this mark: whose they are stands in each of them.
fn marked<'r>(tables: &'r BTreeMap<String, Vec<String>>, table: &str, mark: &'r str) -> Vec<&'r String> {
    tables[table].iter().filter(|row| row.contains(mark)).collect()
}

/// Three hundred go, as many look-alikes stay: nothing of theirs differs, and of the others all is told.
#[tokio::test]
async fn hundreds_are_erased_at_once_and_their_look_alikes_stay() {
    for database in everywhere().await {
        database.load(&crowd::tables(300)).await;
        let connector = connector(&database.url, MANIFEST);
        let before = rows(&database, TABLES).await;
        let swept = sweep(&connector, &people(1..=300)).await;
        let after = rows(&database, TABLES).await;

        for (table, rows) in &before {
            let theirs: Vec<&String> = rows.iter().filter(|row| row.contains("of-s")).collect();
            assert!(!theirs.is_empty(), "{table}");
            assert_eq!(marked(&after, table, "of-s"), theirs, "{}: {table}", database.url);
        }
        for table in ["account", "login", "profile", "device", "session_"] {
            assert_eq!(marked(&after, table, "of-p"), Vec::<&String>::new(), "{}: {table}", database.url);
        }
        for (table, left) in [("pack", 300), ("suppressed", 300), ("invoice", 300), ("signature", 300)] {
            assert_eq!(marked(&after, table, "of-p").len(), left, "{}: {table}", database.url);
        }
        let told: Vec<(u64, u64)> = swept.fates.iter().map(proven).collect();
        // One account, two logins, two profiles, one device, two sessions, a pack, two invoices and two signatures; what is
        // kept of the younger invoice names nobody any more.
        assert_eq!(told, vec![(13, crowd::KEPT); 300], "{}", database.url);
        let deleted: Vec<(&str, u64)> =
            swept.evidence.effects.iter().map(|it| (it.collection.as_str(), it.deleted)).collect();
        assert_eq!(
            deleted,
            [
                ("d.account", 300),
                ("d.login", 600),
                ("d.profile", 600),
                ("d.device", 300),
                ("d.session_", 600),
                ("d.pack", 0),
                ("d.signature", 300),
                ("d.suppressed", 0),
                ("d.invoice", 300),
            ]
        );
        assert_eq!(effect(&swept, "d.pack").blanked, 300);
        assert_eq!(effect(&swept, "d.suppressed").kept[0].rows, 300);
        let statements = swept.evidence.statements.len();
        assert!(statements < 20, "one for each collection, and a few parts of one: {:?}", swept.evidence.statements);

        // The second time there is nothing to do, and they still are proven.
        let again = sweep(&connector, &people(1..=300)).await;
        assert_eq!(again.fates.iter().map(proven).collect::<Vec<_>>(), vec![(0, crowd::KEPT); 300]);
        assert_eq!(again.evidence.statements, []);
        assert_eq!(rows(&database, TABLES).await, after, "{}", database.url);
    }
}

/// Twenty at once, and the same twenty one by one beside them: the same tables in the end, hashes and all.
#[tokio::test]
async fn a_sweep_does_what_so_many_erasures_do() {
    for (swept, alone) in everywhere().await.into_iter().zip(everywhere().await) {
        for database in [&swept, &alone] {
            database.load(&crowd::tables(30)).await;
        }
        let order = Order { accepts_large_share: true, ..order() };
        let connector_of_swept = connector(&swept.url, MANIFEST);
        let done = try_sweep(&connector_of_swept, &people(1..=20), &order).await.expect("a sweep");
        let connector = connector(&alone.url, MANIFEST);
        for person in 1..=20 {
            let (_, evidence) = erased(&connector, &[&names(person)]).await;
            let rows: u64 = evidence.effects.iter().map(|effect| effect.deleted + effect.blanked).sum();
            assert_eq!(proven(&done.fates[person - 1]).0, rows, "{}: {person}", swept.url);
        }
        assert_eq!(rows(&swept, TABLES).await, rows(&alone, TABLES).await, "{}", swept.url);
        for person in 1..=20 {
            let verified = eraser(&connector_of_swept).verify(&subject(&[&names(person)]), &order, &call()).await;
            let verified = verified.expect("a read-back");
            assert!(verified.is_clean(), "{}: {verified:?}", swept.url);
        }
    }
}

/// Names over several hops, each to the right person; a row of two of them tells of neither more than it would alone.
#[tokio::test]
async fn further_names_are_told_to_the_right_person() {
    for database in everywhere().await {
        database.load(&crowd::tables(40)).await;
        database.load("UPDATE device SET key_ = 'shared key' WHERE user_id IN ('@p3:x.org', '@p4:x.org')").await;
        database.load("INSERT INTO session_ VALUES ('shared session', 'shared key', 'of-p3')").await;
        let connector = connector(&database.url, MANIFEST);
        let people = people(1..=40);
        let all = sweeper(&connector).resolve_all(&people, &call()).await.expect("names");
        for (person, told) in (1..).zip(&all) {
            let alone = learned(&connector, &[&names(person)]).await;
            let told: Vec<String> = told
                .iter()
                .map(|one| format!("{}={} {}", one.identifier.kind(), one.identifier.value(), one.from))
                .collect();
            assert_eq!(told, alone, "{}: {person}", database.url);
            let mail = format!("email=P{person}@x.org d.account.mail");
            assert!(told.contains(&mail), "{told:?}");
            assert_eq!(told.len(), if [3, 4].contains(&person) { 1 } else { 3 }, "{told:?}");
        }
    }
}

/// A row of two people of the set is both's: it goes, and is counted for each.
#[tokio::test]
async fn what_two_of_the_set_share_goes_with_both() {
    for database in everywhere().await {
        database.load(&crowd::tables(10)).await;
        database.load("INSERT INTO signature VALUES ('@p1:x.org', '@p2:x.org', 'of-p1 and of-p2'), ('@p3:x.org', '@s3:x.org', 'of-p3')").await;
        let connector = connector(&database.url, MANIFEST);
        let together = sweep(&connector, &people(1..=3)).await;
        let told: Vec<u64> = together.fates.iter().map(|fate| proven(fate).0).collect();
        assert_eq!(told, [14, 14, 14], "{}", database.url);
        let after = rows(&database, TABLES).await;
        assert_eq!(marked(&after, "signature", "of-p1 and of-p2"), Vec::<&String>::new(), "{}", database.url);
        let half: Vec<&String> = marked(&after, "signature", "of-p3");
        assert!(
            half.iter().all(|row| !row.contains("@p3:")),
            "what a stranger shares stays, without the name: {half:?}"
        );
        assert!(half.iter().any(|row| row.contains("@s3:x.org")), "{half:?}");
    }
}

/// Sessions go without being read where nobody else's device has their key. Where a stranger's has, they are looked at one
/// by one, and stay.
#[tokio::test]
async fn what_a_strangers_value_leads_to_as_well_stays() {
    for database in everywhere().await {
        database.load(&crowd::tables(9)).await;
        database.load("UPDATE device SET key_ = 'key of of-p3' WHERE mark_ = 'of-s3'").await;
        let swept = sweep(&connector(&database.url, MANIFEST), &people(1..=9)).await;
        let after = rows(&database, TABLES).await;
        for person in 1..=9 {
            let (erased, kept, left) = if person == 3 { (11, crowd::KEPT + 2, 2) } else { (13, crowd::KEPT, 0) };
            assert_eq!(proven(&swept.fates[person - 1]), (erased, kept), "{}: {person}", database.url);
            let sessions = marked(&after, "session_", &format!("of-p{person}")).len();
            assert_eq!(sessions, left, "{}: {person}", database.url);
        }
    }
}

/// Nobody in particular is nobody; somebody by a name that is unknown here is looked at by a person.
#[tokio::test]
async fn nobody_in_particular_is_refused() {
    for database in everywhere().await {
        database.load(&crowd::tables(10)).await;
        let connector = connector(&database.url, MANIFEST);
        let before = rows(&database, TABLES).await;
        assert!(matches!(try_sweep(&connector, &[], &order()).await, Err(ConnectorError::Permanent { .. })));
        assert!(sweeper(&connector).resolve_all(&[], &call()).await.is_err());
        let swept = sweep(&connector, &[subject(&["phone_number=1"]), subject(&["matrix_id=@nobody:x.org"])]).await;
        assert!(matches!(&swept.fates[0], Fate::SetAside(_)), "{:?}", swept.fates);
        assert_eq!(proven(&swept.fates[1]), (0, 0));
        assert_eq!(rows(&database, TABLES).await, before, "{}", database.url);
    }
}

/// All of a table may be theirs; too much of a table for one of them is for a person to look at.
#[tokio::test]
async fn a_large_share_is_one_persons_and_not_the_sets() {
    for database in everywhere().await {
        database.load(&crowd::tables(200)).await;
        database.load("DELETE FROM profile WHERE mark_ LIKE 'of-s%'").await;
        let more: Vec<String> = (0..100).map(|room| format!("('!{room}:y', '@p7:x.org', 'of-p7')")).collect();
        database.load(&format!("INSERT INTO profile VALUES {}", more.join(", "))).await;
        let connector = connector(&database.url, MANIFEST);
        let swept = sweep(&connector, &people(1..=200)).await;
        let aside: Vec<usize> = (0..200).filter(|&person| matches!(swept.fates[person], Fate::SetAside(_))).collect();
        assert_eq!(aside, [6], "{}", database.url);
        assert_eq!(marked(&rows(&database, TABLES).await, "profile", "of-p").len(), 102);
        let order = Order { accepts_large_share: true, ..order() };
        let swept = try_sweep(&connector, &people(7..=7), &order).await.expect("a sweep");
        assert_eq!(proven(&swept.fates[0]).0, 113);
    }
}
