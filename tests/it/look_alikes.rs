//! A name that looks like another one is another one, from the form to the files.

use std::{
    collections::BTreeSet,
    io::{Cursor, Read},
};

use rightsdesk::{
    casework::{collecting::start, receiving::verify_by_hand},
    demo::company::{SYSTEMS, found},
    kernel::actor::Actor,
    staff::role::Role,
    ticket,
};
use rightsdesk_exporters::open::Settings;
use stage::{
    company,
    desk::{On, Stage},
    form::{Form, access},
    on_both, package,
    scratch::Scratch,
};

/// The systems that know people by their Matrix ID. What is planted in them says whose it is: `planted-ada-…`.
const KNOWING_MATRIX_IDS: [&str; 2] = ["maubot", "irc_bridge"];

async fn stage(on: On, home: &Scratch) -> Stage {
    let mut systems = Vec::new();
    for system in SYSTEMS.into_iter().filter(|system| KNOWING_MATRIX_IDS.contains(&system.key)) {
        let file = home.path().join(system.key);
        found(system, &file).await.expect("the company can be founded");
        let settings = Settings { url: Some(format!("sqlite://{}", file.display()).into()), ..Settings::default() };
        systems.push(company::connected(system.key, system.manifest, settings));
    }
    Stage::setting(on).with_systems(systems).set().await
}

/// Whose things somebody gets who asks with this Matrix ID and shows that it is theirs.
async fn owners(stage: &Stage, matrix_id: &str) -> BTreeSet<String> {
    let mut person = stage.visitor();
    let sent = Form { matrix_id, ..access("") }.send(&mut person).await.is(200);
    let reference = sent.by_id("reference");
    let olive = stage.staff(&format!("olive-{}", reference.to_lowercase()), Role::Officer).await;
    let id = ticket::store::by_reference(&stage.desk.db, &reference).await.unwrap().unwrap().id;
    let code = verify_by_hand::verify(&stage.desk, olive, id, "answered in Matrix").await.unwrap().expect("a code");
    let code = code.for_people();
    start::start(&stage.desk, olive, id).await.unwrap();
    stage.run_due_work().await;
    package::let_out(&stage.desk, Actor::Staff(olive), id).await.unwrap();
    stage.run_due_work().await;
    person.post("/en/status", &[("reference", &reference), ("access_code", &code)]).await.is(303);
    let archive = person.get("/en/files/archive").await.is(200);

    let mut zip = zip::ZipArchive::new(Cursor::new(archive.body)).expect("a zip");
    let mut owners = BTreeSet::new();
    for number in 0..zip.len() {
        let mut bytes = Vec::new();
        zip.by_index(number).expect("an entry").read_to_end(&mut bytes).expect("an entry that opens");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        owners.extend(text.split("planted-").skip(1).filter_map(|mark| mark.split('-').next()).map(str::to_owned));
    }
    owners.remove("shared");
    owners
}

on_both! {
    async fn a_look_alike_gets_its_own_and_nothing_of_the_other(on: On) {
        let home = Scratch::new("company");
        let stage = stage(on, &home).await;
        for (matrix_id, owner) in [
            ("@ada:example.org", "ada"),
            ("@ada:example.org.evil.net", "evil"),
            ("@malice:example.org", "bob"),
        ] {
            assert_eq!(owners(&stage, matrix_id).await, BTreeSet::from([owner.to_owned()]), "{matrix_id}");
        }
        for nobody in ["@da:example.org", "@ada:example.or", "@ada:example.org:443", "@%:example.org", "@_da:example.org"] {
            assert_eq!(owners(&stage, nobody).await, BTreeSet::new(), "{nobody}");
        }
    }

    async fn names_that_only_look_like_matrix_ids_are_sent_back_with_what_was_typed(on: On) {
        let stage = Stage::set(on).await;
        let mut person = stage.visitor();
        let state = person.post("/en/r/rights", &[("right", "access")]).await.is(200).field("state");
        for typed in [
            // The first letter is Cyrillic.
            "@\u{430}da:example.org",
            "@ada:ex\u{e4}mple.org",
            "@ada\u{200b}:example.org",
            "@ada:example.org\u{202e}gro.live",
            "@ada:example.org/@bob:example.org",
            "@ada:example.org @bob:example.org",
            "@ada：example.org",
            "ada@example.org",
            "#ada:example.org",
        ] {
            let fields = [("email", "ada@example.org"), ("matrix_id", typed), ("state", state.as_str())];
            let again = person.post("/en/r/contact", &fields).await.is(422).sees("Enter a whole Matrix ID");
            assert_eq!(again.field("matrix_id"), typed);
            assert_eq!(again.field("email"), "ada@example.org");
        }
    }
}
