//! People of whom there is a row in every sort of table, and as many look-alikes.

use std::{fmt::Write, ops::RangeInclusive};

use rightsdesk_exporters::contract::subject::Subject;

use super::subject;

/// Rows of each that stay and still are reached: on the list of those who are gone.
pub const KEPT: u64 = 1;

/// A parent with children, rows led to by others' values, texts around a name, two names on one row, rows that stay.
pub const MANIFEST: &str = "
    - name: account
      rightsdesk_meta: {erasure: delete}
      fields:
        - {name: id}
        - {name: mxid, fides_meta: {identity: matrix_id}}
        - {name: mail, rightsdesk_meta: {resolves: email}}
    - name: login
      rightsdesk_meta: {erasure: delete}
      fields:
        - {name: account_id, fides_meta: {references: [{field: account.id, direction: from}]}}
        - {name: at_}
    - name: profile
      rightsdesk_meta: {erasure: delete}
      fields:
        - {name: room}
        - {name: user_id, fides_meta: {identity: matrix_id}}
    - name: device
      rightsdesk_meta: {erasure: delete}
      fields:
        - {name: user_id, fides_meta: {identity: matrix_id}}
        - {name: device_id}
        - {name: key_}
    - name: session_
      rightsdesk_meta: {erasure: {rows: delete, shared: keep}}
      fields:
        - {name: id, rightsdesk_meta: {resolves: session_id}}
        - {name: sender_key, fides_meta: {references: [{field: device.key_, direction: from}]}}
    - name: pack
      rightsdesk_meta: {erasure: blank}
      fields:
        - {name: id}
        - {name: author, fides_meta: {identity: matrix_id}, rightsdesk_meta: {identity_format: 'https://matrix.to/#/{value}', erasure: 'null'}}
        - {name: title, rightsdesk_meta: {erasure: {text: Pack}}}
    - name: signature
      rightsdesk_meta: {erasure: {rows: delete, shared: detach}}
      fields:
        - {name: signed, fides_meta: {identity: matrix_id}, rightsdesk_meta: {owner: true, erasure: {hash: '@gone-{hash}:invalid'}}}
        - {name: signer, fides_meta: {identity: matrix_id}, rightsdesk_meta: {owner: true, erasure: {hash: '@gone-{hash}:invalid'}}}
    - name: suppressed
      rightsdesk_meta: {erasure: keep}
      fields:
        - {name: user_id, fides_meta: {identity: matrix_id}, rightsdesk_meta: {retention: {ground: ERASURE_MINIMUM_RECORD}}}
    - name: invoice
      rightsdesk_meta: {erasure: keep}
      fields:
        - {name: id}
        - {name: buyer, fides_meta: {identity: matrix_id}, rightsdesk_meta: {erasure: 'null'}}
        - {name: issued_on, rightsdesk_meta: {retention: {ground: TAX_RECORDS, until: issued_on + 6 years}}}
";

/// Every table with its columns; the last says whose the row is, and is none of the manifest's.
pub const TABLES: &[(&str, &[&str])] = &[
    ("account", &["id", "mxid", "mail", "mark_"]),
    ("login", &["account_id", "at_", "mark_"]),
    ("profile", &["room", "user_id", "mark_"]),
    ("device", &["user_id", "device_id", "key_", "mark_"]),
    ("session_", &["id", "sender_key", "mark_"]),
    ("pack", &["id", "author", "title", "mark_"]),
    ("signature", &["signed", "signer", "mark_"]),
    ("suppressed", &["user_id", "mark_"]),
    ("invoice", &["id", "buyer", "issued_on", "mark_"]),
];

