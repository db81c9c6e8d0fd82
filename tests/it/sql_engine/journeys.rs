//! How the walk goes: tuples, cycles, several ways to a row, many keys.

use async_trait::async_trait;
use rightsdesk_exporters::contract::{
    call::Call,
    error::ConnectorError,
    outcome::Scope,
    sink::{Body, Collection, FileHead, Record, Sink},
};

use super::{connector, everywhere, export, located, subject};

/// Keys of several columns are matched together: half a key is a stranger's.
#[tokio::test]
async fn composite_keys_are_matched_as_a_whole() {
    for database in everywhere().await {
        database
            .load(
                "CREATE TABLE login (bridge_id VARCHAR(20), mxid VARCHAR(100), id VARCHAR(20));
                 CREATE TABLE user_portal (bridge_id VARCHAR(20), login_id VARCHAR(20), portal_id BIGINT, receiver VARCHAR(20));
                 CREATE TABLE portal (bridge_id VARCHAR(20), id BIGINT, receiver VARCHAR(20), title VARCHAR(20));
                 INSERT INTO login VALUES ('t', '@ada:hs', '7'), ('t', '@bob:hs', '8'), ('s', '@bob:hs', '7');
                 INSERT INTO user_portal VALUES ('t', '7', 1, ''), ('t', '7', 2, '7'), ('s', '7', 3, '7'), ('t', '8', 2, '8'), ('t', '7', NULL, '7');
                 INSERT INTO portal VALUES ('t', 1, '', 'open'), ('t', 2, '7', 'with ada'), ('t', 2, '8', 'with bob'), ('s', 1, '', 'other'), ('t', 3, '7', 'none'), ('t', 2, '7 ', 'blank');",
            )
            .await;
        let connector = connector(
            &database.url,
            "
    - name: login
      fields:
        - {name: bridge_id}
        - {name: mxid, fides_meta: {identity: matrix_id}}
        - {name: id}
    - name: user_portal
      fields:
        - name: bridge_id
          fides_meta:
            references: [{field: login.bridge_id, direction: from}, {field: portal.bridge_id, direction: to}]
          rightsdesk_meta: {join: key}
        - {name: login_id, fides_meta: {references: [{field: login.id, direction: from}]}, rightsdesk_meta: {join: key}}
        - {name: portal_id, fides_meta: {references: [{field: portal.id, direction: to}]}, rightsdesk_meta: {join: key}}
        - {name: receiver, fides_meta: {references: [{field: portal.receiver, direction: to}]}, rightsdesk_meta: {join: key}}
    - name: portal
      fields:
        - {name: bridge_id}
        - {name: id}
        - {name: receiver}
        - {name: title}
",
        );
        assert_eq!(
            export(&connector, &["matrix_id=@ada:hs"]).await,
            [
                r#"login {"bridge_id":"t","mxid":"@ada:hs","id":"7"} by login.mxid"#,
                r#"portal {"bridge_id":"t","id":1,"receiver":"","title":"open"} by user_portal.bridge_id+portal_id+receiver"#,
                r#"portal {"bridge_id":"t","id":2,"receiver":"7","title":"with ada"} by user_portal.bridge_id+portal_id+receiver"#,
                r#"user_portal {"bridge_id":"t","login_id":"7","portal_id":1,"receiver":""} by user_portal.bridge_id+login_id"#,
                r#"user_portal {"bridge_id":"t","login_id":"7","portal_id":2,"receiver":"7"} by user_portal.bridge_id+login_id"#,
                r#"user_portal {"bridge_id":"t","login_id":"7","portal_id":null,"receiver":"7"} by user_portal.bridge_id+login_id"#,
            ],
            "{}",
            database.url
        );
    }
}

