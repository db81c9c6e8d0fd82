//! Every type of PostgreSQL comes out as it is.

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use stage::databases;

use super::{connector, try_export};

/// Each column's type, a value of it in SQL, and that value in the record.
const TYPES: &[(&str, &str, &str)] = &[
    ("smallint", "-32768", "-32768"),
    ("integer", "2147483647", "2147483647"),
    ("bigint", "9223372036854775807", "9223372036854775807"),
    ("real", "'3.4028235e38'", "3.4028235e+38"),
    ("real", "'NaN'", "\"NaN\""),
    ("double precision", "0.30000000000000004", "0.30000000000000004"),
    ("double precision", "'-Infinity'", "\"-Infinity\""),
    ("numeric", "1234567890123456789012345678901234567.89", "1234567890123456789012345678901234567.89"),
    ("numeric(38,10)", "1234567890123456789012345678", "1234567890123456789012345678.0000000000"),
    ("numeric(10,2)", "12.3", "12.30"),
    ("numeric", "'NaN'", "\"NaN\""),
    ("money", "12.34", "\"$12.34\""),
    ("boolean", "true", "true"),
    ("text", r#"'a"b\c' || chr(10) || '🦀'"#, r#""a\"b\\c\n🦀""#),
    ("varchar(10)", "''", "\"\""),
    ("char(5)", "'ab'", "\"ab   \""),
    ("\"char\"", "'x'", "\"x\""),
    ("name", "'nick'", "\"nick\""),
    ("bytea", r"'\x00ff10'", "\"base64:AP8Q\""),
    ("bytea", "decode(repeat('ab', 100), 'hex')", "LONG"),
    ("date", "'2024-02-29'", "\"2024-02-29\""),
    ("date", "'infinity'", "\"infinity\""),
    ("time", "'23:59:59.999999'", "\"23:59:59.999999\""),
    ("timetz", "'12:00:00+02'", "\"12:00:00+02\""),
    ("timestamp", "'2024-01-01 00:00:00.123456'", "\"2024-01-01T00:00:00.123456\""),
    ("timestamptz", "'2024-01-01 00:00:00+05:30'", "\"2023-12-31T18:30:00+00:00\""),
    ("timestamptz", "'-infinity'", "\"-infinity\""),
    ("interval", "'1 year 2 mons 3 days 04:05:06.7'", "\"1 year 2 mons 3 days 04:05:06.7\""),
    ("uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\""),
    ("json", r#"'{"b":  1, "a": [1.10, {"b": null}], "b": 2}'"#, r#"{"b":  1, "a": [1.10, {"b": null}], "b": 2}"#),
    ("jsonb", r#"'{"n": 12345678901234567890.123456789}'"#, r#"{"n": 12345678901234567890.123456789}"#),
    ("json", "'null'", "null"),
    ("xml", "'<a>1</a>'", "\"<a>1</a>\""),
    ("inet", "'192.168.0.1/24'", "\"192.168.0.1/24\""),
    ("cidr", "'2001:db8::/32'", "\"2001:db8::/32\""),
    ("macaddr", "'08:00:2b:01:02:03'", "\"08:00:2b:01:02:03\""),
    ("macaddr8", "'08:00:2b:01:02:03:04:05'", "\"08:00:2b:01:02:03:04:05\""),
    ("bit(4)", "B'1010'", "\"1010\""),
    ("varbit", "B'101'", "\"101\""),
    ("tsvector", "'a fat cat'", "\"'a' 'cat' 'fat'\""),
    ("tsquery", "'fat & cat'", "\"'fat' & 'cat'\""),
    ("point", "'(1,2)'", "\"(1,2)\""),
    ("line", "'{1,2,3}'", "\"{1,2,3}\""),
    ("lseg", "'[(1,2),(3,4)]'", "\"[(1,2),(3,4)]\""),
    ("box", "'(3,4),(1,2)'", "\"(3,4),(1,2)\""),
    ("path", "'[(1,2),(3,4)]'", "\"[(1,2),(3,4)]\""),
    ("polygon", "'((1,2),(3,4))'", "\"((1,2),(3,4))\""),
    ("circle", "'<(1,2),3>'", "\"<(1,2),3>\""),
    ("int4range", "'[1,5)'", "\"[1,5)\""),
    ("tstzrange", "'[2024-01-01 00:00:00+00,)'", "\"[\\\"2024-01-01 00:00:00+00\\\",)\""),
    ("int4multirange", "'{[1,2),[5,6)}'", "\"{[1,2),[5,6)}\""),
    ("mood", "'happy'", "\"happy\""),
    ("mood[]", "'{happy,NULL}'", "[\"happy\",null]"),
    ("address", "ROW('Main street', 7)", "{\"street\":\"Main street\",\"number\":7}"),
    ("address[]", "ARRAY[ROW('M', 1)::address, NULL]", "[{\"street\":\"M\",\"number\":1},null]"),
    ("posint", "5", "5"),
    ("integer[]", "'{1,NULL,3}'", "[1,null,3]"),
    ("text[]", "'{a,NULL,\"b c\"}'", "[\"a\",null,\"b c\"]"),
    ("integer[][]", "'{{1,2},{3,4}}'", "[[1,2],[3,4]]"),
    ("numeric[]", "'{1.10,NaN}'", "[1.10,\"NaN\"]"),
    ("bytea[]", r"ARRAY['\x00ff'::bytea]", r#"["\\x00ff"]"#),
    ("hstore", "'a=>1, b=>NULL'", "{\"a\": \"1\", \"b\": null}"),
    ("ltree", "'top.science'", "\"top.science\""),
    ("citext", "'MiXed'", "\"MiXed\""),
    ("regclass", "'pg_class'", "\"pg_class\""),
    ("oid", "4294967295", "\"4294967295\""),
    ("xid8", "'12345678901'", "\"12345678901\""),
    ("pg_lsn", "'16/B374D848'", "\"16/B374D848\""),
    ("jsonpath", "'$.a'", "\"$.\\\"a\\\"\""),
    ("text", "NULL", "null"),
];

#[tokio::test]
async fn every_type_comes_out_as_it_is() {
    let database = databases::postgres().await;
    let mut table = "CREATE EXTENSION hstore; CREATE EXTENSION ltree; CREATE EXTENSION citext;
        CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE TYPE address AS (street text, number int);
        CREATE DOMAIN posint AS integer CHECK (VALUE > 0); SET lc_monetary = 'C';
        CREATE TABLE everything (who text"
        .to_owned();
    let mut values = String::from("'ada'");
    let mut fields =
        String::from("\n    - name: everything\n      fields:\n        - {name: who, fides_meta: {identity: who}}\n");
    for (at, (kind, value, _)) in TYPES.iter().enumerate() {
        table.push_str(&format!(", c{at} {kind}"));
        values.push_str(&format!(", {value}"));
        fields.push_str(&format!("        - {{name: c{at}}}\n"));
    }
    database.load(&format!("{table}); INSERT INTO everything VALUES ({values});")).await;
    let notes = try_export(&connector(&database.url, &fields), &["who=ada"]).await.expect("an export");
    let [record] = notes.records.as_slice() else { panic!("{:?}", notes.records) };
    let json =
        record.strip_prefix("everything ").and_then(|rest| rest.strip_suffix(" by everything.who")).expect("a note");
    let record: BTreeMap<String, &RawValue> = serde_json::from_str(json).expect("a record");
    for (at, (kind, value, expected)) in TYPES.iter().enumerate() {
        let shown = record.get(&format!("c{at}")).unwrap_or_else(|| panic!("{kind} was dropped")).get();
        if *expected == "LONG" {
            assert_eq!(shown, format!("\"base64:{}\"", "q6ur".repeat(33) + "qw=="), "no line breaks in Base64");
        } else if *kind == "money" {
            assert!(shown.contains("12.34"), "{shown}");
        } else {
            assert_eq!(shown, *expected, "{kind} of {value}");
        }
    }
}

/// What is compared by its text is compared exactly too, and keys of every kind lead on.
#[tokio::test]
async fn keys_of_every_kind_lead_on() {
    let database = databases::postgres().await;
    database
        .load(
            "CREATE EXTENSION citext; CREATE COLLATION folding (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
             CREATE DOMAIN code AS text;
             CREATE TABLE root (who text, a uuid, b timestamptz, c bytea, d numeric, e citext, f text COLLATE folding, g code, h inet, i char(4), j bigint);
             CREATE TABLE leaf (a text, b timestamptz, c bytea, d numeric, e citext, f text COLLATE folding, g code, h inet, i char(4), j integer, hit text);
             INSERT INTO root VALUES ('ada', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '2024-01-01 00:00+00', '\\x00ff', 1.5, 'MiX', 'MiX', 'g', '::1', 'i', 7);
             INSERT INTO leaf (a, hit) VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'a'), ('A0EEBC99-9c0b-4ef8-bb6d-6bb9bd380a11', 'wrong');
             INSERT INTO leaf (b, hit) VALUES ('2024-01-01 02:00+02', 'b'), ('2024-01-01 02:00+01', 'wrong');
             INSERT INTO leaf (c, hit) VALUES ('\\x00ff', 'c'), ('\\x00', 'wrong');
             INSERT INTO leaf (d, hit) VALUES (1.5, 'd'), (1.6, 'wrong');
             INSERT INTO leaf (e, hit) VALUES ('MiX', 'e'), ('mix', 'wrong');
             INSERT INTO leaf (f, hit) VALUES ('MiX', 'f'), ('mix', 'wrong');
             INSERT INTO leaf (g, hit) VALUES ('g', 'g'), ('G', 'wrong');
             INSERT INTO leaf (h, hit) VALUES ('::1', 'h'), ('::2', 'wrong');
             INSERT INTO leaf (i, hit) VALUES ('i', 'i'), ('I', 'wrong');
             INSERT INTO leaf (j, hit) VALUES (7, 'j'), (8, 'wrong');",
        )
        .await;
    let mut fields =
        String::from("\n    - name: root\n      fields:\n        - {name: who, fides_meta: {identity: who}}\n");
    let mut leaf = String::from("    - name: leaf\n      fields:\n        - {name: hit}\n");
    for column in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"] {
        fields.push_str(&format!("        - {{name: {column}}}\n"));
        leaf.push_str(&format!(
            "        - {{name: {column}, fides_meta: {{references: [{{field: root.{column}, direction: from}}]}}}}\n"
        ));
    }
    let notes = try_export(&connector(&database.url, &(fields + &leaf)), &["who=ada"]).await.expect("an export");
    let mut hits: Vec<String> = notes
        .records
        .iter()
        .filter_map(|record| record.strip_prefix(r#"leaf {"hit":""#))
        .map(|rest| rest.chars().take_while(|c| *c != '"').collect())
        .collect();
    hits.sort();
    assert_eq!(hits, ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]);
}
