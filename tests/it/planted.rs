//! The delivered archive holds every row of the person, from every connected system, and none of anybody else's.
//!
//! The people of the demo's company are planted with marks: `planted-ada-…` is Ada's, `planted-grace-…` Grace's and so
//! on, `planted-shared-…` belongs to several, `planted-secret-…` may never leave. So the archive can be judged without
//! a second opinion on which rows are whose.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
};

use rightsdesk::{
    archive,
    casework::{
        collecting::start,
        copying::fetch,
        receiving::{
            answer_confirmation,
            receive::{Asking, receive},
        },
    },
    demo::company::SYSTEMS,
    identifier::check,
    kernel::{actor::Actor, ids::TicketId},
    rights::right::Right,
    staff::role::Role,
    task::{self, state::Outcome},
    ticket::intake::{Channel, Delivery},
    words::language::Language,
};
use rightsdesk_archive::open;
use rightsdesk_vault::token::UrlToken;
use stage::{
    claims,
    company::found_in,
    desk::{On, Stage},
    on_both, package,
    scratch::Scratch,
};

/// The marks in a text.
fn marks(text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    text.match_indices("planted-")
        .map(|(at, _)| text[at..].split(|c: char| !is_part(c)).next().unwrap_or_default().to_owned())
        .collect()
}

fn owner(mark: &str) -> &str {
    mark.split('-').nth(1).unwrap_or_default()
}

/// The entries of a zip, by path.
fn entries(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).expect("a zip");
    let mut entries = BTreeMap::new();
    for number in 0..zip.len() {
        let mut entry = zip.by_index(number).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("an entry that opens");
        entries.insert(name, bytes);
    }
    entries
}

/// Takes a request of Ada's all the way, and returns what was mailed, opened.
async fn delivered(stage: &Stage, right: Right) -> (TicketId, Vec<u8>) {
    let desk = &stage.desk;
    let asking = Asking {
        part: None,
        rights: [right].into(),
        contact: check::read("email", "ada@example.org").expect("an address"),
        others: Vec::new(),
        message: String::new(),
        delivery: Delivery::Attachment,
        language: Language::En,
        channel: Channel::Web,
        agent: None,
        received_on: None,
    };
    let receipt = receive(desk, asking, Actor::Subject).await.expect("a request that is taken in");
    stage.run_due_work().await;
    let mail = stage.mail_to("ada@example.org").pop().expect("a mail to confirm");
    let link = mail.links().into_iter().find(|link| link.contains("/v/")).expect("a link");
    let token = UrlToken::parse(link.rsplit('/').next().expect("a last part")).expect("a token");
    answer_confirmation::confirm(desk, &token).await.expect("a link that confirms");
    let officer = stage.staff("olive", Role::Officer).await;
    start::start(desk, officer, receipt.id).await.expect("a ticket that starts");
    stage.run_due_work().await;
    // Ada chose the owner of her servers herself: until staff believe that it is her, nobody is asked for them.
    assert!(claims::accept_all(stage, officer, receipt.id).await > 0, "nothing was claimed");

    for task in task::store::of(&desk.db, receipt.id).await.expect("the tasks") {
        assert!(
            task.outcome.is_some_and(Outcome::settles),
            "{} of {}: {:?}",
            task.operation,
            task.system,
            task.problem
        );
    }
    package::let_out(desk, Actor::Staff(officer), receipt.id).await.expect("a package that goes out");
    stage.run_due_work().await;
    let mail = stage.mail_to("ada@example.org").pop().expect("a mail with the archive");
    let attachment = mail.attachments().pop().expect("an attachment");

    let cookie =
        fetch::enter(desk, None, &receipt.reference, &receipt.access_code.for_people()).await.expect("a way in");
    let visitor = fetch::visitor(desk, &cookie).await.expect("a session").expect("a visitor");
    let built = archive::store::current(&desk.db, receipt.id).await.expect("the archives").expect("an archive");
    let passphrase = fetch::passphrase(&visitor.opened, &built).expect("a seal that opens").expect("a passphrase");
    assert!(!mail.text().contains(&passphrase), "the passphrase must never be mailed");
    let archive = open::unwrap_mailed(&attachment.content, &passphrase).expect("the attachment opens");
    (receipt.id, archive)
}

