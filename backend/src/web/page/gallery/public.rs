//! The public pages.

use super::{Outside, print};
use crate::{
    law::regime::Regime,
    rights::right::Right,
    web::page::{
        field::Field,
        frame::{PublicFrame, PublicPlace},
        public::{
            check::Check,
            confirm::{Confirm, Confirmed, DeadLink, Declined},
            contact::{Contact, Reach},
            corrections::{Corrections, Group, OwnValue},
            details::{DeliveryWish, Details, PartChoice, Whom},
            files::{AskCode, Files, Gone, Locked, Part, PastDownload},
            question::{Question, Withheld},
            recipient::RecipientPage,
            sent::Sent,
            sign_in::SignIn,
            start::{Choice, OtherWays, Start},
            status::{Answered, Author, Fetch, Mailed, Message, Stage, Status, Way, Wish, WishProgress},
            text::{Facts, TextPage},
            trouble::{Fate, Trouble, TroublePage},
        },
    },
    words::{
        fill::Fill,
        language::Language,
        remedies::{self, Authority},
    },
};

const SHA: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// Makes the frames and the values of one language.
pub(super) struct Shop {
    pub(super) language: Language,
    outside: Outside,
}

impl Shop {
    pub(super) fn frame(&self, path: &str, place: PublicPlace) -> PublicFrame {
        PublicFrame::new(self.language, &self.text("Example Org"), &self.text("dpo@example.org"), path, place)
    }

    pub(super) fn text(&self, usual: &str) -> String {
        self.outside.text(usual)
    }

    fn step(&self, step: &'static str) -> PublicFrame {
        self.frame("", PublicPlace::Ask).carrying("c2VhbGVk", step)
    }

    pub(super) fn day(&self) -> String {
        self.text(match self.language {
            Language::En => "14 December 2026",
            Language::Fr => "14 décembre 2026",
            Language::De => "14. Dezember 2026",
        })
    }

    fn moment(&self) -> String {
        format!("{}, 09:12", self.day())
    }

    fn wishes(&self) -> Vec<Right> {
        vec![Right::Access, Right::Portability, Right::Erasure]
    }

    fn plain(&self, right: Right) -> String {
        self.language.public().rights.of(right).plain.to_owned()
    }

    fn plain_wishes(&self) -> Vec<String> {
        self.wishes().into_iter().map(|right| self.plain(right)).collect()
    }

    fn start(&self, error: Option<String>) -> Start {
        Start {
            frame: self.frame("/", PublicPlace::Ask),
            state: String::new(),
            choices: Choice::all(if error.is_some() { &[] } else { &[Right::Access] }),
            aims: Choice::aims(&["marketing".to_owned()]),
            error,
            other_ways: OtherWays {
                phone: Some(self.text("+33 1 23 45 67 89")),
                address: Some(self.text("Example Org, 1 rue de l’Exemple, 75001 Paris")),
            },
        }
    }

    fn details(&self) -> Details {
        Details {
            frame: self.step("details"),
            state: "c2VhbGVk".to_owned(),
            chosen: self.wishes(),
            other_email: Field::default(),
            other_matrix_id: Field::holding(self.text("@ada:example.org")),
            customer_number: Field::default(),
            phone_number: Field::default(),
            message: Field::holding(self.text("Everything since 2019, please.\nThank you.")),
            parts: vec![PartChoice {
                key: "ems".to_owned(),
                name: self.text("EMS"),
                description: self.text("Accounts"),
                checked: true,
            }],
            keeps_account: Some(false),
            part_error: None,
            consents: vec![PartChoice {
                key: "newsletter".to_owned(),
                name: self.text("Sending the newsletter"),
                description: self.text("Newsletter"),
                checked: true,
            }],
            consent_error: None,
            has_mailbox: true,
            delivery: DeliveryWish::Link,
            whom: Whom::Myself,
            agent_name: Field::default(),
        }
    }

