//! Every letter in every language, with what must hold for each.

use super::{
    acknowledge::Acknowledge,
    answer::Answer,
    attached::Attached,
    clarify::Clarify,
    closed_no_reply::ClosedNoReply,
    complaint_ack::ComplaintAck,
    complaint_outcome::ComplaintOutcome,
    confirm::Confirm,
    consent_withdrawn::ConsentWithdrawn,
    extend::Extend,
    fee::Fee,
    fetched::Fetched,
    fresh_link::FreshLink,
    handed_over::HandedOver,
    marketing_stopped::MarketingStopped,
    merged::Merged,
    message::Message,
    nothing_held::NothingHeld,
    ready_to_fetch::ReadyToFetch,
    recipients_reply::RecipientsReply,
    redirect_processor::RedirectProcessor,
    rendered::{Rendered, Wording},
    restriction_lift::RestrictionLift,
    sender::{Sender, Wishes},
    verify_agent::VerifyAgent,
    verify_identity::VerifyIdentity,
    withdrawn::Withdrawn,
};
use crate::{
    law::regime::Regime,
    rights::right::Right,
    words::{
        date,
        fill::Fill,
        language::Language,
        plain::banned_word,
        remedies::{self, Authority},
    },
};

/// What staff wrote into the samples.
pub(super) const DOUBT: &str = "The address of the account was changed yesterday.";
/// The same, of what they ask for.
pub(super) const NEEDED: &str = "The month in which you signed up.";

/// All of them in one language, by name.
pub(super) fn all(language: Language) -> Vec<(&'static str, Rendered)> {
    let sender = || Sender {
        organisation: "Example Org".to_owned(),
        contact: "dpo@example.org".to_owned(),
        status_url: format!("https://rights.example.org/{}/status", language.code()),
    };
    let remedies = || remedies::ways(Regime::Both, "dpo@example.org", &Authority::built_in(language), language);
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
        (
            "verify_identity",
            Box::new(VerifyIdentity {
                sender: sender(),
                reference: reference(),
                doubt: DOUBT.to_owned(),
                needed: NEEDED.to_owned(),
                reply_by: day(30),
                clock: vec![language.asking().clock_begins.to_owned()],
            }),
        ),
        (
            "verify_agent",
            Box::new(VerifyAgent {
                sender: sender(),
                reference: reference(),
                reason: DOUBT.to_owned(),
                needed: NEEDED.to_owned(),
                reply_by: day(30),
                clock: vec![language.asking().clock_begins.to_owned()],
            }),
        ),
        (
            "clarify",
            Box::new(Clarify {
                sender: sender(),
                reference: reference(),
                question: NEEDED.to_owned(),
                reason: DOUBT.to_owned(),
                reply_by: day(30),
                clock: vec![language.asking().clock_stops_uk.to_owned()],
            }),
        ),
        (
            "fee",
            Box::new(Fee {
                sender: sender(),
                reference: reference(),
                reason: DOUBT.to_owned(),
                amount: "£20".to_owned(),
                working: NEEDED.to_owned(),
                reply_by: day(30),
                clock: vec![language.asking().clock_begins.to_owned()],
                remedies: remedies(),
            }),
        ),
        (
            "redirect_processor",
            Box::new(RedirectProcessor {
                sender: sender(),
                reference: reference(),
                received_on: day(1),
                wishes: wishes(),
                customer: "Acme Ltd".to_owned(),
                passed_on: day(2),
            }),
        ),
        (
            "merged",
            Box::new(Merged {
                sender: sender(),
                reference: reference(),
                first: "DR-8U2W-QA6S".to_owned(),
                due_on: day(31),
            }),
        ),
        (
            "complaint_ack",
            Box::new(ComplaintAck {
                sender: sender(),
                reference: reference(),
                case: "DR-7KQ4-M2XW/1".to_owned(),
                received_on: day(1),
            }),
        ),
        (
            "complaint_outcome",
            Box::new(ComplaintOutcome {
                sender: sender(),
                reference: reference(),
                case: "DR-7KQ4-M2XW/1".to_owned(),
                received_on: day(1),
                outcome: language.complaining().says_upheld.to_owned(),
                found: DOUBT.to_owned(),
                done: NEEDED.to_owned(),
                remedies: remedies(),
            }),
        ),
        (
            "closed_no_reply",
            Box::new(ClosedNoReply {
                sender: sender(),
                reference: reference(),
                asked: NEEDED.to_owned(),
                asked_on: day(1),
                remedies: remedies(),
            }),
        ),
        ("marketing_stopped", Box::new(MarketingStopped { sender: sender(), reference: reference(), on: day(3) })),
        (
            "consent_withdrawn",
            Box::new(ConsentWithdrawn {
                sender: sender(),
                reference: reference(),
                on: day(3),
                others: vec!["EMS: Selling".to_owned()],
                erased: vec!["Newsletter".to_owned()],
            }),
        ),
        (
            "consent_withdrawn_without_more",
            Box::new(ConsentWithdrawn {
                sender: sender(),
                reference: reference(),
                on: day(3),
                others: Vec::new(),
                erased: Vec::new(),
            }),
        ),
        (
            "restriction_lift",
            Box::new(RestrictionLift {
                sender: sender(),
                reference: reference(),
                since: day(1),
                ends_on: day(14),
                why: "Your address was wrong and has been corrected.".to_owned(),
                remedies: remedies(),
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
            let must = [
                "extend",
                "ready_to_fetch",
                "attached",
                "answer",
                "nothing_held",
                "fee",
                "closed_no_reply",
                "complaint_outcome",
                "restriction_lift",
            ];
            let must = must.contains(&name);
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
