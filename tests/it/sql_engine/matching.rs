//! Who is found, and above all who is not.

use super::{connector, everywhere, export, learned};

/// Names that some comparison somewhere takes for one another.
const NAMES: &[&str] = &[
    "@alice:hs",
    "@alice:hs.evil.net",
    "@malice:hs",
    "@Alice:hs",
    "@ALICE:HS",
    "@alice:hs ",
    " @alice:hs",
    "@älice:hs",
    "@alice:hs\u{301}",
    "@al_ce:hs",
    "@al%:hs",
    "%",
    "_",
    "' OR 1=1 -- ",
    "\"",
    "`",
    "\\",
    "$1",
    "?",
    "straße",
    "strasse",
    "ﬁ",
    "fi",
    "K",
    "\u{212A}",
    "0",
    "00",
    "1e1",
    "10",
    "日本",
    "🦀",
    "🦞",
];

/// Collations, blanks and patterns lead to nobody else, neither by a name nor by a key that leads on.
#[tokio::test]
async fn a_name_finds_exactly_the_row_that_carries_it() {
    for database in everywhere().await {
        let mut script = "CREATE TABLE person (id INTEGER, mxid VARCHAR(100)); CREATE INDEX by_mxid ON person (mxid);
                          CREATE TABLE message (id INTEGER, sender VARCHAR(100));"
            .to_owned();
        for (id, name) in NAMES.iter().enumerate() {
            let mut name = name.replace('\'', "''");
            if database.url.starts_with("mysql") {
                name = name.replace('\\', "\\\\");
            }
            script.push_str(&format!(
                "INSERT INTO person VALUES ({id}, '{name}'); INSERT INTO message VALUES ({id}, '{name}');"
            ));
        }
        database.load(&script).await;
        let connector = connector(
            &database.url,
            "
    - name: person
      fields:
        - {name: id}
        - {name: mxid, fides_meta: {identity: matrix_id}}
    - name: message
      fields:
        - {name: id}
        - {name: sender, fides_meta: {references: [{field: person.mxid, direction: from}]}}
",
        );
        for (id, name) in NAMES.iter().enumerate() {
            let json = serde_json::to_string(name).expect("a text");
            let found = export(&connector, &[&format!("matrix_id={name}")]).await;
            let expected = [
                format!(r#"message {{"id":{id},"sender":{json}}} by message.sender"#),
                format!(r#"person {{"id":{id},"mxid":{json}}} by person.mxid"#),
            ];
            assert_eq!(found, expected, "{name:?} on {}", database.url);
        }
        for nobody in ["@alice", "alice", "@alice:h", "hs", "@alice:hs\u{a0}", "NULL", "''"] {
            assert_eq!(export(&connector, &[&format!("matrix_id={nobody}")]).await, Vec::<String>::new(), "{nobody:?}");
        }
    }
}

/// Only where the manifest says so are capitals and small letters the same; blanks never are nothing.
#[tokio::test]
async fn case_is_folded_only_where_the_manifest_says_so() {
    for database in everywhere().await {
        database
            .load(
                "CREATE TABLE person (id INTEGER, email VARCHAR(100));
                 INSERT INTO person VALUES (1, 'Ada@Example.org'), (2, 'ada@example.org'), (3, 'ada@example.org '),
                   (4, 'ada@example.orgs'), (5, 'ad%@example.org');",
            )
            .await;
        let connector = connector(
            &database.url,
            "
    - name: person
      fields:
        - {name: id}
        - {name: email, fides_meta: {identity: email}, rightsdesk_meta: {match: ignore_case}}
",
        );
        let found = export(&connector, &["email=ADA@example.ORG"]).await;
        let expected = [
            r#"person {"id":1,"email":"Ada@Example.org"} by person.email"#,
            r#"person {"id":2,"email":"ada@example.org"} by person.email"#,
        ];
        assert_eq!(found, expected, "{}", database.url);
    }
}

/// A name that a column cannot hold is not there; the statement does not fail over it.
#[tokio::test]
async fn values_that_do_not_fit_the_column_do_not_match() {
    for database in everywhere().await {
        let uuid = if database.url.starts_with("sqlite") { "TEXT" } else { "UUID" };
        database
            .load(&format!(
                "CREATE TABLE person (id INTEGER, big BIGINT, u {uuid});
                 INSERT INTO person VALUES (1, 9007199254740993, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), (10, 9007199254740992, NULL);"
            ))
            .await;
        let connector = connector(
            &database.url,
            "
    - name: person
      fields:
        - {name: id, fides_meta: {identity: customer}}
        - {name: big, fides_meta: {identity: big}}
        - {name: u, fides_meta: {identity: uuid}}
",
        );
        let one = r#"person {"id":1,"big":9007199254740993,"u":"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"} by person."#;
        assert_eq!(export(&connector, &["customer=1"]).await, [format!("{one}id")]);
        assert_eq!(export(&connector, &["big=9007199254740993"]).await, [format!("{one}big")]);
        assert_eq!(export(&connector, &["uuid=a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"]).await, [format!("{one}u")]);
        for strange in [
            "customer=01",
            "customer=1.0",
            "customer=1 ",
            "customer=+1",
            "customer=1e0",
            "customer=one",
            "customer=-",
            "customer=99999999999999999999999999",
            "customer=0x1",
            "big=9007199254740993.0",
            "uuid=nobody",
            "uuid=1",
        ] {
            assert_eq!(export(&connector, &[strange]).await, Vec::<String>::new(), "{strange} on {}", database.url);
        }
    }
}

/// Names of tables and columns are quoted, whatever they are made of.
#[tokio::test]
async fn names_of_tables_and_columns_may_be_hostile() {
    for database in everywhere().await {
        let quote = if database.url.starts_with("mysql") { '`' } else { '"' };
        let quoted = |name: &str| format!("{quote}{}{quote}", name.replace(quote, &format!("{quote}{quote}")));
        let (table, column) = (r#"or"der`'; DROP TABLE x; --%_"#, r#"se"le`ct '%_ $1 ?"#);
        database
            .load(&format!(
                "CREATE TABLE {table} ({column} VARCHAR(50), {user} INTEGER); INSERT INTO {table} VALUES ('a', 7), ('b', 8);",
                table = quoted(table),
                column = quoted(column),
                user = quoted("user"),
            ))
            .await;
        let yaml = |name: &str| serde_json::to_string(name).expect("a text");
        let connector = connector(
            &database.url,
            &format!(
                "
    - name: {}
      fields:
        - {{name: {}, fides_meta: {{identity: x}}}}
        - {{name: user}}
",
                yaml(table),
                yaml(column)
            ),
        );
        let found = export(&connector, &["x=b"]).await;
        assert_eq!(found, [format!(r#"{table} {{{}:"b","user":8}} by {table}.{column}"#, yaml(column))]);
    }
}

/// Names inside JSON and inside fixed text are found exactly, and learned without the text around them.
#[tokio::test]
async fn names_inside_json_and_fixed_text() {
    for database in everywhere().await {
        database
            .load(
                r#"CREATE TABLE service (id INTEGER, doc TEXT, link VARCHAR(100));
                   INSERT INTO service VALUES (1, '{"owner": {"mxid": "@ada:hs"}, "Token": "hunter2"}', 'https://matrix.to/#/@ada2:hs'),
                     (2, '{"owner": {"mxid": "@ada:hs.evil.net"}, "Token": "hunter3"}', 'https://matrix.to/#/@eve:hs'),
                     (3, '{"owner": "@ada:hs"}', NULL), (4, NULL, 'https://matrix.to/#/@ada:hs'), (5, '[]', '@ada:hs');"#,
            )
            .await;
        let connector = connector(
            &database.url,
            "
    - name: service
      fields:
        - {name: id}
        - name: doc
          fides_meta: {data_type: object}
          fields:
            - name: owner
              fides_meta: {data_type: object}
              fields:
                - {name: mxid, fides_meta: {identity: matrix_id}}
            - {name: Token, rightsdesk_meta: {secret: true}}
        - name: link
          fides_meta: {identity: matrix_id}
          rightsdesk_meta: {identity_format: 'https://matrix.to/#/{value}', resolves: matrix_id}
",
        );
        let found = export(&connector, &["matrix_id=@ada:hs"]).await;
        let expected = [
            r#"service {"id":1,"doc":{"owner":{"mxid":"@ada:hs"},"Token":"held"},"link":"https://matrix.to/#/@ada2:hs"} by service.doc.owner.mxid"#,
            r#"service {"id":4,"doc":null,"link":"https://matrix.to/#/@ada:hs"} by service.link"#,
        ];
        let without_blanks: Vec<String> = found.iter().map(|record| record.replace("\": ", "\":")).collect();
        assert_eq!(without_blanks, expected, "{}", database.url);
        assert_eq!(learned(&connector, &["matrix_id=@ada:hs"]).await, ["matrix_id=@ada2:hs d.service.link"]);
    }
}

/// What stands in front of the colon is the name, and neither its beginning nor what stands behind; the name leads on by the whole.
#[tokio::test]
async fn a_name_in_front_of_a_colon_finds_the_row_and_what_hangs_on_it() {
    for database in everywhere().await {
        database
            .load(
                "CREATE TABLE device (jid VARCHAR(100), n INTEGER);
                 CREATE TABLE contact (our_jid VARCHAR(100), n INTEGER);
                 INSERT INTO device VALUES ('4420:12@net', 1), ('44201:12@net', 2), ('442:12@net', 3), ('9:4420@net', 4),
                   ('4420', 5), (':4420', 6), ('A4420:1@net', 7), ('a4420:1@net', 8);
                 INSERT INTO contact SELECT jid, n FROM device;",
            )
            .await;
        let connector = connector(
            &database.url,
            "
    - name: device
      fields:
        - {name: jid, fides_meta: {identity: ring}, rightsdesk_meta: {match: before_colon}}
        - {name: n}
    - name: contact
      fields:
        - {name: our_jid, fides_meta: {references: [{field: device.jid, direction: from}]}}
        - {name: n}
",
        );
        for (name, rows) in [("4420", &[5, 1][..]), ("a4420", &[8]), ("4420:12@net", &[]), ("44", &[])] {
            let found = export(&connector, &[&format!("ring={name}")]).await;
            for table in ["contact", "device"] {
                let of_table = found.iter().filter(|record| record.starts_with(table));
                let numbers: Vec<bool> =
                    of_table.zip(rows).map(|(record, row)| record.contains(&format!("\"n\":{row}}}"))).collect();
                assert_eq!(numbers, vec![true; rows.len()], "{name} on {}: {found:?}", database.url);
            }
            assert_eq!(found.len(), 2 * rows.len(), "{name} on {}: {found:?}", database.url);
        }
    }
}