    fn corrections(&self) -> Corrections {
        let w = self.language.correcting();
        let value = |which: Option<&str>, said: Option<String>| OwnValue {
            name: self.text("Your name"),
            value: self.text("Ada Lovelase"),
            choices: Vec::new(),
            renames: said.is_none(),
            which: which.map(str::to_owned),
            said,
        };
        let said = w.own_asked.with2(self.text("Ada Lovelace"), w.own_looking);
        let coded = OwnValue {
            name: self.text("Language"),
            value: self.text("English (en)"),
            choices: vec![("en".to_owned(), self.text("English (en)")), ("fr".to_owned(), self.text("French (fr)"))],
            ..value(Some("6|ems.account|locale|0123456789abcdef"), None)
        };
        Corrections {
            frame: self.frame("/status/corrections", PublicPlace::Check).behind_cookie("Zm9ybQ"),
            reference: self.text("DR-7KQ4-M2XW"),
            groups: vec![Group {
                system: self.text("EMS customer database"),
                values: vec![
                    value(Some("6|ems.account|full_name|0123456789abcdef"), None),
                    coded,
                    value(None, Some(said)),
                ],
            }],
            error: Some(w.own_no_value.to_owned()),
        }
    }

    pub(super) fn status(&self, stage: Stage) -> Status {
        let progress = match stage {
            Stage::Ready | Stage::Closed => WishProgress::Done,
            Stage::Refused => WishProgress::NotDone,
            Stage::Unconfirmed
            | Stage::Waiting
            | Stage::Collecting
            | Stage::Working
            | Stage::Erasing
            | Stage::ErasingOnly
            | Stage::Checking
            | Stage::Withdrawn
            | Stage::NoReply
            | Stage::Merged
            | Stage::PassedOn
            | Stage::NotOurs => WishProgress::Open,
        };
        Status {
            frame: self.frame("/status/view", PublicPlace::Check).behind_cookie("Zm9ybQ"),
            reference: self.text("DR-7KQ4-M2XW"),
            stage,
            reach: Reach::Mail,
            due_on: self.day(),
            due_note: None,
            is_late: false,
            has_begun_erasing: false,
            received_at: self.moment(),
            confirmed_at: (stage != Stage::Unconfirmed).then(|| self.moment()),
            answered: (stage != Stage::Unconfirmed).then_some(Answered { done: 5, asked: 8, not_looked: 2, by_hand: true }),
            wishes: vec![
                Wish {
                    right: Right::Access,
                    words: self.plain(Right::Access),
                    progress,
                    may_go: (stage == Stage::Collecting).then(|| "7".to_owned()),
                },
                Wish {
                    right: Right::Rectification,
                    words: self.plain(Right::Rectification),
                    progress: if stage == Stage::Working { WishProgress::TakenBack } else { WishProgress::Partly },
                    may_go: None,
                },
            ],
            told: vec![self.language.telling().who_sent.with2(self.text("Mailer Ltd"), self.day())],
            messages: vec![
                Message { author: Author::Person, at: self.moment(), text: self.text("Please send me everything.") },
                Message {
                    author: Author::Organisation,
                    at: self.moment(),
                    text: self.text(
                        "Hello Ana. Did you ever write to us from another address? Tell us here if you did and we will look there too.",
                    ),
                },
            ],
            corrections: (stage == Stage::Working).then_some(Way::Link),
            corrections_later: (stage == Stage::Collecting).then_some(self.language.correcting().own_soon),
            withheld: None,
            complaints: vec![self.text("Complaint DR-7KQ4-M2XW/1: a person looks into it.")],
            complaint: Some(Field::wrong(String::new(), self.language.complaining().status_empty)),
            questions: vec![
                Question {
                    id: "71".to_owned(),
                    asked: self.text("Asked on 16 November 2026."),
                    wording: Ok(self.text("From which country did you sign up?")),
                    replied: None,
                    reply: Field::wrong(String::new(), self.language.asking().status_empty),
                },
                Question {
                    id: "72".to_owned(),
                    asked: self.text("Asked on 17 November 2026."),
                    wording: Err(Withheld::Link),
                    replied: Some(self.text("Thank you.")),
                    reply: Field::default(),
                },
            ],
            message: Field::default(),
            fetch: (stage == Stage::Ready).then(|| Fetch { until: self.day(), way: Way::Link }),
            mailed: None,
            withdraw: matches!(stage, Stage::Unconfirmed | Stage::Collecting | Stage::Working)
                .then_some(if stage == Stage::Working { Way::Link } else { Way::Open }),
            withdraw_one: matches!(stage, Stage::Collecting | Stage::Checking)
                .then_some(if stage == Stage::Checking { Way::LinkSent } else { Way::Open }),
            remedies: remedies::ways(
                Regime::Both,
                &self.text("dpo@example.org"),
                &Authority::built_in(self.language),
                self.language,
            ),
        }
    }

