//! The pages for staff.

use chrono::NaiveDate;

use super::{Outside, print};
use crate::{
    rights::right::Right,
    web::page::{
        desk::{
            outbox::{Outbox, OutboxRow},
            package::{Package, PackageCollection, PackageStage, PackageSystem},
            paging::Paging,
            people::{People, PersonRow},
            preview::{Column, Preview, Record as PreviewRecord},
            queue::{Filter, Queue, Row, View, ViewLink},
            record::{Record, Recorded},
            sign_in::SignIn,
            systems::{SystemRow, Systems},
            task::TaskPage,
            ticket::{
                AnswerForm, Details, Identifier, LogLine, Message, MessageKind, NextStep, Origin, Request, Standing,
                Task, TaskAction, Ticket,
            },
            trouble::{Trouble, TroublePage},
        },
        field::Field,
        frame::{DeskFrame, DeskPlace},
        picture::deadline::Days,
        public::{start::Choice, trouble::Fate},
        tag::{HealthTag, MailTag, RequestTag, TaskTag, TicketTag, TimeLeft, VerifiedTag},
    },
    words::{date, language::Language},
};

struct Shop {
    language: Language,
    outside: Outside,
}

impl Shop {
    fn text(&self, usual: &str) -> String {
        self.outside.text(usual)
    }

    fn frame(&self, place: DeskPlace) -> DeskFrame {
        DeskFrame {
            language: self.language,
            w: self.language.desk(),
            rights: &self.language.public().rights,
            organisation: self.text("Example Org"),
            staff: self.text("Ana Ruiz"),
            role: self.text("DPO"),
            zone: "Europe/Paris (UTC+01:00)".to_owned(),
            place,
            form_token: "Zm9ybQ".to_owned(),
            notice: None,
        }
    }

    fn day(&self, month: u32, day: u32) -> String {
        date::short_date(civil(month, day), self.language)
    }

    fn moment(&self, day: u32) -> String {
        let at = civil(11, day).and_hms_opt(9, 12, 0).expect("a moment");
        date::short_moment(at, self.language)
    }

    fn queue(&self) -> Queue {
        let row = |reference: &str,
                   subject: &str,
                   rights: &[Right],
                   state,
                   days,
                   due: (u32, u32),
                   who: Option<&str>,
                   systems| Row {
            reference: reference.to_owned(),
            subject: self.text(subject),
            rights: rights.to_vec(),
            state,
            time_left: TimeLeft::from_days(days),
            due_on: self.day(due.0, due.1),
            due_machine: date::machine_date(civil(due.0, due.1)),
            assignee: who.map(|who| self.text(who)),
            systems,
        };
        Queue {
            frame: self.frame(DeskPlace::Queue),
            views: View::ALL
                .into_iter()
                .zip([Some(6), Some(2), Some(2), Some(2), Some(11), Some(1), Some(1_014), None])
                .map(|(view, count)| ViewLink { view, count, is_current: view == View::NeedsAction })
                .collect(),
            filter: Filter { staff: vec![("1".to_owned(), self.text("Jo Lind"))], ..Filter::default() },
            rows: vec![
                row(
                    "DR-3E5R-YY1K",
                    "p***@example.net",
                    &[Right::Objection],
                    TicketTag::NeedsPerson,
                    -2,
                    (11, 20),
                    None,
                    Some((3, 8)),
                ),
                row(
                    "DR-19ZB-HH3T",
                    "@m***:example.org",
                    &[Right::Erasure],
                    TicketTag::Review,
                    5,
                    (11, 27),
                    Some("Jo Lind"),
                    Some((8, 8)),
                ),
                row(
                    "DR-7KQ4-M2XW",
                    "a***@example.com",
                    &[Right::Access, Right::Portability],
                    TicketTag::Collecting,
                    22,
                    (12, 14),
                    Some("Ana Ruiz"),
                    Some((5, 8)),
                ),
                row(
                    "DR-44CN-08PD",
                    "j***@mail.example",
                    &[Right::Rectification],
                    TicketTag::Unverified,
                    24,
                    (12, 16),
                    Some("Ana Ruiz"),
                    None,
                ),
                row(
                    "DR-8U2W-QA6S",
                    "l***@example.com",
                    &[Right::Access],
                    TicketTag::Received,
                    30,
                    (12, 22),
                    None,
                    None,
                ),
                row(
                    "DR-0AAA-111B",
                    "x***@example.com",
                    &[Right::AutomatedDecisions],
                    TicketTag::Received,
                    0,
                    (11, 22),
                    None,
                    None,
                ),
            ],
            total: 106,
            paging: Paging {
                current: 2,
                last: 3,
                previous: Some("/desk?page=1".to_owned()),
                next: Some("/desk?page=3".to_owned()),
            },
            next_due: None,
            is_first_run: false,
        }
    }