const SCHEMA: &str = "
    CREATE TABLE account (id INTEGER PRIMARY KEY, mxid VARCHAR(100) NOT NULL UNIQUE, mail VARCHAR(100), mark_ VARCHAR(100));
    CREATE TABLE login (account_id INTEGER NOT NULL, at_ INTEGER NOT NULL, mark_ VARCHAR(100), PRIMARY KEY (account_id, at_),
        FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE);
    CREATE TABLE profile (room VARCHAR(100) NOT NULL, user_id VARCHAR(100) NOT NULL, mark_ VARCHAR(100), PRIMARY KEY (room, user_id));
    CREATE TABLE device (user_id VARCHAR(100) NOT NULL, device_id VARCHAR(100) NOT NULL, key_ VARCHAR(100), mark_ VARCHAR(100), PRIMARY KEY (user_id, device_id));
    CREATE TABLE session_ (id VARCHAR(100) PRIMARY KEY, sender_key VARCHAR(100), mark_ VARCHAR(100));
    CREATE TABLE pack (id INTEGER PRIMARY KEY, author VARCHAR(200), title VARCHAR(100) NOT NULL, mark_ VARCHAR(100));
    CREATE TABLE signature (signed VARCHAR(100) NOT NULL, signer VARCHAR(100) NOT NULL, mark_ VARCHAR(100), PRIMARY KEY (signed, signer));
    CREATE TABLE suppressed (user_id VARCHAR(100) PRIMARY KEY, mark_ VARCHAR(100));
    CREATE TABLE invoice (id INTEGER PRIMARY KEY, buyer VARCHAR(100), issued_on VARCHAR(20), mark_ VARCHAR(100));
";

/// So many people from number 1, and for each of them somebody with nearly the same name.
pub fn tables(people: usize) -> String {
    let mut script = SCHEMA.to_owned();
    let mut rows: Vec<(&str, Vec<String>)> = TABLES.iter().map(|(table, _)| (*table, Vec::new())).collect();
    let mut add = |table: &str, row: String| {
        let found = rows.iter_mut().find(|(name, _)| *name == table).expect("a table");
        found.1.push(format!("({row})"));
    };
    for n in 1..=people {
        let stranger = match n % 4 {
            0 => format!("@p{n}:x.org.evil.net"),
            1 => format!("@P{n}:x.org"),
            2 => format!("@p{n}:x.or"),
            _ => format!("@s{n}:x.org"),
        };
        for (id, mxid, mark) in
            [(n, format!("@p{n}:x.org"), format!("of-p{n}")), (n + 100_000, stranger, format!("of-s{n}"))]
        {
            // Where capitals mean nothing, two accounts cannot differ by them alone.
            let in_key = if mxid.starts_with("@P") { format!("{mxid}.") } else { mxid.clone() };
            add("account", format!("{id}, '{in_key}', 'P{n}@x.org', '{mark}'"));
            for at in 1..=2 {
                add("login", format!("{id}, {at}, '{mark}'"));
                add("profile", format!("'!{at}:{mark}', '{mxid}', '{mark}'"));
                add("session_", format!("'{mark}-{at}', 'key of {mark}', '{mark}'"));
                add(
                    "invoice",
                    format!(
                        "{}, '{mxid}', '{}', '{mark}'",
                        id * 2 + at,
                        if at == 1 { "2019-01-01" } else { "2025-01-01" }
                    ),
                );
            }
            add("device", format!("'{in_key}', 'D', 'key of {mark}', '{mark}'"));
            add("pack", format!("{id}, 'https://matrix.to/#/{mxid}', 'Pack of {mark}', '{mark}'"));
            add("signature", format!("'{in_key}', '{in_key}', '{mark}'"));
            add("suppressed", format!("'{in_key}', '{mark}'"));
        }
        // Signed by somebody who stays.
        add("signature", format!("'@p{n}:x.org', '@stays:x.org', 'of-p{n}'"));
    }
    for (table, rows) in rows {
        for part in rows.chunks(200) {
            writeln!(script, "INSERT INTO {table} VALUES {};", part.join(", ")).expect("a String takes everything");
        }
    }
    script
}

/// What a person is called.
pub fn names(person: usize) -> String {
    format!("matrix_id=@p{person}:x.org")
}

/// Some of them.
pub fn people(numbers: RangeInclusive<usize>) -> Vec<Subject> {
    numbers.map(|number| subject(&[&names(number)])).collect()
}