    fn files(&self, past: Vec<PastDownload>) -> Files {
        Files {
            frame: self.frame("", PublicPlace::Check).behind_cookie("Zm9ybQ"),
            token: "dG9rZW4".to_owned(),
            reference: self.text("DR-7KQ4-M2XW"),
            until: self.day(),
            downloads_left: 10 - u32::try_from(past.len()).expect("few"),
            parts: vec![
                Part {
                    name: self.text("DR-7KQ4-M2XW-part-1.zip"),
                    size: self.text("1.9 GB"),
                    sha256: SHA.to_owned(),
                    href: "/files/dG9rZW4/1".to_owned(),
                },
                Part {
                    name: self.text("DR-7KQ4-M2XW-part-2.zip"),
                    size: self.text("412 MB"),
                    sha256: SHA.to_owned(),
                    href: "/files/dG9rZW4/2".to_owned(),
                },
            ],
            past,
            passphrase: None,
        }
    }

    fn trouble(&self, trouble: Trouble) -> String {
        print(&TroublePage { frame: self.frame("", PublicPlace::Elsewhere), trouble })
    }
}

/// All public pages in one language.
pub fn pages(language: Language, outside: Outside) -> Vec<(&'static str, String)> {
    let shop = Shop { language, outside };
    let wrong = &language.public().wrong;
    let contact =
        |email, matrix_id| Contact { frame: shop.step("contact"), state: "c2VhbGVk".to_owned(), email, matrix_id };
    let check = Check {
        frame: shop.step("check"),
        state: "c2VhbGVk".to_owned(),
        wishes: shop.wishes(),
        aims: Some(shop.text("Stop using my data for advertising")),
        contact: shop.text("ada@example.org"),
        reach: Reach::Mail,
        is_listed_at_once: true,
        identifiers: vec![shop.text("@ada:example.org")],
        message: shop.text("Everything since 2019, please.\nThank you."),
        part: Some(shop.text("only in IRC bridge")),
        delivery: Some(DeliveryWish::Link),
        agent: None,
    };
    let sent = Sent {
        frame: shop.frame("", PublicPlace::Ask),
        reference: shop.text("DR-7KQ4-M2XW"),
        access_code: shop.text("K7QP-4MXW-9ZRT-2HJD"),
        contact: shop.text("ada@example.org"),
        reach: Reach::Mail,
        due_on: shop.day(),
        wishes: shop.plain_wishes(),
    };
    let confirm = Confirm {
        frame: shop.frame("", PublicPlace::Ask),
        token: "dG9rZW4".to_owned(),
        asked_on: shop.day(),
        contact_masked: shop.text("a***@example.org"),
        wishes: shop.plain_wishes(),
        wants_erasure: true,
        part: Some(shop.text("only in IRC bridge")),
        is_listed: true,
    };
    let mut details_wrong = shop.details();
    details_wrong.other_email = Field::wrong(shop.text("ada@"), wrong.email);
    details_wrong.whom = Whom::Somebody;
    details_wrong.agent_name = Field::wrong("", wrong.no_agent);
    let mut ready = shop.status(Stage::Ready);
    ready.mailed =
        Some(Mailed { on: Some(shop.day()), passphrase: shop.text("correct-horse-battery-staple-and-more") });
    ready.message = Field::wrong("", wrong.no_message);
    let mut late = shop.status(Stage::Collecting);
    late.is_late = true;
    let past = PastDownload { at: shop.moment(), part: shop.text("DR-7KQ4-M2XW-part-1.zip") };
    vec![
        ("start", print(&shop.start(None))),
        ("start-wrong", print(&shop.start(Some(wrong.no_right.to_owned())))),
        ("contact", print(&contact(Field::default(), Field::default()))),
        (
            "contact-wrong",
            print(&contact(
                Field::wrong(shop.text("ana.ruiz@"), wrong.email),
                Field::wrong(shop.text("ana"), wrong.matrix_id),
            )),
        ),
        ("details", print(&shop.details())),
        ("details-wrong", print(&details_wrong)),
        ("check", print(&check)),
        ("sent", print(&sent)),
        ("confirm", print(&confirm)),
        ("data", print(&shop.data())),
        ("data-notice", print(&shop.data_notice())),
        ("recipient", print(&recipient(&shop, false))),
        ("recipient-done", print(&recipient(&shop, true))),
        ("confirmed", print(&Confirmed { frame: shop.frame("", PublicPlace::Ask), due_on: Some(shop.day()) })),
        ("confirmed-complaint", print(&Confirmed { frame: shop.frame("", PublicPlace::Ask), due_on: None })),
        ("complaint", print(&shop.complaint_form())),
        ("declined", print(&Declined { frame: shop.frame("", PublicPlace::Ask), was_listed: true })),
        ("dead-link-files", print(&DeadLink { frame: shop.frame("", PublicPlace::Check), to_files: true })),
        ("dead-link", print(&DeadLink { frame: shop.frame("", PublicPlace::Ask), to_files: false })),
        (
            "sign-in",
            print(&SignIn {
                frame: shop.frame("/status", PublicPlace::Check),
                reference: Field::wrong(shop.text("DR-7KQ4-M2XW"), wrong.wrong_code),
                access_code: Field::default(),
            }),
        ),
        ("status-corrections", print(&shop.corrections())),
        ("status-unconfirmed", print(&shop.status(Stage::Unconfirmed))),
        ("status-waiting", print(&shop.status(Stage::Waiting))),
        ("status-collecting", print(&shop.status(Stage::Collecting))),
        ("status-erasing", print(&shop.status(Stage::Erasing))),
        ("status-working", print(&shop.status(Stage::Working))),
        ("status-late", print(&late)),
        ("status-checking", print(&shop.status(Stage::Checking))),
        ("status-ready", print(&ready)),
        ("status-closed", print(&shop.status(Stage::Closed))),
        ("status-refused", print(&shop.status(Stage::Refused))),
        ("withdraw", print(&shop.withdraw(Way::Open))),
        ("withdraw-needs-link", print(&shop.withdraw(Way::LinkSent))),
        ("status-code-alone", print(&shop.with_code_alone())),
        ("withdraw-one", print(&shop.withdraw_one())),
        ("status-withdrawn", print(&shop.status(Stage::Withdrawn))),
        ("status-no-reply", print(&shop.status(Stage::NoReply))),
        ("status-merged", print(&shop.status(Stage::Merged))),
        ("status-passed-on", print(&shop.status(Stage::PassedOn))),
        ("status-not-ours", print(&shop.status(Stage::NotOurs))),
        (
            "files-code",
            print(&AskCode {
                frame: shop.frame("", PublicPlace::Check),
                token: "dG9rZW4".to_owned(),
                has_files: true,
                query: "",
                access_code: Field::wrong("", wrong.wrong_own_code),
            }),
        ),
        ("files", print(&shop.files(vec![past]))),
        ("files-new", print(&shop.files(Vec::new()))),
        ("files-locked", print(&Locked { frame: shop.frame("", PublicPlace::Check) })),
        ("files-gone", print(&Gone { frame: shop.frame("", PublicPlace::Check) })),
        ("help", print(&TextPage::help(shop.frame("/help", PublicPlace::Help)))),
        (
            "privacy",
            print(&TextPage::privacy(
                shop.frame("/privacy", PublicPlace::Elsewhere),
                &Facts { months: 12, years: 6, remedies: vec![shop.text("You can complain to us.")], officer: None },
            )),
        ),
        ("accessibility", print(&TextPage::accessibility(shop.frame("/accessibility", PublicPlace::Elsewhere)))),
        ("closed-accounts", print(&shop.closings(0))),
        ("closed-accounts-late", print(&shop.closings(1_204))),
        ("trouble-404", shop.trouble(Trouble::NotFound)),
        ("trouble-429", shop.trouble(Trouble::TooMany { minutes: 48, fate: Fate::NotSaved })),
        ("trouble-foreign", shop.trouble(Trouble::Foreign { address: "https://privacy.example.org".to_owned() })),
        ("trouble-old", shop.trouble(Trouble::OldForm)),
        ("trouble-413", shop.trouble(Trouble::TooLarge)),
        ("trouble-503", shop.trouble(Trouble::Away { fate: Fate::Unknown })),
        ("trouble-500", shop.trouble(Trouble::Broken { incident: shop.text("8F2K-11"), fate: Fate::NotSaved })),
    ]
}

fn recipient(shop: &Shop, is_done: bool) -> RecipientPage {
    let w = shop.language.telling();
    RecipientPage {
        frame: shop.frame("/notices/dG9rZW4", PublicPlace::Elsewhere),
        token: "dG9rZW4".to_owned(),
        reference: "DR-7KQ4-M2XW".to_owned(),
        done: w.done_erased.with(shop.day()),
        please: w.please_erased.to_owned(),
        is_done,
    }
}