    fn tasks(&self) -> Vec<Task> {
        let task = |id: &str, system: &str, state, records, remark: &str, action| Task {
            id: id.to_owned(),
            system: self.text(system),
            state,
            records,
            remark: if remark.is_empty() { String::new() } else { self.text(remark) },
            action,
        };
        vec![
            task("1", "EMS customer database", TaskTag::Done, Some(1_214), "", TaskAction::None),
            task("2", "Integration manager (production)", TaskTag::Done, Some(31), "", TaskAction::None),
            task("3", "Integration manager (staging)", TaskTag::NothingHeld, Some(0), "", TaskAction::None),
            task(
                "4",
                "IRC bridge",
                TaskTag::Partly,
                Some(4),
                "the log of 2019 cannot be read any more",
                TaskAction::None,
            ),
            task("5", "Telegram bridge", TaskTag::Running { percent: Some(62) }, None, "", TaskAction::None),
            task(
                "6",
                "Mail archive",
                TaskTag::ByHand { who: Some(self.text("Jo Lind")) },
                None,
                "",
                TaskAction::ByHand,
            ),
            task(
                "7",
                "Sentry",
                TaskTag::Failed { times: 3, next: "14:05".to_owned() },
                None,
                "the server answered 503",
                TaskAction::RetryOrByHand,
            ),
            task("8", "Slack bridge", TaskTag::Abandoned, None, "the table message_log is missing", TaskAction::Retry),
            task("9", "Newsletter", TaskTag::Waiting, None, "", TaskAction::None),
            task("10", "Forum", TaskTag::Skipped, None, "closed in 2020", TaskAction::None),
        ]
    }