/// Two tables that refer to each other are walked to the end of the chain, and no further.
#[tokio::test]
async fn cycles_end() {
    for database in everywhere().await {
        let mut script = "CREATE TABLE a (id INTEGER PRIMARY KEY, name VARCHAR(20), b_id INTEGER); CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER);".to_owned();
        for id in 0..20 {
            script.push_str(&format!(
                "INSERT INTO a VALUES ({id}, 'n{id}', {id}); INSERT INTO b VALUES ({id}, {});",
                id + 1
            ));
        }
        // The end of the chain leads back into it, to a row that somebody before n5 refers to; beyond 30 are others.
        script.push_str("INSERT INTO a VALUES (20, 'end', 3), (30, 'other', 30); INSERT INTO b VALUES (30, 31);");
        database.load(&script).await;
        let connector = connector(
            &database.url,
            "
    - name: a
      fields:
        - {name: id}
        - {name: name, fides_meta: {identity: name}}
        - {name: b_id, fides_meta: {references: [{field: b.id, direction: to}]}}
    - name: b
      fields:
        - {name: id}
        - {name: a_id, fides_meta: {references: [{field: a.id, direction: to}]}}
",
        );
        assert_eq!(located(&connector, &["name=n5"]).await, ["d.a 17 1", "d.b 17 2"], "{}", database.url);
        // Whoever is found only through a row cannot say that it is the person's alone.
        assert_eq!(located(&connector, &["name=n0"]).await, ["d.a 21 17", "d.b 20 17"]);
        assert_eq!(located(&connector, &["name=other"]).await, ["d.a 1 0", "d.b 1 0"]);
    }
}

