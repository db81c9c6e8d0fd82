//! One ticket with everything on it.

use chrono::NaiveDate;

use super::desk::{Shop, civil};
use crate::{
    law::deadline::pause::Span,
    rights::right::Right,
    web::page::{
        desk::{
            package::{Package, PackageCollection, PackageStage, PackageSystem},
            ticket::{
                AddIdentifier, Details, ExtendForm, Identifier, Message, MessageKind, NextStep, Origin, Request,
                Standing, Ticket,
                answer::AnswerForm,
                law::{BalanceForm, LawLine, LawPart, LocksPart, ReviewForm, ReviewPart},
                log::LogLine,
                saved::SavedText,
                task::{Task, TaskAction},
                todo::Todo,
            },
        },
        field::Field,
        frame::DeskPlace,
        picture::deadline::Days,
        tag::{MailTag, RequestTag, TaskTag, TicketTag, TimeLeft, VerifiedTag},
    },
    words::fill::Fill,
};

impl Shop {
    fn reached(&self) -> Vec<LawLine> {
        let w = self.language.stopping();
        let bases = vec![(self.text("contract (Art. 17(1)(a))"), self.text("EMS, Error tracker"))];
        vec![
            LawLine { verdict: w.applies.to_owned(), conditions: Vec::new(), bases: bases.clone() },
            LawLine { verdict: w.on_one.to_owned(), conditions: vec![w.no_longer_necessary, w.unlawful], bases },
        ]
    }

    pub(super) fn tasks(&self) -> Vec<Task> {
        let task = |id: &str, system: &str, state, records, remark: &str, action| Task {
            waits_for_approval: id == "6",
            id: id.to_owned(),
            system: self.text(system),
            what: self.text("Access"),
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
            task("11", "Phone list", TaskTag::NotLooked, None, "phone number", TaskAction::Retry),
            task("10", "Forum", TaskTag::Skipped, None, "closed in 2020", TaskAction::None),
        ]
    }