    fn ticket(&self) -> Ticket {
        let w = self.language.desk();
        let identifier = |id: &str, kind: &str, value: &str, origin, standing| Identifier {
            id: id.to_owned(),
            kind: kind.to_owned(),
            value: self.text(value),
            origin,
            standing,
        };
        Ticket {
            frame: self.frame(DeskPlace::Queue),
            reference: "DR-7KQ4-M2XW".to_owned(),
            state: TicketTag::NeedsPerson,
            time_left: TimeLeft::Days(24),
            verified: VerifiedTag::Mailbox,
            warnings: vec![self.text("Sentry has not answered since 10:02. We try again at 14:05. Nothing is lost.")],
            days: Days {
                received: civil(11, 14),
                today: civil(11, 22),
                due: civil(12, 16),
                due_safe: civil(12, 14),
                latest: NaiveDate::from_ymd_opt(2027, 2, 16),
            },
            working: vec![
                self.text("Received on Saturday, 14 November 2026."),
                self.text("One month later is 14 December 2026, a Monday (Regulation 1182/71)."),
            ],
            tasks: self.tasks(),
            details: Details {
                contact: self.text("a***@example.com"),
                is_masked: true,
                agent: Some(self.text("Grace Hopper")),
                verified: format!("{}, {}", w.verified.mailbox, self.moment(14)),
                assignee: Some(self.text("Ana Ruiz")),
                channel: "Web".to_owned(),
                received_at: self.moment(14),
                language: "English".to_owned(),
                regime: "UK + EU".to_owned(),
                delivery: w.ticket.by_link.to_owned(),
                others: vec!["DR-8U2W-QA6S".to_owned()],
            },
            identifiers: vec![
                identifier("1", "email", "a***@example.com", Origin::Contact, Standing::Trusted),
                identifier("2", "matrix_id", "@a***:example.org", Origin::Given, Standing::Claimed),
                identifier(
                    "3",
                    "ems_account_id",
                    "88213",
                    Origin::Resolved { from: self.text("ems.account.id") },
                    Standing::Trusted,
                ),
                identifier("4", "phone_number", "+44 *** 12", Origin::Staff, Standing::Refused),
            ],
            requests: vec![
                Request {
                    id: "1".to_owned(),
                    right: Right::Access,
                    state: RequestTag::Open,
                    due_on: self.day(12, 16),
                    due_safe_on: Some(self.day(12, 14)),
                    answered_on: None,
                    answer: None,
                },
                Request {
                    id: "2".to_owned(),
                    right: Right::Rectification,
                    state: RequestTag::Open,
                    due_on: self.day(12, 16),
                    due_safe_on: None,
                    answered_on: None,
                    answer: Some(AnswerForm {
                        text: Field::holding(self.text("We corrected your name.")),
                        outcome: "refused".to_owned(),
                        grounds: vec![("MANIFESTLY_EXCESSIVE".to_owned(), self.text("Too many requests"))],
                        ground_error: Some(w.wrong.no_ground.to_owned()),
                        ..AnswerForm::default()
                    }),
                },
                Request {
                    id: "3".to_owned(),
                    right: Right::Objection,
                    state: RequestTag::PartlyGranted,
                    due_on: self.day(12, 16),
                    due_safe_on: None,
                    answered_on: Some(self.day(11, 20)),
                    answer: None,
                },
            ],
            package: Some(self.package()),
            messages: vec![
                Message {
                    kind: MessageKind::FromPerson,
                    at: self.moment(14),
                    text: self.text("Please send me everything since 2019."),
                },
                Message {
                    kind: MessageKind::Letter { subject: self.text("We have your request"), mail: Some(MailTag::Sent) },
                    at: self.moment(14),
                    text: self.text("Thank you. We received your request."),
                },
                Message {
                    kind: MessageKind::ToPerson {
                        by: self.text("Ana Ruiz"),
                        mail: Some(MailTag::Failed { next: "14:05".to_owned() }),
                    },
                    at: self.moment(18),
                    text: self.text("Did you ever write to us from another address?"),
                },
                Message {
                    kind: MessageKind::Note { by: self.text("Jo Lind") },
                    at: self.moment(19),
                    text: self.text("The customer database has two contacts with this address."),
                },
            ],
            message: Field::default(),
            note: Field::default(),
            next: NextStep {
                may_work: true,
                staff: vec![("1".to_owned(), self.text("Ana Ruiz")), ("2".to_owned(), self.text("Jo Lind"))],
                assignee: "1".to_owned(),
                may_start: false,
                may_verify: true,
                how: Field::default(),
                may_release: true,
                may_close: true,
                why: Field::default(),
            },
            log: vec![
                LogLine { at: self.moment(18), who: self.text("Ana Ruiz"), what: self.text("sent a message") },
                LogLine { at: self.moment(14), who: self.text("Desk"), what: self.text("asked 10 systems") },
            ],
        }
    }

    fn package(&self) -> Package {
        let collection = |name: &str, records, shared, has_free_text| PackageCollection {
            name: self.text(name),
            records,
            shared,
            has_free_text,
        };
        let system = |name: &str, state, collections, files, withheld| PackageSystem {
            key: name.to_lowercase(),
            name: self.text(name),
            state,
            collections,
            files,
            withheld,
        };
        Package {
            stage: PackageStage::Ready,
            size: "2.4 MB".to_owned(),
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
            delivery: self.language.desk().ticket.by_attachment.to_owned(),
            expires_on: Some(self.day(12, 30)),
            downloads: 0,
            systems: vec![
                system(
                    "EMS",
                    TaskTag::Done,
                    vec![collection("account", 1, 0, false), collection("billing_contact", 2, 1, true)],
                    vec![(self.text("invoice-2026-001.pdf"), "84 kB".to_owned())],
                    vec![self.text("the IP log of 3 November: it belongs to a shared office")],
                ),
                system("Slack bridge", TaskTag::NothingHeld, Vec::new(), Vec::new(), Vec::new()),
            ],
        }
    }

