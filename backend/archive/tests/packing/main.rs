//! What a person finds in an archive, and what nobody can do with one.

mod stage;
mod withheld;

use std::{collections::HashSet, io::Cursor};

use proptest::prelude::*;
use rightsdesk_archive::{
    assemble::assemble,
    error::ArchiveError,
    language::Language,
    mail::wrap_for_mail,
    manifest::ManifestOutcome,
    open,
    package::{Gap, Outcome, Part, Scope, SystemData},
    part::record::Record,
};
use sha2::{Digest, Sha256};
use stage::{file, package, packed, part, raw, records, system, table};

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_person_finds_every_system_and_a_program_every_record() {
    let account = records(
        &table("account", &["id", "balance"]),
        &[r#"{"id": 1, "balance": 12345678901234567890.10, "extra": null}"#, r#"{"id":2,"balance":-0.50}"#],
    );
    let withheld = SystemData {
        outcome: Outcome::Withheld { reason: "It would hinder an investigation.".to_owned() },
        ..system("fraud", vec![records(&table("secret_case", &["id"]), &[r#"{"id":"hush"}"#])])
    };
    let partly = SystemData {
        outcome: Outcome::Partly { gaps: vec![Gap { what: "logs".to_owned(), why: "gone after 30 days".to_owned() }] },
        notes: vec!["Photographs were added by hand.".to_owned()],
        ..system("bot", vec![file("photo.jpg", Some("image/jpeg"), b"not really a photograph")])
    };
    let opened = packed(package(
        Language::English,
        vec![
            system("ems", vec![account]),
            system("irc", vec![records(&table("nick", &["nick"]), &[])]),
            withheld,
            partly,
        ],
    ));

    assert_eq!(
        opened.text("ems/account.json").lines().collect::<Vec<_>>(),
        [
            "[",
            r#"  {"id": 1, "balance": 12345678901234567890.10, "extra": null},"#,
            r#"  {"id":2,"balance":-0.50}"#,
            "]"
        ]
    );
    assert_eq!(
        opened.text("ems/account.csv"),
        "\u{feff}id,balance,extra\r\n1,12345678901234567890.10,\r\n2,-0.50,\r\n"
    );
    let fields = opened.json("ems/fields.json");
    assert_eq!(fields["collections"][0]["fields"][1]["description"], "the balance");
    assert_eq!(fields["collections"][0]["file"], "account.json");
    assert!(opened.text("irc/NOTHING-FOUND.txt").contains("We looked in The irc and found nothing about you."));
    assert!(opened.text("irc/NOTHING-FOUND.txt").contains("- List of nick"));
    assert!(opened.text("fraud/WITHHELD.txt").contains("It would hinder an investigation."));
    assert_eq!(opened.entries["bot/files/photo.jpg"], b"not really a photograph");

    let start = opened.text("START-HERE.html");
    for line in [
        "The ems",
        "2 records",
        "The irc",
        "Nothing found",
        "Not handed over",
        "Not complete, 1 file",
        "14 November 2026",
        "22 November 2026",
    ] {
        assert!(start.contains(line), "{line} in {start}");
        assert!(opened.text("README.txt").contains(line), "{line}");
    }
    assert!(opened.text("bot/index.html").contains("gone after 30 days"));
    assert!(opened.text("bot/index.html").contains("Photographs were added by hand."));
    assert!(opened.text("about-your-data.html").contains("Stripe Payments"));
    let everything = opened.entries.values().flatten().copied().collect::<Vec<u8>>();
    let everything = String::from_utf8_lossy(&everything);
    assert!(!everything.contains("hush") && !everything.contains("secret_case"), "withheld is withheld");

    let outcomes: Vec<_> = opened.manifest.systems.iter().map(|system| system.outcome).collect();
    use ManifestOutcome::{Complete, NothingFound, Partly, Withheld};
    assert_eq!(outcomes, [Complete, NothingFound, Withheld, Partly]);
    assert_eq!((opened.assembled.records, opened.assembled.files), (2, 1));
    assert_eq!(opened.assembled.bytes, opened.zip.len() as u64);
    assert_eq!(opened.assembled.sha256, hex(&opened.zip));
    assert_eq!(opened.assembled.entries, opened.entries.len() as u64);
}

#[test]
fn every_page_can_do_nothing_but_be_read() {
    let hostile = r#"{"id":"<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}\u202e\u0000"}"#;
    let name = "<script>alert(1)</script>";
    let mut evil = system(
        "ems",
        vec![records(&table(name, &[name]), &[hostile]), file(&format!("{name}.html"), Some(name), b"<script>")],
    );
    evil.title = name.to_owned();
    evil.description = name.to_owned();
    evil.notes = vec![name.to_owned()];
    let mut documents = table("documents", &[]);
    documents.tabular = false;
    let documents = system("sentry", vec![records(&documents, &[hostile, r#"["<script>"]"#])]);
    for language in Language::ALL {
        let mut package = package(language, Vec::new());
        package.controller.name = name.to_owned();
        package.controller.contact = name.to_owned();
        package.notes = vec![name.to_owned()];
        package.requests[0].title = name.to_owned();
        package.systems = vec![
            SystemData {
                parts: vec![
                    records(&table(name, &[name]), &[hostile]),
                    file(&format!("{name}.html"), Some(name), b"<script>"),
                ],
                title: name.to_owned(),
                description: name.to_owned(),
                notes: vec![name.to_owned()],
                ..system("ems", Vec::new())
            },
            SystemData {
                outcome: Outcome::Partly { gaps: vec![Gap { what: name.to_owned(), why: name.to_owned() }] },
                ..system(name, Vec::new())
            },
            SystemData { outcome: Outcome::Withheld { reason: name.to_owned() }, ..system("x", Vec::new()) },
        ];
        let opened = packed(package);
        let pages: Vec<_> = opened.entries.keys().filter(|path| path.ends_with(".html")).collect();
        assert_eq!(pages.len(), 5, "{pages:?}");
        for path in pages {
            let page = opened.text(path);
            let csp =
                r#"<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"#;
            assert!(page.contains(csp), "{path}");
            assert!(page.contains(&format!("<html lang=\"{}\">", language.code())));
            for harm in
                ["<script", "<img", "onerror=alert(1)>", "href=\"javascript", "\u{202e}", "\0", "http://", "src="]
            {
                assert!(
                    !page.contains(harm) || harm == "src=" && page.contains("img src=x"),
                    "{harm:?} in {path}: {page}"
                );
            }
        }
        assert_eq!(opened.entries["ems/files/script-alert-1-script.html.txt"], b"<script>");
    }
    let opened = packed(package(Language::German, vec![evil, documents]));
    assert!(opened.text("sentry/index.html").contains("&#60;script&#62;"), "it is shown, as text");
}

#[test]
fn a_table_holds_no_formula_and_the_json_holds_the_value() {
    let head = table("contact", &["name", "=HYPERLINK()"]);
    let part = records(&head, &[r#"{"name":"=cmd|' /C calc'!A0","=HYPERLINK()":"a\"b,c\nd\u0007"}"#]);
    let opened = packed(package(Language::French, vec![system("ems", vec![part])]));
    assert_eq!(
        opened.text("ems/contact.csv"),
        "\u{feff}name,'=HYPERLINK()\r\n'=cmd|' /C calc'!A0,\"a\"\"b,c\nd\u{fffd}\"\r\n"
    );
    assert_eq!(opened.json("ems/contact.json")[0]["name"], "=cmd|' /C calc'!A0");
    assert_eq!(opened.json("ems/contact.json")[0]["=HYPERLINK()"], "a\"b,c\nd\u{7}");
}

#[test]
fn a_record_says_by_which_way_it_was_reached_and_whether_it_is_shared() {
    let inputs = ["account.email".to_owned(), "account.id".to_owned()];
    let both = part(|part| {
        part.collection(&table("invoice", &["id"]));
        part.record(Record { json: &raw("{\"id\": 1\n}"), reached_by: &inputs[..1], shared: false }).unwrap();
        part.record(Record { json: &raw(r#"{ "_rightsdesk": 5 }"#), reached_by: &inputs, shared: true }).unwrap();
        part.record(Record { json: &raw("{ }"), reached_by: &inputs[1..], shared: false }).unwrap();
        part.collection(&table("room", &["id"]));
        part.record(Record { json: &raw(r#"{"id": 1}"#), reached_by: &inputs[..1], shared: true }).unwrap();
        part.record(Record { json: &raw(r#"{"id": 2}"#), reached_by: &inputs[..1], shared: false }).unwrap();
    });
    let opened = packed(package(Language::English, vec![system("ems", vec![both])]));
    assert_eq!(
        opened.text("ems/invoice.json").lines().collect::<Vec<_>>(),
        [
            "[",
            r#"  {"id": 1, "_rightsdesk": {"reached_by": ["account.email"]}},"#,
            r#"  { "_rightsdesk": 5, "_rightsdesk_": {"reached_by": ["account.email","account.id"], "also_about_others": true}},"#,
            r#"  {"_rightsdesk": {"reached_by": ["account.id"]}}"#,
            "]"
        ]
    );
    assert_eq!(opened.json("ems/room.json")[0]["_rightsdesk"]["also_about_others"], true);
    assert_eq!(opened.json("ems/room.json")[1].as_object().unwrap().len(), 1, "nothing to say, nothing said");
    assert!(opened.text("ems/room.csv").contains("1,account.email,true\r\n2,account.email,\r\n"));
    assert!(opened.text("START-HERE.html").contains("5 records, 2 of them are also about other people"));
    assert!(opened.text("ems/index.html").contains("Also about other people"));
}

#[test]
fn what_came_in_several_parts_is_one_collection() {
    let head = table("event", &["id"]);
    let parts = vec![
        records(&head, &[r#"{"id":1}"#]),
        records(&table("user", &["id"]), &[]),
        records(&head, &[r#"{"id":2,"late":3}"#]),
    ];
    let opened = packed(package(Language::English, vec![system("sentry", parts)]));
    assert_eq!(opened.json("sentry/event.json").as_array().unwrap().len(), 2);
    assert!(opened.text("sentry/event.csv").ends_with("id,late\r\n1,\r\n2,3\r\n"));
    assert_eq!(opened.json("sentry/fields.json")["collections"][1]["records"], 0);
}

#[test]
fn many_records_become_lines() {
    let lines: Vec<String> = (0..10_001).map(|id| format!("{{\n\"id\":{id}}}")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let opened = packed(package(Language::German, vec![system("ems", vec![records(&table("log", &["id"]), &lines)])]));
    let text = opened.text("ems/log.jsonl");
    assert_eq!(text.lines().count(), 10_001);
    assert!(text.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
    assert_eq!(opened.text("ems/log.csv").lines().count(), 10_002);
    let page = opened.text("ems/index.html");
    assert!(page.contains("Die ersten 200 von 10.001 Datensätzen."));
    assert_eq!(page.matches("<tr><td>").count(), 200);
}

#[test]
fn data_to_take_with_you_stands_apart() {
    let head = table("account", &["email"]);
    let portable =
        SystemData { scope: Scope::Portable, ..system("ems", vec![records(&head, &[r#"{"email":"a@b"}"#])]) };
    let opened = packed(package(
        Language::English,
        vec![system("ems", vec![records(&head, &[r#"{"email":"a@b"}"#])]), portable, system("portable", Vec::new())],
    ));
    assert!(opened.entries.contains_key("portable/ems/account.json"));
    assert!(opened.entries.contains_key("ems/account.json"));
    assert!(opened.entries.contains_key("portable-2/NOTHING-FOUND.txt"), "a system cannot take the folder's name");
    assert!(opened.text("portable/ems/index.html").contains("href=\"../../START-HERE.html\""));
}

#[test]
fn a_stored_file_that_changed_stops_the_packing() {
    let mut part = file("a.txt", None, b"hello");
    part.open = Box::new(|| Ok(Box::new(Cursor::new(b"HELLO".to_vec()))));
    let result = assemble(package(Language::English, vec![system("ems", vec![part])]), Vec::new());
    assert!(matches!(result, Err(ArchiveError::Changed)));
}

#[test]
fn a_writer_that_fails_is_an_error_and_no_archive() {
    struct Full(usize);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let whole = packed(package(Language::English, vec![system("ems", vec![file("a", None, &[7; 5000])])])).zip.len();
    for room in (0..whole).step_by(211) {
        let package = package(Language::English, vec![system("ems", vec![file("a", None, &[7; 5000])])]);
        assert!(assemble(package, Full(room)).is_err(), "{room} of {whole}");
    }
}

#[test]
fn a_change_anywhere_in_the_data_is_found() {
    let opened =
        packed(package(Language::English, vec![system("ems", vec![file("a.bin", Some("image/png"), &[7; 4000])])]));
    assert!(open::verify(Cursor::new(&opened.zip)).is_ok());
    let end = opened.zip.len() - 200;
    for place in (0..end).step_by(97) {
        let mut changed = opened.zip.clone();
        changed[place] ^= 0x10;
        if let Ok(manifest) = open::verify(Cursor::new(&changed)) {
            // What a reader does not look at (a time, a flag) may differ; what it reads is the same.
            assert_eq!(manifest, opened.manifest, "byte {place}");
        }
    }
    for cut in (0..opened.zip.len()).step_by(101) {
        assert!(open::verify(Cursor::new(&opened.zip[..cut])).is_err(), "cut at {cut}");
    }
}

#[test]
fn a_mailed_archive_opens_with_its_passphrase_and_shows_nothing_without() {
    let opened = packed(package(Language::English, vec![system("ems", vec![file("ada.txt", None, b"Ada")])]));
    let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let wrap = |salt| {
        let length = opened.zip.len() as u64;
        wrap_for_mail(&opened.zip[..], length, "7k2mq9xb7k2mq9xb7k2mq9xb", salt, date, Vec::new()).unwrap()
    };
    let mailed = wrap([1; 16]);
    assert_eq!(open::unwrap_mailed(&mailed, "7k2mq9xb7k2mq9xb7k2mq9xb").unwrap(), opened.zip);
    for wrong in ["", "7k2mq9xb7k2mq9xb7k2mq9xc", "7K2MQ9XB7K2MQ9XB7K2MQ9XB"] {
        assert!(open::unwrap_mailed(&mailed, wrong).is_err(), "{wrong}");
    }
    for name in ["ada", "ems", "START", "manifest"] {
        let name = name.as_bytes();
        assert!(!mailed.windows(name.len()).any(|window| window == name));
    }
    assert!(opened.zip.windows(3).any(|window| window == b"ems"), "which the archive itself does show");
    assert_ne!(wrap([2; 16]), mailed);
}

#[test]
fn the_same_package_makes_the_same_archive() {
    let once = || packed(package(Language::French, vec![system("ems", vec![file("a", None, b"x")])])).zip;
    assert_eq!(once(), once());
}

fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,20}",
        "\\PC{0,300}",
        Just("../../../etc/passwd".to_owned()),
        Just("C:\\con".to_owned()),
        Just("\u{202e}\0\r\n=1".to_owned()),
        "(index|fields|files|portable|manifest|a|A|nul)(\\.(html|json))?",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_things_are_called_paths_are_tame_and_unique(
        keys in proptest::collection::vec(anything(), 1..4),
        collections in proptest::collection::vec(anything(), 0..4),
        files in proptest::collection::vec(anything(), 0..4),
        value in anything(),
    ) {
        let json = serde_json::json!({ "a": value, value.clone(): 1 }).to_string();
        let parts = || -> Vec<Part<'static>> {
            let records = collections.iter().map(|name| records(&table(name, &["a"]), &[&json]));
            records.chain(files.iter().map(|name| file(name, None, b"x"))).collect()
        };
        let systems = keys.iter().flat_map(|key| [
            system(key, parts()),
            SystemData { scope: Scope::Portable, ..system(key, parts()) },
        ]);
        let opened = packed(package(Language::English, systems.collect()));
        let mut seen = HashSet::new();
        for path in opened.entries.keys() {
            prop_assert!(path.len() <= 255 && path.is_ascii(), "{}", path);
            prop_assert!(seen.insert(path.to_ascii_lowercase()), "{} twice", path);
            for segment in path.split('/') {
                prop_assert!(!segment.is_empty() && !segment.starts_with(['.', '-']) && !segment.contains(".."), "{}", path);
                let stem = segment.split('.').next().unwrap().to_ascii_lowercase();
                prop_assert!(!["con", "nul", "aux", "prn"].contains(&stem.as_str()), "{}", path);
            }
            if path.ends_with(".json") && !path.contains("/files/") {
                prop_assert!(serde_json::from_slice::<serde_json::Value>(&opened.entries[path]).is_ok(), "{}", path);
            }
        }
    }
}
