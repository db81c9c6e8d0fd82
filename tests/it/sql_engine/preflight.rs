//! What is in the way of an erasure is found before anything is touched, and named.

use rightsdesk_exporters::contract::erasure::{AlongEffect, Erased, ObstacleKind, Order};
use stage::databases;

use super::{
    connector,
    erasing::{
        ADDRESSES, addresses, call, erase, erased, eraser, obstacles, order, preview, pseudonyms, rows, verified,
    },
    everywhere, subject,
};

const VISITS: &str = "
    CREATE TABLE visit (email VARCHAR(100) NOT NULL, day_ INTEGER NOT NULL, page VARCHAR(100) NOT NULL, note VARCHAR(20) NOT NULL CHECK (note <> ''),
        code VARCHAR(100) UNIQUE, PRIMARY KEY (email, day_));
    INSERT INTO visit VALUES ('ada@x.org', 1, 'prices', 'n', 'a1'), ('ada@x.org', 2, 'legal', 'n', 'a2'),
        ('bob@x.org', 1, 'prices', 'n', 'b1'), ('ada@x.org.evil.net', 1, 'x', 'n', NULL);
";

const VISIT_TABLES: &[(&str, &[&str])] = &[("visit", &["email", "day_", "page", "note", "code"])];

fn visits(email: &str, page: &str, note: &str, code: &str) -> String {
    let rule =
        |rule: &str| if rule.is_empty() { String::new() } else { format!(", rightsdesk_meta: {{erasure: {rule}}}") };
    format!(
        "
    - name: visit
      rightsdesk_meta: {{erasure: blank}}
      fields:
        - {{name: email, fides_meta: {{identity: email}}{}}}
        - {{name: day_}}
        - {{name: page{}}}
        - {{name: note{}}}
        - {{name: code{}}}
",
        rule(email),
        rule(page),
        rule(note),
        rule(code)
    )
}

/// What policy wishes and the table forbids is found before anything is touched, and each has a way out.
#[tokio::test]
async fn wishes_that_collide_with_the_table_are_found_before_anything_is_touched() {
    for database in everywhere().await {
        database.load(VISITS).await;
        let names = ["email=ada@x.org"];
        let before = rows(&database, VISIT_TABLES).await;
        for (wish, at, word) in [
            (visits("null", "", "", ""), "d.visit.email", "primary key"),
            (visits("{text: gone}", "", "", ""), "d.visit.email", "unique"),
            (visits("hash", "null", "", ""), "d.visit.page", "NULL"),
            (visits("hash", "", "empty", ""), "d.visit", "condition"),
            (visits("hash", "", "blank", ""), "d.visit", "condition"),
            (visits("hash", "", "{text: far more than twenty characters}", ""), "d.visit.note", "characters"),
            (visits("hash", "", "", "{text: x}"), "d.visit.code", "unique"),
        ] {
            let connector = connector(&database.url, &wish);
            let plan = preview(&connector, &names).await;
            if word == "characters" && database.url.starts_with("sqlite") {
                // There no text is too long.
                assert_eq!(plan.obstacles, []);
                continue;
            }
            assert_eq!(obstacles(&plan), [(ObstacleKind::Constraint, at)], "{}: {wish}: {plan:?}", database.url);
            let what = &plan.obstacles[0].what;
            assert!(what.contains(word), "{}: {what}", database.url);
            assert!(erase(&connector, &names, &plan).await.is_err());
            assert_eq!(rows(&database, VISIT_TABLES).await, before);
        }

        // A hash fits a key; what may not be NULL becomes empty; what may, becomes NULL.
        let connector = connector(&database.url, &visits("{hash: 'gone-{hash}'}", "blank", "{text: gone}", "blank"));
        let (plan, _) = erased(&connector, &names).await;
        assert_eq!(plan.collections[0].blanked, 2);
        let hash = pseudonyms().of("d.visit.email", b"ada@x.org");
        let mut expected = before["visit"][2..].to_vec();
        expected.extend([format!("gone-{hash}|1||gone|-"), format!("gone-{hash}|2||gone|-")]);
        expected.sort();
        let mut after = rows(&database, VISIT_TABLES).await.remove("visit").expect("a table");
        after.sort();
        let other: Vec<String> = before["visit"].iter().filter(|row| !row.starts_with("ada@x.org|")).cloned().collect();
        assert!(other.iter().all(|row| after.contains(row)), "{after:?}");
        assert_eq!(after.len(), 4);
        for day in [1, 2] {
            assert!(after.contains(&format!("gone-{hash}|{day}||gone|-")), "{}: {after:?}", database.url);
        }
        assert!(verified(&connector, &names).await.is_clean());
        assert!(preview(&connector, &names).await.is_empty());
    }
}

