//! One person among three hundred with whom something is wrong: set aside with the reason, and all others are done.

use rightsdesk_exporters::contract::{
    erasure::{ObstacleKind, Order},
    sweep::Fate,
};
use sea_orm::{ConnectionTrait, DbBackend};
use stage::databases::Database;

use super::{
    MANIFEST, TABLES, connector, crowd, everywhere, marked, order, people, proven, rows, subject, sweep, try_sweep,
};

const PEOPLE: usize = 300;

/// The one with whom something is wrong.
const BAD: usize = 123;

/// Sweeps all; the bad one must be set aside for this reason, with every row as it was, and nobody else.
async fn only_the_bad_one_is_set_aside(database: &Database, manifest: &str, kind: ObstacleKind, at: &str) {
    let connector = connector(&database.url, manifest);
    let before = rows(database, TABLES).await;
    let swept = sweep(&connector, &people(1..=PEOPLE)).await;
    let after = rows(database, TABLES).await;
    let bad = format!("of-p{BAD}");
    for table in before.keys() {
        assert_eq!(marked(&after, table, &bad), marked(&before, table, &bad), "{}: {table}", database.url);
        assert_eq!(marked(&after, table, "of-s"), marked(&before, table, "of-s"), "{}: {table}", database.url);
    }
    for (person, fate) in (1..).zip(&swept.fates) {
        match fate {
            Fate::SetAside(obstacles) => {
                assert_eq!(person, BAD, "{}: {obstacles:?}", database.url);
                let found = obstacles.iter().any(|obstacle| obstacle.kind == kind && obstacle.at == at);
                assert!(found, "{}: {obstacles:?}", database.url);
            }
            Fate::Proven { rows, .. } => {
                assert_ne!(person, BAD, "{}", database.url);
                assert_eq!(*rows, 13, "{}: {person}", database.url);
            }
        }
    }
    assert_eq!(marked(&after, "profile", "of-p").len(), 2, "{}", database.url);
    // Asked once more, nothing changes.
    let again = sweep(&connector, &people(1..=PEOPLE)).await;
    assert_eq!(again.fates.iter().filter(|fate| matches!(fate, Fate::SetAside(_))).count(), 1);
    assert_eq!(rows(database, TABLES).await, after);
}

#[tokio::test]
async fn a_row_of_somebody_elses_too_is_for_a_person_to_decide() {
    let asking = MANIFEST.replace("shared: detach", "shared: ask");
    for database in everywhere().await {
        database.load(&crowd::tables(PEOPLE)).await;
        // The same story without the one row: nobody is set aside.
        database
            .load(&format!("DELETE FROM signature WHERE signer = '@stays:x.org' AND signed <> '@p{BAD}:x.org'"))
            .await;
        let others: Vec<String> =
            (1..=PEOPLE).filter(|n| *n != BAD).map(|n| format!("('@p{n}:x.org', '@p{n}:x.org/', 'of-p{n}')")).collect();
        database.load(&format!("INSERT INTO signature VALUES {}", others.join(", "))).await;
        database.load("UPDATE signature SET signer = '' WHERE signer LIKE '%/'").await;
        only_the_bad_one_is_set_aside(&database, &asking, ObstacleKind::Undecided, "d.signature").await;
        database.load(&format!("UPDATE signature SET signer = '' WHERE signer = '@stays:x.org'; UPDATE account SET mail = mail WHERE id = {BAD}")).await;
        let swept = sweep(&connector(&database.url, &asking), &people(1..=PEOPLE)).await;
        assert_eq!(proven(&swept.fates[BAD - 1]).0, 13, "{}", database.url);
    }
}

/// A note is found by whom it is about, and somebody else has written it: it stays, and a person decides. What people wrote themselves
/// goes, whoever it is about.
#[tokio::test]
async fn what_is_found_by_one_column_may_be_a_strangers_by_another() {
    const NOTES: &str = "
    - name: account
      rightsdesk_meta: {erasure: delete}
      fields:
        - {name: mxid, fides_meta: {primary_key: true, identity: matrix_id}}
    - name: note
      rightsdesk_meta: {erasure: delete}
      fields:
        - {name: id}
        - {name: author, fides_meta: {identity: matrix_id, references: [{field: account.mxid, direction: from}]}}
        - {name: about, fides_meta: {identity: matrix_id}}
";
    const NOTED: &[(&str, &[&str])] = &[("account", &["mxid", "mark_"]), ("note", &["id", "author", "about"])];
    let order = Order { accepts_large_share: true, ..order() };
    for database in everywhere().await {
        database
            .load(
                "CREATE TABLE account (mxid VARCHAR(100) PRIMARY KEY, mark_ VARCHAR(100));
                 CREATE TABLE note (id INTEGER PRIMARY KEY, author VARCHAR(100), about VARCHAR(100));
                 INSERT INTO account VALUES ('@a:x', 'a'), ('@b:x', 'b'), ('@c:x', 'c');
                 INSERT INTO note VALUES (1, '@a:x', '@a:x'), (2, '@b:x', '@a:x'), (3, '@c:x', '@b:x'), (4, '@c:x', NULL)",
            )
            .await;
        let connector = connector(&database.url, NOTES);
        let [a, c] = ["matrix_id=@a:x", "matrix_id=@c:x"].map(|name| subject(&[name]));
        let swept = try_sweep(&connector, &[a.clone(), c], &order).await.expect("a sweep");
        let Fate::SetAside(obstacles) = &swept.fates[0] else { panic!("{}: {:?}", database.url, swept.fates) };
        let found = obstacles.iter().any(|it| it.kind == ObstacleKind::Undecided && it.at == "d.note");
        assert!(found, "{}: {obstacles:?}", database.url);
        assert_eq!(proven(&swept.fates[1]).0, 3, "{}", database.url);
        let left = rows(&database, NOTED).await;
        assert_eq!((left["account"].len(), left["note"].len()), (2, 2), "{}: {left:?}", database.url);

        // The same person without that note: nothing is in the way.
        database.load("DELETE FROM note WHERE id = 2").await;
        let swept = try_sweep(&connector, &[a], &order).await.expect("a sweep");
        assert_eq!(proven(&swept.fates[0]).0, 2, "{}", database.url);
    }
}