/// A row says each way by which it was reached, and an empty text leads nowhere.
#[tokio::test]
async fn each_way_to_a_row_is_said() {
    for database in everywhere().await {
        database
            .load(
                "CREATE TABLE account (id INTEGER PRIMARY KEY, email VARCHAR(100), billing VARCHAR(20), technical VARCHAR(20));
                 CREATE TABLE contact (code VARCHAR(20), email VARCHAR(100));
                 INSERT INTO account VALUES (1, 'ada@x', 'c1', 'c2'), (2, 'bob@x', '', NULL), (3, 'cyd@x', 'c3', 'c3');
                 INSERT INTO contact VALUES ('c1', 'ada@x'), ('c2', 'eve@x'), ('c3', 'cyd@x'), ('', 'nobody@x');",
            )
            .await;
        let connector = connector(
            &database.url,
            "
    - name: account
      fields:
        - {name: id}
        - {name: email, fides_meta: {identity: email}}
        - {name: billing}
        - {name: technical}
    - name: contact
      fields:
        - name: code
          fides_meta: {references: [{field: account.billing, direction: from}, {field: account.technical, direction: from}]}
        - {name: email, fides_meta: {identity: email}}
",
        );
        let contacts = async |name: &str| -> Vec<String> {
            let records = export(&connector, &[name]).await;
            records.into_iter().filter(|record| record.starts_with("contact")).collect()
        };
        assert_eq!(
            contacts("email=ada@x").await,
            [
                r#"contact {"code":"c1","email":"ada@x"} by contact.email, account.billing"#,
                r#"contact {"code":"c2","email":"eve@x"} by account.technical"#,
            ]
        );
        assert_eq!(contacts("email=bob@x").await, Vec::<String>::new());
        assert_eq!(
            contacts("email=cyd@x").await,
            [r#"contact {"code":"c3","email":"cyd@x"} by contact.email, account.billing, account.technical"#]
        );
    }
}

/// Thousands of values lead on in one statement, numbers and texts alike.
#[tokio::test]
async fn many_keys_lead_on_at_once() {
    for database in everywhere().await {
        let mut script = "CREATE TABLE person (id INTEGER PRIMARY KEY, email VARCHAR(100));
            CREATE TABLE purchase (id INTEGER PRIMARY KEY, person_id INTEGER, code VARCHAR(20), half INTEGER);
            CREATE TABLE line (purchase_id INTEGER, sku VARCHAR(20)); CREATE TABLE parcel (code VARCHAR(20), half INTEGER);
            INSERT INTO person VALUES (1, 'ada@x'), (2, 'bob@x');"
            .to_owned();
        for batch in 0..30 {
            let rows: Vec<u32> = (batch * 100..(batch + 1) * 100).collect();
            let join = |row: &dyn Fn(u32) -> String| rows.iter().map(|id| row(*id)).collect::<Vec<_>>().join(", ");
            let purchases = join(&|id| format!("({id}, {}, 'c{id}', {})", 1 + id % 2, id % 3));
            let lines = join(&|id| format!("({id}, 's'), ({id}, 't')"));
            let parcels =
                join(&|id| format!("('c{id}', {}), ('C{id}', {}), ('c{id}', {})", id % 3, id % 3, (id + 1) % 3));
            script.push_str(&format!("INSERT INTO purchase VALUES {purchases}; INSERT INTO line VALUES {lines}; INSERT INTO parcel VALUES {parcels};"));
        }
        database.load(&script).await;
        let connector = connector(
            &database.url,
            "
    - name: person
      fields:
        - {name: id}
        - {name: email, fides_meta: {identity: email}}
    - name: purchase
      fields:
        - {name: id}
        - {name: person_id, fides_meta: {references: [{field: person.id, direction: from}]}}
        - {name: code}
        - {name: half}
    - name: line
      fields:
        - {name: purchase_id, fides_meta: {references: [{field: purchase.id, direction: from}]}}
        - {name: sku}
    - name: parcel
      fields:
        - {name: code, fides_meta: {references: [{field: purchase.code, direction: from, join: parcel}]}}
        - {name: half, fides_meta: {references: [{field: purchase.half, direction: from, join: parcel}]}}
",
        );
        assert_eq!(
            located(&connector, &["email=ada@x"]).await,
            ["d.person 1 0", "d.purchase 1500 0", "d.line 3000 0", "d.parcel 1500 0"],
            "{}",
            database.url
        );
    }
}

/// Thirty megabytes go through a few.
#[tokio::test]
async fn memory_does_not_grow_with_the_data() {
    for database in everywhere().await {
        let filler = "x".repeat(10_000);
        let numbers = if database.url.starts_with("postgres") {
            "SELECT n FROM generate_series(1, 3000) AS g(n)"
        } else if database.url.starts_with("mysql") {
            "SELECT seq AS n FROM seq_1_to_3000"
        } else {
            "WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < 3000) SELECT n FROM g"
        };
        database
            .load(&format!(
                "CREATE VIEW big AS SELECT 'ada' AS who, n, '{filler}' AS filler FROM ({numbers}) AS numbers"
            ))
            .await;
        let connector = connector(
            &database.url,
            "
    - name: big
      fields:
        - {name: who, fides_meta: {identity: who}}
        - {name: n}
        - {name: filler}
",
        );
        let before = resident();
        let mut sink = Scales::default();
        let call = Call::unhurried("story");
        let ada = subject(&["who=ada"]);
        connector.export(&ada, Scope::Everything, None, &call, &mut sink).await.expect("an export");
        assert_eq!((sink.records, sink.bytes > 30_000_000), (3000, true));
        let grown = sink.most.saturating_sub(before);
        assert!(grown < 12 * 1024 * 1024, "{grown} bytes more on {}", database.url);
    }
}

/// Weighs what comes and what we weigh meanwhile, and keeps nothing.
#[derive(Default)]
struct Scales {
    records: usize,
    bytes: usize,
    most: usize,
}

#[async_trait]
impl Sink for Scales {
    async fn collection(&mut self, _: &Collection) -> Result<(), ConnectorError> {
        Ok(())
    }

    async fn record(&mut self, record: Record<'_>) -> Result<(), ConnectorError> {
        self.records += 1;
        self.bytes += record.json.get().len();
        if self.records.is_multiple_of(100) {
            self.most = self.most.max(resident());
        }
        Ok(())
    }

    async fn file(&mut self, _: &FileHead, _: Body<'_>) -> Result<(), ConnectorError> {
        panic!("a database has no files")
    }
}

/// The memory that this process has in use, in bytes.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("a Linux process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
    line.trim().trim_end_matches(" kB").parse::<usize>().expect("a number") * 1024
}