/// Rows that the database would delete by itself are counted, and must be allowed; what stays and refers is in the way.
#[tokio::test]
async fn what_would_go_along_is_named_and_has_to_be_allowed() {
    for database in everywhere().await {
        database
            .load(
                "CREATE TABLE person (id INTEGER PRIMARY KEY, email VARCHAR(100));
                 CREATE TABLE room (id INTEGER PRIMARY KEY, owner_id INTEGER, FOREIGN KEY (owner_id) REFERENCES person (id) ON DELETE CASCADE);
                 CREATE TABLE word (id INTEGER PRIMARY KEY, room_id INTEGER, author VARCHAR(100), FOREIGN KEY (room_id) REFERENCES room (id) ON DELETE CASCADE);
                 CREATE TABLE likes (id INTEGER PRIMARY KEY, person_id INTEGER, FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE SET NULL);
                 CREATE TABLE bill (id INTEGER PRIMARY KEY, person_id INTEGER, FOREIGN KEY (person_id) REFERENCES person (id));
                 INSERT INTO person VALUES (1, 'ada@x'), (2, 'bob@x');
                 INSERT INTO room VALUES (10, 1), (11, 2);
                 INSERT INTO word VALUES (20, 10, 'bob'), (21, 10, 'cyd'), (22, 11, 'ada');
                 INSERT INTO likes VALUES (30, 1), (31, 2);
                 INSERT INTO bill VALUES (40, 1), (41, 2);",
            )
            .await;
        let tables: &[(&str, &[&str])] = &[
            ("person", &["id", "email"]),
            ("room", &["id", "owner_id"]),
            ("word", &["id", "room_id"]),
            ("likes", &["id", "person_id"]),
            ("bill", &["id", "person_id"]),
        ];
        let manifest = |cascades: &str, bill: &str| {
            format!(
                "
    - name: person
      rightsdesk_meta: {{erasure: {{rows: delete, cascades: {cascades}}}}}
      fields:
        - {{name: id}}
        - {{name: email, fides_meta: {{identity: email}}}}
    - name: bill
      rightsdesk_meta: {{erasure: keep}}
      fields:
        - {{name: id, rightsdesk_meta: {{retention: {{ground: TAX}}}}}}
        - {{name: person_id, fides_meta: {{references: [{{field: person.id, direction: from}}]}}{bill}}}
"
            )
        };
        let names = ["email=ada@x"];
        let before = rows(&database, tables).await;
        let plan = preview(&connector(&database.url, &manifest("[]", "")), &names).await;
        assert_eq!(
            obstacles(&plan).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>(),
            [ObstacleKind::Reference; 3],
            "rooms, their words, and the bill: {plan:?}"
        );
        let connector = connector(&database.url, &manifest("[room, word]", ", rightsdesk_meta: {erasure: detach}"));
        let (plan, evidence) = erased(&connector, &names).await;
        let mut along: Vec<(&str, u64, AlongEffect)> =
            plan.along.iter().map(|along| (along.table.as_str(), along.rows, along.effect)).collect();
        along.sort_by_key(|(table, ..)| *table);
        let (deleted, detached) = (AlongEffect::Deleted, AlongEffect::Detached);
        let expected = [("d.bill", 1, detached), ("likes", 1, detached), ("room", 1, deleted), ("word", 2, deleted)];
        assert_eq!(along, expected, "{}", database.url);
        assert_eq!(evidence.effects[1].kept[0].ground, "TAX");
        let after = rows(&database, tables).await;
        assert_eq!(after["person"], ["2|bob@x"]);
        assert_eq!(after["room"], ["11|2"]);
        assert_eq!(after["word"], ["22|11"]);
        assert_eq!(after["likes"], ["30|-", "31|2"]);
        assert_eq!(after["bill"], ["40|-", "41|2"]);
        assert_eq!(before["bill"], ["40|1", "41|2"]);
    }
}