    fn task(&self) -> TaskPage {
        TaskPage {
            frame: self.frame(DeskPlace::Queue),
            reference: "DR-7KQ4-M2XW".to_owned(),
            id: "6".to_owned(),
            system: self.text("Mail archive"),
            instructions: self.text(
                "1. Search the archive for the address.\n2. Export the hits as .eml files.\n3. Upload them here.",
            ),
            due_on: Some(self.day(12, 1)),
            identifiers: vec![("email".to_owned(), self.text("ada@example.com"))],
            uploaded: vec![(self.text("hits.zip"), "1.2 MB".to_owned())],
            outcome: None,
            outcome_error: Some(self.language.desk().wrong.no_outcome.to_owned()),
            note: Field::default(),
            files_error: None,
            is_finished: false,
        }
    }

    fn preview(&self) -> Preview {
        let names =
            ["id", "email", "created_at", "full_name", "notes", "address", "country", "vat_number", "card_last_four"];
        Preview {
            frame: self.frame(DeskPlace::Queue),
            reference: "DR-7KQ4-M2XW".to_owned(),
            system: self.text("EMS customer database"),
            collection: self.text("billing_contact"),
            description: self.text("Who receives the invoices."),
            columns: names.map(|name| Column { name: self.text(name), may_name_others: name == "notes" }).to_vec(),
            records: (1..=12)
                .map(|number| PreviewRecord {
                    number,
                    is_shared: number % 5 == 0,
                    values: names.map(|name| self.text(&format!("{name} {number}"))).to_vec(),
                })
                .collect(),
            total: 1_214,
            paging: Paging { current: 1, last: 102, previous: None, next: Some("?page=2".to_owned()) },
        }
    }

    fn record(&self) -> Record {
        let wrong = &self.language.desk().wrong;
        Record {
            frame: self.frame(DeskPlace::Record),
            channel: String::new(),
            channel_error: Some(wrong.no_channel.to_owned()),
            received_on: Field::holding("2026-11-14"),
            email: Field::holding(self.text("ada@example.org")),
            matrix_id: Field::default(),
            choices: Choice::all(&[Right::Erasure]),
            choices_error: None,
            message: Field::holding(self.text("Please delete my account.")),
            language: Language::Fr,
            agent_name: Field::default(),
        }
    }

    fn systems(&self) -> Systems {
        let row =
            |key: &str, name: &str, kind: &str, health, success: Option<u32>, error: Option<(u32, &str)>| SystemRow {
                key: key.to_owned(),
                name: self.text(name),
                description: self.text("Accounts, hosts, invoices"),
                kind: kind.to_owned(),
                health,
                last_success: success.map(|day| self.moment(day)),
                last_error: error.map(|(day, what)| (self.moment(day), self.text(what))),
                remarks: Vec::new(),
            };
        let mut rows = vec![
            row("ems", "EMS customer database", "PostgreSQL", HealthTag::Well, Some(22), None),
            row("sentry", "Sentry", "HTTP", HealthTag::Failing, Some(20), Some((22, "the server answered 503"))),
            row("mail_archive", "Mail archive", "–", HealthTag::ByHand, None, None),
            row("forum", "Forum", "MySQL", HealthTag::Unknown, None, None),
        ];
        rows[0].remarks.push(self.text("2 columns of hosts are not declared"));
        Systems { frame: self.frame(DeskPlace::Systems), rows, may_test: true }
    }

    fn outbox(&self) -> Outbox {
        let row = |id: &str, state, error: Option<&str>| OutboxRow {
            id: id.to_owned(),
            letter: self.text("We have your request"),
            reference: Some("DR-7KQ4-M2XW".to_owned()),
            to: self.text("a***@example.com"),
            state,
            queued_at: self.moment(14),
            tries: 1,
            last_error: error.map(|error| self.text(error)),
        };
        Outbox {
            frame: self.frame(DeskPlace::Outbox),
            rows: vec![
                row("4", MailTag::Queued, None),
                row("3", MailTag::Sent, None),
                row("2", MailTag::Failed { next: "14:05".to_owned() }, Some("the mail server refused the connection")),
                row("1", MailTag::Abandoned, Some("550 no such mailbox")),
            ],
            may_work: true,
            paging: Paging { current: 1, last: 1, previous: None, next: None },
        }
    }

