//! Every type of MariaDB comes out as it is.

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use stage::databases;

use super::{connector, export, try_export};

/// Each column's type, a value of it in SQL, and that value in the record.
const TYPES: &[(&str, &str, &str)] = &[
    ("TINYINT", "-128", "-128"),
    ("BOOLEAN", "TRUE", "1"),
    ("SMALLINT UNSIGNED", "65535", "65535"),
    ("MEDIUMINT", "-8388608", "-8388608"),
    ("INT", "2147483647", "2147483647"),
    ("INT(6) ZEROFILL", "42", "\"000042\""),
    ("BIGINT", "-9223372036854775808", "-9223372036854775808"),
    ("BIGINT UNSIGNED", "18446744073709551615", "18446744073709551615"),
    (
        "DECIMAL(65,30)",
        "12345678901234567890123456789012345.123456789012345678901234567891",
        "12345678901234567890123456789012345.123456789012345678901234567891",
    ),
    ("DECIMAL(10,2)", "12.3", "12.30"),
    ("FLOAT", "16777216", "16777216"),
    ("FLOAT", "0.1", "0.10000000149011612"),
    ("DOUBLE", "0.30000000000000004", "0.30000000000000004"),
    ("DOUBLE", "1.7976931348623157e308", "1.7976931348623157e308"),
    ("BIT(64)", "b'1111111111111111111111111111111111111111111111111111111111111111'", "18446744073709551615"),
    ("YEAR", "2024", "2024"),
    ("DATE", "'2024-02-29'", "\"2024-02-29\""),
    ("TIME(6)", "'-838:59:58.999999'", "\"-838:59:58.999999\""),
    ("DATETIME(6)", "'9999-12-31 23:59:59.999999'", "\"9999-12-31 23:59:59.999999\""),
    ("TIMESTAMP(3) NULL", "'2024-01-01 00:00:00.123'", "\"2024-01-01 00:00:00.123+00:00\""),
    ("CHAR(5)", "'ab'", "\"ab\""),
    ("VARCHAR(20)", "'a\"b\\\\c🦀'", "\"a\\\"b\\\\c🦀\""),
    ("VARCHAR(20) CHARACTER SET latin1", "'straße'", "\"straße\""),
    ("TEXT", "''", "\"\""),
    ("LONGTEXT", "REPEAT('x', 3)", "\"xxx\""),
    ("ENUM('sad','happy')", "'happy'", "\"happy\""),
    ("SET('a','b')", "'a,b'", "\"a,b\""),
    ("JSON", "'{\"b\":  1, \"a\": [1.10]}'", "\"{\\\"b\\\":  1, \\\"a\\\": [1.10]}\""),
    ("BINARY(3)", "x'00ff'", "\"base64:AP8A\""),
    ("VARBINARY(10)", "'text'", "\"base64:dGV4dA==\""),
    ("BLOB", "x'00ff10'", "\"base64:AP8Q\""),
    ("UUID", "'A0EEBC99-9c0b-4ef8-bb6d-6bb9bd380a11'", "\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\""),
    ("INET6", "'2001:db8::1'", "\"2001:db8::1\""),
    ("POINT", "ST_GeomFromText('POINT(1 2)')", "\"base64:AAAAAAEBAAAAAAAAAAAA8D8AAAAAAAAAQA==\""),
    ("TEXT", "NULL", "null"),
];

#[tokio::test]
async fn every_type_comes_out_as_it_is() {
    let database = databases::mariadb().await;
    let mut table = "SET time_zone = '+00:00'; CREATE TABLE everything (who VARCHAR(20)".to_owned();
    let mut values = String::from("'ada'");
    let mut fields =
        String::from("\n    - name: everything\n      fields:\n        - {name: who, fides_meta: {identity: who}}\n");
    for (at, (kind, value, _)) in TYPES.iter().enumerate() {
        table.push_str(&format!(", c{at} {kind}"));
        values.push_str(&format!(", {value}"));
        fields.push_str(&format!("        - {{name: c{at}}}\n"));
    }
    database.load(&format!("{table}) CHARACTER SET utf8mb4; INSERT INTO everything VALUES ({values});")).await;
    let notes = try_export(&connector(&database.url, &fields), &["who=ada"]).await.expect("an export");
    let [record] = notes.records.as_slice() else { panic!("{:?}", notes.records) };
    let json =
        record.strip_prefix("everything ").and_then(|rest| rest.strip_suffix(" by everything.who")).expect("a note");
    let record: BTreeMap<String, &RawValue> = serde_json::from_str(json).expect("a record");
    for (at, (kind, value, expected)) in TYPES.iter().enumerate() {
        let shown = record.get(&format!("c{at}")).unwrap_or_else(|| panic!("{kind} was dropped")).get();
        assert_eq!(shown, *expected, "{kind} of {value}");
    }
}

