//! Every letter in every language, with what must hold for each.

use super::{
    acknowledge::Acknowledge,
    answer::Answer,
    attached::Attached,
    confirm::Confirm,
    extend::Extend,
    fetched::Fetched,
    fresh_link::FreshLink,
    handed_over::HandedOver,
    message::Message,
    nothing_held::NothingHeld,
    ready_to_fetch::ReadyToFetch,
    recipients_reply::RecipientsReply,
    rendered::{Rendered, Wording},
    sender::{Sender, Wishes},
    withdrawn::Withdrawn,
};
use crate::{
    law::regime::Regime,
    rights::right::Right,
    words::{date, fill::Fill, language::Language, plain::banned_word, remedies},
};

fn all(language: Language) -> Vec<(&'static str, Rendered)> {
    let sender = || Sender {
        organisation: "Example Org".to_owned(),
        contact: "dpo@example.org".to_owned(),
        status_url: format!("https://rights.example.org/{}/status", language.code()),
    };
    let remedies = || remedies::ways(Regime::Both, "dpo@example.org", language);
    let wishes = || Wishes(vec![Right::Access, Right::Erasure], None);
    let reference = || "DR-7KQ4-M2XW".to_owned();
    let link = |part: &str| format!("https://rights.example.org/{}/{part}/dG9rZW4", language.code());
    let day = |day| date::date(chrono::NaiveDate::from_ymd_opt(2026, 12, day).expect("a day"), language);
    let letters: Vec<(&'static str, Box<dyn Wording>)> = vec![
        (
            "confirm",
            Box::new(Confirm {
                sender: sender(),
                reference: reference(),
                asked_on: day(1),
                wishes: wishes(),
                link: link("v"),
                hours: 24,
            }),
        ),
        (
            "acknowledge",
            Box::new(Acknowledge {
                sender: sender(),
                reference: reference(),
                received_on: day(1),
                due_on: day(31),
                wishes: wishes(),
            }),
        ),
        (
            "handed_over",
            Box::new(HandedOver {
                sender: sender(),
                reference: reference(),
                receiver: "Other Ltd".to_owned(),
                at: day(2),
                size: "12 kB".to_owned(),
                sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
            }),
        ),
        (
            "recipients_reply",
            Box::new(RecipientsReply {
                sender: sender(),
                reference: reference(),
                recipients: vec![language.telling().who_sent.with2("Mailer Ltd", day(2))],
            }),
        ),
        (
            "extend",
            Box::new(Extend {
                sender: sender(),
                reference: reference(),
                received_on: day(1),
                wishes: wishes(),
                due_on: day(31),
                reasons: "Your data lies in twelve systems.".to_owned(),
                remedies: remedies(),
            }),
        ),
        (
            "ready_to_fetch",
            Box::new(ReadyToFetch {
                sender: sender(),
                reference: reference(),
                link: link("files"),
                until: day(30),
                remedies: remedies(),
            }),
        ),
        (
            "attached",
            Box::new(Attached {
                sender: sender(),
                reference: reference(),
                file_name: "DR-7KQ4-M2XW.zip".to_owned(),
                until: day(30),
                remedies: remedies(),
            }),
        ),
        (
            "fresh_link",
            Box::new(FreshLink { sender: sender(), reference: reference(), link: link("files"), hours: 24 }),
        ),
        (
            "answer",
            Box::new(Answer {
                sender: sender(),
                reference: reference(),
                received_on: day(1),
                wishes: wishes(),
                text: "Your name now reads <Ada> & Co.".to_owned(),
                remedies: remedies(),
            }),
        ),
        (
            "nothing_held",
            Box::new(NothingHeld {
                sender: sender(),
                reference: reference(),
                looked_in: vec!["EMS".to_owned(), "Sentry".to_owned()],
                remedies: remedies(),
            }),
        ),
        ("withdrawn", Box::new(Withdrawn { sender: sender(), reference: reference(), withdrawn_on: day(2) })),
        (
            "message",
            Box::new(Message {
                sender: sender(),
                reference: reference(),
                by: "Ana Ruiz".to_owned(),
                text: "Did you ever use another address?".to_owned(),
            }),
        ),
        ("fetched", Box::new(Fetched { sender: sender(), reference: reference(), at: format!("{}, 09:12", day(3)) })),
    ];
    letters.into_iter().map(|(name, letter)| (name, letter.render(language).expect("a letter"))).collect()
}

#[test]
fn every_letter_says_who_writes_about_what_and_how_to_reach_a_person() {
    for language in Language::ALL {
        for (name, letter) in all(language) {
            assert!(letter.subject.contains("DR-7KQ4-M2XW"), "{name}: {}", letter.subject);
            assert!(letter.subject.chars().count() <= 78, "{name}: {}", letter.subject);
            let status = format!("https://rights.example.org/{}/status", language.code());
            for part in ["Example Org", "dpo@example.org", "DR-7KQ4-M2XW", &status] {
                assert!(letter.body.contains(part), "{name} in {} lacks {part}", language.code());
            }
            for line in letter.body.lines() {
                let is_long = line.chars().count() > 98 && !line.starts_with("- ") && !line.contains("https://");
                assert!(!is_long, "{name} in {}: {line}", language.code());
            }
            assert!(!letter.body.contains("\n\n\n") && !letter.body.contains("{{"), "{name}: {}", letter.body);
        }
    }
}

#[test]
fn no_letter_uses_a_banned_word() {
    for language in Language::ALL {
        for (name, letter) in all(language) {
            assert_eq!(banned_word(&letter.subject), None, "{name} in {}", language.code());
            assert_eq!(banned_word(&letter.body), None, "{name} in {}", language.code());
        }
    }
}

#[test]
fn a_letter_that_may_say_no_names_every_way_to_complain() {
    for language in Language::ALL {
        for (name, letter) in all(language) {
            let must = ["extend", "ready_to_fetch", "attached", "answer", "nothing_held"].contains(&name);
            for authority in ["ico.org.uk", "cnil.fr", language.public().remedies.court] {
                assert_eq!(letter.body.contains(authority), must, "{name} in {}: {authority}", language.code());
            }
        }
    }
}

#[test]
fn text_that_staff_wrote_goes_out_as_they_wrote_it() {
    for language in Language::ALL {
        let letters = all(language);
        let (_, answer) = letters.iter().find(|(name, _)| *name == "answer").expect("the answer");
        assert!(answer.body.contains("Your name now reads <Ada> & Co."), "{}", answer.body);
    }
}

#[test]
fn the_letters_are_written_where_somebody_wants_to_look() {
    let Ok(folder) = std::env::var("RIGHTSDESK_GALLERY") else { return };
    let folder = std::path::Path::new(&folder).join("letters");
    std::fs::create_dir_all(&folder).expect("a folder");
    for language in Language::ALL {
        for (name, letter) in all(language) {
            let text = format!("Subject: {}\n\n{}", letter.subject, letter.body);
            std::fs::write(folder.join(format!("{}-{name}.txt", language.code())), text).expect("a file");
        }
    }
}
