//! What staff withhold of the data is nowhere in the archive.

use rightsdesk_archive::{
    cuts::Cut,
    language::Language,
    package::{Gap, Outcome, SystemData},
};

use super::stage::{package, packed, records, system, table};

#[test]
fn what_is_withheld_of_the_data_reaches_no_file_and_leaves_its_mark() {
    let head = table("note", &["id", "text", "author"]);
    let rows = [
        r#"{"id": 1, "text": "about Ada", "author": "hidden-bob"}"#,
        r#"{"id": 2, "text": "hidden-about-bob", "author": "hidden-bob"}"#,
        r#"{"id": 3, "text": "hidden-value", "author": "hidden-eve"}"#,
    ];
    let cut = |row, field: Option<&str>| Cut {
        collection: "note".to_owned(),
        row,
        field: field.map(str::to_owned),
        is_shared: false,
    };
    let gaps = vec![Gap { what: "note: 1 records".to_owned(), why: "It is about somebody else.".to_owned() }];
    for (language, mark) in [
        (Language::English, "(withheld)"),
        (Language::French, "(non communiqué)"),
        (Language::German, "(zurückgehalten)"),
    ] {
        let notes = SystemData {
            cuts: vec![cut(Some(2), None), cut(None, Some("author")), cut(Some(3), Some("text"))],
            outcome: Outcome::Partly { gaps: gaps.clone() },
            ..system("ems", vec![records(&head, &rows)])
        };
        let opened = packed(package(language, vec![notes]));
        let everything = opened.entries.values().flatten().copied().collect::<Vec<u8>>();
        assert!(!String::from_utf8_lossy(&everything).contains("hidden-"), "withheld is withheld");
        let notes = opened.json("ems/note.json");
        assert_eq!(notes.as_array().map(Vec::len), Some(2));
        assert_eq!((&notes[0]["text"], &notes[0]["author"]), (&"about Ada".into(), &mark.into()));
        assert_eq!(notes[1]["text"], mark);
        assert_eq!(opened.assembled.records, 2);
        let page = opened.text("ems/index.html");
        assert!(page.contains("It is about somebody else."), "{page}");
    }
}