/// Keys lead on exactly whatever character set, collation or type the columns have on either side.
#[tokio::test]
async fn keys_of_every_kind_lead_on() {
    let database = databases::mariadb().await;
    database
        .load(
            "CREATE TABLE root (who VARCHAR(20), a VARCHAR(20) CHARACTER SET latin1, b VARBINARY(20), c BINARY(16), d BIGINT UNSIGNED,
               e INT(6) ZEROFILL, f UUID, g ENUM('x','X ') CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, h DECIMAL(10,2), i DATETIME(6)) CHARACTER SET utf8mb4;
             CREATE TABLE leaf (a VARCHAR(20) COLLATE utf8mb4_unicode_ci, b VARCHAR(20), c BINARY(16), d BIGINT UNSIGNED, e INT, f UUID,
               g VARCHAR(5), h DECIMAL(12,2), i DATETIME(6), hit VARCHAR(10)) CHARACTER SET utf8mb4;
             INSERT INTO root VALUES ('ada', 'straße', 'Bin', x'00ff00ff00ff00ff00ff00ff00ff00ff', 18446744073709551615, 7,
               'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'x', 1.50, '2024-01-01 00:00:00.5');
             INSERT INTO leaf (a, hit) VALUES ('straße', 'a'), ('STRASSE', 'wrong'), ('strasse', 'wrong'), ('straße ', 'wrong');
             INSERT INTO leaf (b, hit) VALUES ('Bin', 'b'), ('bin', 'wrong'), ('Bin ', 'wrong');
             INSERT INTO leaf (c, hit) VALUES (x'00ff00ff00ff00ff00ff00ff00ff00ff', 'c'), (x'00ff00ff00ff00ff00ff00ff00ff00fe', 'wrong');
             INSERT INTO leaf (d, hit) VALUES (18446744073709551615, 'd'), (18446744073709551614, 'wrong');
             INSERT INTO leaf (e, hit) VALUES (7, 'e'), (8, 'wrong');
             INSERT INTO leaf (f, hit) VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'f'), ('b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'wrong');
             INSERT INTO leaf (g, hit) VALUES ('x', 'g'), ('X', 'wrong'), ('x ', 'wrong');
             INSERT INTO leaf (h, hit) VALUES (1.5, 'h'), (1.51, 'wrong');
             INSERT INTO leaf (i, hit) VALUES ('2024-01-01 00:00:00.5', 'i'), ('2024-01-01 00:00:00.6', 'wrong');",
        )
        .await;
    let mut fields =
        String::from("\n    - name: root\n      fields:\n        - {name: who, fides_meta: {identity: who}}\n");
    let mut leaf = String::from("    - name: leaf\n      fields:\n        - {name: hit}\n");
    for column in ["a", "b", "c", "d", "e", "f", "g", "h", "i"] {
        fields.push_str(&format!("        - {{name: {column}}}\n"));
        leaf.push_str(&format!(
            "        - {{name: {column}, fides_meta: {{references: [{{field: root.{column}, direction: from}}]}}}}\n"
        ));
    }
    let found = export(&connector(&database.url, &(fields + &leaf)), &["who=ada"]).await;
    let mut hits: Vec<String> = found
        .iter()
        .filter_map(|record| record.strip_prefix(r#"leaf {"hit":""#))
        .map(|rest| rest.chars().take_while(|c| *c != '"').collect())
        .collect();
    hits.sort();
    assert_eq!(hits, ["a", "b", "c", "d", "e", "f", "g", "h", "i"]);
}