on_both! {
    async fn an_archive_holds_all_of_adas_rows_and_nobody_elses(on: On) {
        let home = Scratch::new("company");
        let (systems, _tracker) = found_in(home.path()).await;
        let stage = Stage::setting(on).with_systems(systems).set().await;
        let (_, archive) = delivered(&stage, Right::Access).await;
        let manifest = open::verify(Cursor::new(&archive)).expect("every entry is as the manifest says");
        assert_eq!(manifest.systems.len(), SYSTEMS.len() + 1);

        let planted: BTreeSet<_> = SYSTEMS.iter().flat_map(|system| marks(system.people)).collect();
        let all = entries(&archive);
        let data = all.iter().filter(|(path, _)| path.ends_with(".json") || path.ends_with(".jsonl"));
        let found: BTreeSet<_> = data.flat_map(|(_, bytes)| marks(&String::from_utf8_lossy(bytes))).collect();

        let missing: Vec<_> = planted.iter().filter(|mark| owner(mark) == "ada" && !found.contains(*mark)).collect();
        assert!(missing.is_empty(), "not in the archive: {missing:?}");
        assert!(planted.iter().filter(|mark| owner(mark) == "ada").count() > 80, "the company has lost its people");
        let others: Vec<_> = found.iter().filter(|mark| !matches!(owner(mark), "ada" | "shared")).collect();
        assert!(others.is_empty(), "of other people, or secret: {others:?}");

        // Pages and tables are made of the same records: nothing else may stand there either.
        for (path, bytes) in &all {
            let strange: Vec<_> = marks(&String::from_utf8_lossy(bytes)).into_iter().collect();
            let strange: Vec<_> = strange.iter().filter(|mark| !matches!(owner(mark), "ada" | "shared")).collect();
            assert!(strange.is_empty(), "{path}: {strange:?}");
        }
        let page = String::from_utf8_lossy(&all["START-HERE.html"]).into_owned();
        assert!(!page.contains("<script"), "the first page of an archive runs nothing");
    }

    async fn portability_hands_over_less_than_access(on: On) {
        let home = Scratch::new("company");
        let (systems, _tracker) = found_in(home.path()).await;
        let stage = Stage::setting(on).with_systems(systems).set().await;
        let (_, archive) = delivered(&stage, Right::Portability).await;
        let all = entries(&archive);
        assert!(all.keys().any(|path| path.starts_with("portable/ems/") && path.ends_with(".json")), "{:?}", all.keys());
        let is_of_records = |path: &str| [".json", ".jsonl", ".csv"].iter().any(|end| path.ends_with(end));
        assert!(all.keys().any(|path| path.contains("ems/") && is_of_records(path)), "{:?}", all.keys());
        // Sentry's reports rest on legitimate interests, so none of them is portable (Art. 20(1)(a)).
        assert!(!all.keys().any(|path| path.contains("sentry/") && is_of_records(path)), "{:?}", all.keys());
        let found: BTreeSet<_> = all.values().flat_map(|bytes| marks(&String::from_utf8_lossy(bytes))).collect();
        assert!(found.iter().all(|mark| matches!(owner(mark), "ada" | "shared")), "{found:?}");
        // What she gave is there. What was booked for her servers she did not give: access has it, as the story above holds.
        let planted: BTreeSet<_> = SYSTEMS.iter().flat_map(|system| marks(system.people)).collect();
        let hers = |set: &BTreeSet<String>| set.iter().filter(|mark| owner(mark) == "ada").count();
        assert!((10..hers(&planted)).contains(&hers(&found)), "{found:?}");
        for (mark, is_portable) in [
            ("planted-ada-preference", true), ("planted-ada-engines", true), ("planted-ada-google-1843", true),
            ("planted-ada-addon", false), ("planted-ada-2", false),
        ] {
            assert!(planted.contains(mark), "the company has lost {mark}");
            assert_eq!(found.contains(mark), is_portable, "{mark}");
        }
    }
}