    pub(super) fn ticket(&self) -> Ticket {
        let w = self.language.desk();
        let identifier = |id: &str, kind: &str, value: &str, origin, standing| Identifier {
            id: id.to_owned(),
            kind: kind.to_owned(),
            value: self.text(value),
            origin,
            standing,
            may_decide: true,
        };
        Ticket {
            frame: self.frame(DeskPlace::Queue),
            reference: "DR-7KQ4-M2XW".to_owned(),
            state: TicketTag::NeedsPerson,
            time_left: TimeLeft::Days(24),
            verified: VerifiedTag::Mailbox,
            refusal: None,
            warnings: vec![self.text("Sentry has not answered since 10:02. We try again at 14:05. Nothing is lost.")],
            days: Days {
                received: civil(11, 14),
                today: civil(11, 22),
                due: civil(12, 16),
                due_safe: civil(12, 14),
                latest: NaiveDate::from_ymd_opt(2027, 2, 16),
                paused: vec![Span { from: civil(11, 16), until: Some(civil(11, 19)) }],
            },
            circumstances: self.circumstances(),
            complaints: self.complaints(),
            questions: self.questions(),
            working: vec![
                self.text("Received on Saturday, 14 November 2026."),
                self.text("One month later is 14 December 2026, a Monday (Regulation 1182/71)."),
            ],
            systems: self.tasks().into_iter().map(|task| (task.system, task.state)).collect(),
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
            has_evidence: true,
            locks: LocksPart {
                rows: vec![(
                    "00000000-0000-0000-0000-000000000081".to_owned(),
                    self.text("An objection is being weighed"),
                )],
                prefer: Some(Field::default()),
            },
            recipients: Some(self.language.telling().on_ticket.with2(1, 2)),
            versions: vec![("00000000-0000-0000-0000-0000000000c0".to_owned(), self.text("Shop 1"))],
            holds: vec![("00000000-0000-0000-0000-000000000080".to_owned(), self.text("Legal claims"))],
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
            add: AddIdentifier {
                kind: "phone_number".to_owned(),
                kinds: vec![
                    ("customer_id".to_owned(), self.text("customer id")),
                    ("phone_number".to_owned(), self.text("Phone number")),
                ],
                value: Field::wrong(self.text("4711"), w.wrong.identifier),
            },
            requests: vec![
                Request {
                    id: "1".to_owned(),
                    right: Right::Access,
                    state: RequestTag::Open,
                    due_on: self.day(12, 16),
                    due_safe_on: Some(self.day(12, 14)),
                    answered_on: None,
                    rests_on: None,
                    extended_on: None,
                    law: LawPart { lines: self.reached(), ..LawPart::default() },
                    review: None,
                    part: Some(self.text("only in EMS")),
                    parts: vec![("ems".to_owned(), self.text("EMS"), true)],
                    keeps_account: Some(false),
                    extend: Some(ExtendForm {
                        reasons: Field::default(),
                        hint: w.requests.extend_hint.with2(self.day(12, 14), self.day(2, 15)),
                    }),
                    take_back: Some(Field::default()),
                    gives_up_copy: true,
                    answer: None,
                    proposal: Some(self.proposal()),
                },
                Request {
                    id: "2".to_owned(),
                    right: Right::Rectification,
                    state: RequestTag::Open,
                    due_on: self.day(12, 16),
                    due_safe_on: None,
                    answered_on: None,
                    rests_on: None,
                    extended_on: Some(self.day(11, 20)),
                    law: LawPart::default(),
                    review: Some(ReviewPart {
                        listed: vec![(self.text("A ban after three reports"), true)],
                        view: vec![self.text("I was away.")],
                        reviewed: vec![(self.text("A ban: changed"), self.text("She was away."))],
                        form: Some(ReviewForm {
                            decisions: vec![("ban".to_owned(), self.text("A ban"))],
                            verdicts: vec![("upheld".to_owned(), self.language.reviewing().upheld.to_owned())],
                            reason: Field::wrong("", self.language.reviewing().no_such),
                            ..ReviewForm::default()
                        }),
                    }),
                    part: Some(self.text("only in EMS")),
                    parts: Vec::new(),
                    keeps_account: Some(false),
                    extend: None,
                    take_back: None,
                    gives_up_copy: false,
                    answer: Some(AnswerForm {
                        text: Field::holding(self.text("We corrected your name.")),
                        outcome: "refused".to_owned(),
                        grounds: vec![("MANIFESTLY_EXCESSIVE".to_owned(), self.text("Too many requests"))],
                        ground_error: Some(w.wrong.no_ground.to_owned()),
                        rests_on: vec![
                            ("unlawful".to_owned(), self.text("Used unlawfully (Art. 17(1)(d))"), true),
                            ("duty_to_erase".to_owned(), self.text("A law (Art. 17(1)(e))"), false),
                        ],
                        ..AnswerForm::default()
                    }),
                    proposal: None,
                },
                Request {
                    id: "3".to_owned(),
                    right: Right::Objection,
                    state: RequestTag::PartlyGranted,
                    due_on: self.day(12, 16),
                    due_safe_on: None,
                    answered_on: Some(self.day(11, 20)),
                    rests_on: Some(self.text("Direct marketing (Art. 17(1)(c))")),
                    extended_on: None,
                    law: LawPart {
                        aims: Some(self.text("use for advertising")),
                        is_absolute: true,
                        lines: self.reached(),
                        counts_as_objection: true,
                        weighed: Some((self.text("Weighed"), self.text("She is ill."), self.text("None."))),
                        balance: Some(BalanceForm {
                            theirs: Field::wrong("", self.language.stopping().nothing_weighed),
                            weights: vec![("ours".to_owned(), self.language.stopping().weight_ours.to_owned())],
                            ..BalanceForm::default()
                        }),
                    },
                    review: None,
                    part: Some(self.text("only in EMS")),
                    parts: Vec::new(),
                    keeps_account: Some(false),
                    extend: None,
                    take_back: None,
                    gives_up_copy: false,
                    answer: None,
                    proposal: None,
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
                    kind: MessageKind::Letter {
                        subject: self.text("We have your request"),
                        mail: Some(MailTag::Abandoned),
                        retry: Some("1".to_owned()),
                        is_copy: true,
                    },
                    at: self.moment(14),
                    text: self.text("Thank you. We received your request."),
                },
                Message {
                    kind: MessageKind::ToPerson {
                        by: self.text("Ana Ruiz"),
                        mail: Some(MailTag::Failed { next: "14:05".to_owned() }),
                        retry: None,
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
            saved: vec![SavedText {
                id: "00000000-0000-0000-0000-0000000000e0".to_owned(),
                name: self.text("Thanks"),
                right: None,
            }],
            message: Field::default(),
            note: Field::default(),
            next: NextStep {
                may_work: true,
                todo: vec![
                    Todo::at("#identifiers", self.language.guiding().claims),
                    Todo::wait(self.language.guiding().running),
                ],
                staff: vec![("1".to_owned(), self.text("Ana Ruiz")), ("2".to_owned(), self.text("Jo Lind"))],
                assignee: "1".to_owned(),
                may_start: false,
                is_by_hand: false,
                may_verify: true,
                how: Field::default(),
                may_release: true,
                undecided: Some(self.language.guiding().release_undecided.with(1)),
                may_discard: true,
                why: Field::default(),
                may_withdraw: true,
                said: Field::default(),
                may_renew: true,
                checked: Field::default(),
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
            task: name.to_lowercase().replace(' ', "-"),
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
}
