//! A live database held against its manifest: what is gone, what is new, and where people seem to stand.

use rightsdesk_exporters::contract::{
    call::Call,
    drift::{Drift, Likeness},
};

use super::{connector, everywhere};

const DECLARED: &str = "
    - name: person
      fields:
        - {name: id, data_categories: [user], fides_meta: {primary_key: true, data_type: integer}}
        - {name: email, data_categories: [user.contact.email], fides_meta: {identity: email, data_type: string}}
";

async fn drift(url: &str, collections: &str) -> Drift {
    let connector = connector(url, collections);
    connector.drifting().expect("a database has a shape").drift(&Call::unhurried("drift")).await.unwrap()
}

#[tokio::test]
async fn what_nobody_declared_is_found_and_told_by_how_it_looks() {
    for database in everywhere().await {
        database
            .load(
                "CREATE TABLE person (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL);
                 INSERT INTO person VALUES (1, 'ada@example.org');",
            )
            .await;
        assert_eq!(drift(&database.url, DECLARED).await, Drift::default(), "{}", database.url);

        database
            .load(
                "ALTER TABLE person ADD COLUMN nick VARCHAR(100);
                 UPDATE person SET nick = '@ada:example.org';
                 CREATE TABLE newsletter (n INTEGER PRIMARY KEY, reader TEXT, version TEXT, said_at TEXT);
                 INSERT INTO newsletter VALUES (1, 'ada@example.org', '1.24.0', '2026-11-23 04:25:36.123456'),
                   (2, 'bob@example.net', '2.0.1-rc.3', '2026-11-23T04:25:36Z'), (3, NULL, 'v3', '1795407568');
                 CREATE TABLE job (n INTEGER PRIMARY KEY, what TEXT);
                 INSERT INTO job VALUES (1, 'lodash@4.17.21'), (2, 'git@github.com:example/repo.git');
                 CREATE VIEW people AS SELECT email FROM person;",
            )
            .await;
        let found = drift(&database.url, DECLARED).await;
        assert!(!found.is_alarming() && found.gone.is_empty());
        let mut strange = found.strange.clone();
        strange.sort_by_key(|one| one.columns.len());
        let [nick, job, newsletter] = strange.as_slice() else { panic!("{}: {strange:#?}", database.url) };
        assert_eq!((nick.table.as_str(), nick.is_whole, nick.sampled), ("d.person", false, 1));
        assert_eq!((nick.looks.len(), nick.looks[0].like, nick.looks[0].rows), (1, Likeness::MatrixId, 1));
        assert!(job.table.ends_with("job") && job.is_whole && job.looks.is_empty(), "{job:?}");
        assert_eq!((newsletter.columns.len(), newsletter.sampled, newsletter.looks.len()), (4, 3, 1));
        let look = &newsletter.looks[0];
        assert_eq!((look.column.as_str(), look.like, look.rows), ("reader", Likeness::Email, 2));
        let told = serde_json::to_string(&found).unwrap();
        assert!(!told.contains("example.org"), "no value is told: {told}");

        // Another shape has another fingerprint; another row has not.
        database.load("INSERT INTO job VALUES (3, 'x')").await;
        let again = drift(&database.url, DECLARED).await;
        let shape = |of: &Drift, table: &str| {
            of.strange.iter().find(|one| one.table.ends_with(table)).expect("a table").shape.clone()
        };
        assert_eq!(shape(&again, "job"), job.shape);
        database.load("ALTER TABLE job ADD COLUMN who VARCHAR(100)").await;
        assert_ne!(shape(&drift(&database.url, DECLARED).await, "job"), job.shape);
    }
}

#[tokio::test]
async fn what_is_declared_and_gone_is_an_alarm() {
    let more = "
    - name: phone
      fields:
        - {name: id, data_categories: [user], fides_meta: {primary_key: true, data_type: integer}}
        - name: person_id
          data_categories: [user]
          fides_meta: {data_type: integer, references: [{dataset: d, field: person.id, direction: from}]}
";
    for database in everywhere().await {
        database.load("CREATE TABLE person (id INTEGER PRIMARY KEY)").await;
        let found = drift(&database.url, &format!("{DECLARED}{more}")).await;
        assert!(found.is_alarming());
        assert_eq!(found.gone, ["d.person.email", "d.phone"], "{}", database.url);
    }
}