/// Rows of a table that nobody declared refer to one person's account, and nothing may become of them.
#[tokio::test]
async fn a_row_that_refers_to_one_of_them_is_in_the_way_of_that_one_only() {
    for database in everywhere().await {
        database.load(&crowd::tables(PEOPLE)).await;
        database.load("CREATE TABLE contract (id INTEGER PRIMARY KEY, account_id INTEGER, FOREIGN KEY (account_id) REFERENCES account (id))").await;
        database.load(&format!("INSERT INTO contract VALUES (1, {BAD}), (2, 100001)")).await;
        only_the_bad_one_is_set_aside(&database, MANIFEST, ObstacleKind::Reference, "d.account").await;
    }
}

/// Somebody has looked at the trigger and found it harmless; for one person it is not.
#[tokio::test]
async fn a_trigger_that_objects_to_one_of_them_stops_nobody_else() {
    let known = MANIFEST.replace(
        "    - name: pack\n      rightsdesk_meta: {erasure: blank}",
        "    - name: pack\n      rightsdesk_meta: {erasure: {rows: blank, triggers: [no_change]}}",
    );
    assert_ne!(known, MANIFEST);
    for database in everywhere().await {
        database.load(&crowd::tables(PEOPLE)).await;
        let connection = database.connect().await;
        let trigger = match connection.get_database_backend() {
            DbBackend::Postgres => format!(
                "CREATE FUNCTION object_() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.id = {BAD} THEN RAISE EXCEPTION 'not this one'; END IF; RETURN NEW; END $$;
                 CREATE TRIGGER no_change BEFORE UPDATE ON pack FOR EACH ROW EXECUTE FUNCTION object_()"
            ),
            DbBackend::Sqlite => format!(
                "CREATE TRIGGER no_change BEFORE UPDATE ON pack WHEN OLD.id = {BAD} BEGIN SELECT RAISE(ABORT, 'not this one'); END"
            ),
            _ => format!(
                "CREATE TRIGGER no_change BEFORE UPDATE ON pack FOR EACH ROW IF OLD.id = {BAD} THEN SIGNAL SQLSTATE '45000'; END IF"
            ),
        };
        connection.execute_unprepared(&trigger).await.expect("a trigger");
        only_the_bad_one_is_set_aside(&database, &known, ObstacleKind::Constraint, "d.pack").await;
    }
}

/// A trigger that nobody has looked at is in everybody's way who has rows there.
#[tokio::test]
async fn a_trigger_that_nobody_knows_is_in_the_way_of_all_whom_it_meets() {
    for database in everywhere().await {
        database.load(&crowd::tables(20)).await;
        database.load("DELETE FROM device WHERE user_id <> '@p5:x.org'").await;
        database.load("CREATE TABLE log_ (id INTEGER)").await;
        let connection = database.connect().await;
        let trigger = match connection.get_database_backend() {
            DbBackend::Postgres => {
                "CREATE FUNCTION note_() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log_ VALUES (1); RETURN OLD; END $$;
                 CREATE TRIGGER notes BEFORE DELETE ON device FOR EACH ROW EXECUTE FUNCTION note_()"
            }
            DbBackend::Sqlite => "CREATE TRIGGER notes BEFORE DELETE ON device BEGIN INSERT INTO log_ VALUES (1); END",
            _ => "CREATE TRIGGER notes BEFORE DELETE ON device FOR EACH ROW INSERT INTO log_ VALUES (1)",
        };
        connection.execute_unprepared(trigger).await.expect("a trigger");
        let swept = sweep(&connector(&database.url, MANIFEST), &people(1..=20)).await;
        for (person, fate) in (1..).zip(&swept.fates) {
            match fate {
                Fate::SetAside(obstacles) => assert_eq!((person, obstacles[0].kind), (5, ObstacleKind::Trigger)),
                Fate::Proven { .. } => assert_ne!(person, 5, "{}", database.url),
            }
        }
    }
}