    fn people(&self) -> People {
        let row = |name: &str, role: &str, seen: Option<u32>, is_active| PersonRow {
            name: self.text(name),
            role: role.to_owned(),
            last_seen: seen.map(|day| self.moment(day)),
            is_active,
        };
        People {
            frame: self.frame(DeskPlace::People),
            rows: vec![row("Ana Ruiz", "DPO", Some(22), true), row("Jo Lind", "Agent", None, false)],
        }
    }
}

fn civil(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
}

/// All pages for staff in one language.
pub fn pages(language: Language, outside: Outside) -> Vec<(&'static str, String)> {
    let shop = Shop { language, outside };
    let empty = |queue: Queue| Queue { rows: Vec::new(), paging: Paging::default(), total: 0, ..queue };
    let mut filtered = empty(shop.queue());
    filtered.filter.search = shop.text("nobody@example.org");
    let mut nothing = empty(shop.queue());
    nothing.next_due = Some(("DR-19ZB-HH3T".to_owned(), shop.day(11, 27)));
    let mut first = empty(shop.queue());
    first.is_first_run = true;
    let mut fresh = shop.ticket();
    fresh.frame.notice = Some(shop.text("The ticket is yours now."));
    fresh.state = TicketTag::Received;
    fresh.verified = VerifiedTag::NotYet;
    (fresh.tasks, fresh.package, fresh.messages, fresh.warnings) = (Vec::new(), None, Vec::new(), Vec::new());
    fresh.next.may_release = false;
    fresh.next.may_start = true;
    let mut many = shop.ticket();
    many.tasks = (0..5).flat_map(|_| shop.tasks()).collect();
    many.time_left = TimeLeft::Late(16);
    many.days.today = civil(12, 31);
    many.days.latest = None;
    many.next = NextStep::default();
    let mut finished = shop.task();
    finished.is_finished = true;
    finished.outcome_error = None;
    let sign_in = SignIn {
        frame: DeskFrame { staff: String::new(), ..shop.frame(DeskPlace::Elsewhere) },
        name: Field::wrong(shop.text("ana"), language.desk().sign_in.refused),
        password: Field::default(),
        next: shop.text("/desk/t/DR-7KQ4-M2XW"),
    };
    let trouble = |trouble| print(&TroublePage { frame: shop.frame(DeskPlace::Elsewhere), trouble });
    vec![
        ("desk-sign-in", print(&sign_in)),
        ("desk-queue", print(&shop.queue())),
        ("desk-queue-filtered", print(&filtered)),
        ("desk-queue-empty", print(&nothing)),
        ("desk-queue-first", print(&first)),
        ("desk-ticket", print(&shop.ticket())),
        ("desk-ticket-fresh", print(&fresh)),
        ("desk-ticket-many", print(&many)),
        ("desk-task", print(&shop.task())),
        ("desk-task-finished", print(&finished)),
        ("desk-preview", print(&shop.preview())),
        ("desk-record", print(&shop.record())),
        (
            "desk-recorded",
            print(&Recorded {
                frame: shop.frame(DeskPlace::Record),
                reference: "DR-7KQ4-M2XW".to_owned(),
                access_code: "K7QP-4MXW-9ZRT-2HJD".to_owned(),
            }),
        ),
        ("desk-systems", print(&shop.systems())),
        ("desk-outbox", print(&shop.outbox())),
        ("desk-people", print(&shop.people())),
        ("desk-trouble-404", trouble(Trouble::NotFound)),
        ("desk-trouble-403", trouble(Trouble::Denied)),
        ("desk-trouble-409", trouble(Trouble::Changed)),
        ("desk-trouble-429", trouble(Trouble::TooMany)),
        ("desk-trouble-500", trouble(Trouble::Broken { incident: shop.text("8F2K-11"), fate: Fate::Unknown })),
    ]
}