/// Nobody has seen what a trigger does, so it is in the way until somebody has.
#[tokio::test]
async fn a_trigger_is_in_the_way_until_somebody_has_looked_at_it() {
    for database in everywhere().await {
        database.load("CREATE TABLE t (id INTEGER PRIMARY KEY, email VARCHAR(100)); CREATE TABLE copy (email VARCHAR(100)); INSERT INTO t VALUES (1, 'ada@x'), (2, 'bob@x')").await;
        let trigger = match database.url.split(':').next() {
            Some("postgres") => {
                "CREATE FUNCTION keep_copy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO copy VALUES (OLD.email); RETURN OLD; END';
                 CREATE TRIGGER keeper BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION keep_copy()"
            }
            Some("sqlite") => "CREATE TRIGGER keeper BEFORE DELETE ON t BEGIN INSERT INTO copy VALUES (OLD.email); END",
            _ => "CREATE TRIGGER keeper BEFORE DELETE ON t FOR EACH ROW INSERT INTO copy VALUES (OLD.email)",
        };
        database.load(trigger).await;
        let manifest = |triggers: &str| {
            format!(
                "
    - name: t
      rightsdesk_meta: {{erasure: {{rows: delete, triggers: {triggers}}}}}
      fields:
        - {{name: id}}
        - {{name: email, fides_meta: {{identity: email}}}}
"
            )
        };
        let names = ["email=ada@x"];
        let plan = preview(&connector(&database.url, &manifest("[]")), &names).await;
        assert_eq!(obstacles(&plan), [(ObstacleKind::Trigger, "d.t")], "{}", database.url);
        let connector = connector(&database.url, &manifest("[keeper]"));
        erased(&connector, &names).await;
        let residues = verified(&connector, &names).await.residues;
        assert_eq!((residues.len(), residues[0].table.as_str()), (1, "copy"), "what it kept is found");
    }
}

/// A condition of the manifest that matches too many is noticed by how much of the table it would take.
#[tokio::test]
async fn a_large_share_of_a_table_needs_a_second_look() {
    for database in everywhere().await {
        let values: Vec<String> =
            (0..200).map(|n| format!("({n}, '{}')", if n < 21 { "ada@x" } else { "bob@x" })).collect();
        database
            .load(&format!(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, email VARCHAR(100)); INSERT INTO t VALUES {}",
                values.join(", ")
            ))
            .await;
        let connector = connector(
            &database.url,
            "
    - name: t
      rightsdesk_meta: {erasure: delete}
      fields:
        - {name: id}
        - {name: email, fides_meta: {identity: email}}
",
        );
        let names = ["email=ada@x"];
        let plan = preview(&connector, &names).await;
        assert_eq!(obstacles(&plan), [(ObstacleKind::LargeShare, "d.t")], "{}", database.url);
        let accepted = Order { accepts_large_share: true, ..order() };
        let plan = eraser(&connector).preview(&subject(&names), &accepted, &call()).await.expect("a preview");
        assert_eq!(plan.obstacles, []);
        let done = erase(&connector, &names, &plan).await.expect("an erasure");
        assert!(matches!(done, Erased::Done(_)), "{done:?}");
    }
}

/// Whoever may only read learns from the preview that it is not enough, and for what.
#[tokio::test]
async fn missing_permissions_are_told_before_anybody_tries() {
    for database in [databases::postgres().await, databases::mariadb().await] {
        database.load(ADDRESSES).await;
        let role = format!("onlooker_{}", std::process::id());
        let (_, place) = database.url.rsplit_once('@').expect("an address with a user");
        let (scheme, grants) = if database.url.starts_with("postgres") {
            let tables = "account, address, login";
            ("postgres", format!("CREATE ROLE {role} LOGIN PASSWORD 'hunter2'; GRANT SELECT ON {tables} TO {role}"))
        } else {
            ("mysql", format!("CREATE USER '{role}'@'%' IDENTIFIED BY 'hunter2'; GRANT SELECT ON *.* TO '{role}'@'%'"))
        };
        database.load(&grants).await;
        let connector = connector(&format!("{scheme}://{role}:hunter2@{place}"), &addresses("detach"));
        let names = ["email=ada@x.org"];
        let plan = preview(&connector, &names).await;
        // MariaDB shows foreign keys only to those who may do more, so the order may differ.
        let mut found = obstacles(&plan);
        found.sort_unstable();
        let expected = ["d.account", "d.address", "d.login"].map(|at| (ObstacleKind::Permission, at));
        assert_eq!(found, expected, "{}: {plan:?}", database.url);
        assert!(erase(&connector, &names, &plan).await.is_err());
        let drop_role = match scheme {
            "postgres" => format!("DROP OWNED BY {role}; DROP ROLE {role}"),
            _ => format!("DROP USER '{role}'@'%'"),
        };
        database.load(&drop_role).await;
    }
}
