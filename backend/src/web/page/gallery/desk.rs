//! The pages for staff.

use chrono::NaiveDate;

use super::{Outside, print};
use crate::{
    rights::right::Right,
    web::page::{
        desk::{
            contents::{Contents, ContentsRow},
            outbox::{Outbox, OutboxRow},
            paging::Paging,
            people::{People, PersonRow},
            queue::{Filter, Queue, Row, View, ViewLink},
            record::{Record, Recorded},
            sign_in::SignIn,
            systems::{DriftNote, SystemRow, Systems},
            task::TaskPage,
            ticket::{AddIdentifier, NextStep},
            trouble::{Trouble, TroublePage},
        },
        field::Field,
        frame::{DeskFrame, DeskPlace},
        public::{start::Choice, trouble::Fate},
        tag::{HealthTag, MailTag, TicketTag, TimeLeft, VerifiedTag},
    },
    words::{date, language::Language},
};

/// Makes the frames and the values of one language.
pub(super) struct Shop {
    pub(super) language: Language,
    outside: Outside,
}

impl Shop {
    pub(super) fn text(&self, usual: &str) -> String {
        self.outside.text(usual)
    }

    pub(super) fn frame(&self, place: DeskPlace) -> DeskFrame {
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

    pub(super) fn day(&self, month: u32, day: u32) -> String {
        date::short_date(civil(month, day), self.language)
    }

    pub(super) fn moment(&self, day: u32) -> String {
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
            aims: String::new(),
            state,
            time_left: TimeLeft::from_days(days),
            due_on: self.day(due.0, due.1),
            due_machine: date::machine_date(civil(due.0, due.1)),
            assignee: who.map(|who| self.text(who)),
            systems,
        };
        Queue {
            alarms: 2,
            frame: self.frame(DeskPlace::Queue),
            complaints: 2,
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

    fn contents(&self) -> Contents {
        let row = |path: &str, size: &str| ContentsRow {
            path: self.text(path),
            size: size.to_owned(),
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        };
        Contents {
            frame: self.frame(DeskPlace::Queue),
            reference: "DR-7KQ4-M2XW".to_owned(),
            rows: vec![row("START-HERE.html", "12 kB"), row("ems/account.json", "812 bytes")],
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
            takes_files: true,
            files_error: None,
            erasure: Some(self.erasure()),
            correcting: Some(self.correcting()),
            refusal: None,
            is_finished: false,
        }
    }

    fn record(&self) -> Record {
        let wrong = &self.language.desk().wrong;
        Record {
            frame: self.frame(DeskPlace::Record),
            form: "Zm9ybQ".to_owned(),
            channel: String::new(),
            channel_error: Some(wrong.no_channel.to_owned()),
            received_on: Field::holding("2026-11-14"),
            email: Field::holding(self.text("ada@example.org")),
            matrix_id: Field::default(),
            elsewhere: Field::default(),
            consents: Vec::new(),
            parts: Vec::new(),
            choices: Choice::all(&[Right::Erasure]),
            aims: Choice::aims(&[]),
            choices_error: None,
            message: Field::holding(self.text("Please delete my account.")),
            language: Language::Fr,
            agent_name: Field::default(),
            identifiers: Field::wrong(self.text("customer_id 4711"), wrong.identifiers),
            identifiers_hint: self.text("One a line, as kind=value. Kinds: customer_id, email."),
        }
    }

    fn systems(&self) -> Systems {
        let row =
            |key: &str, name: &str, kinds: &str, health, success: Option<u32>, error: Option<(u32, &str)>| SystemRow {
                key: key.to_owned(),
                name: self.text(name),
                description: self.text("Accounts, hosts, invoices"),
                finds_by: self.text(kinds),
                learns: self.text(kinds),
                health,
                last_success: success.map(|day| self.moment(day)),
                last_error: error.map(|(day, what)| (self.moment(day), self.text(what))),
                remarks: Vec::new(),
                drift: Some(DriftNote { gone: 1, people: 2 }),
            };
        let mut rows = vec![
            row("ems", "EMS customer database", "Email, Matrix ID", HealthTag::Well, Some(22), None),
            row("sentry", "Sentry", "Email", HealthTag::Failing, Some(20), Some((22, "the server answered 503"))),
            row("mail_archive", "Mail archive", "", HealthTag::ByHand, None, None),
            row("forum", "Forum", "Email", HealthTag::Unknown, None, None),
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

pub(super) fn civil(month: u32, day: u32) -> NaiveDate {
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
    fresh.systems = Vec::new();
    fresh.refusal = Some(shop.text("the ticket is not ready to be answered"));
    fresh.next.may_release = false;
    fresh.next.may_start = true;
    let mut many = shop.ticket();
    many.tasks = (0..5).flat_map(|_| shop.tasks()).collect();
    many.systems = many.tasks.iter().map(|task| (task.system.clone(), task.state.clone())).collect();
    many.time_left = TimeLeft::Late(16);
    many.days.today = civil(12, 31);
    many.days.latest = None;
    many.next = NextStep::default();
    // What a single request can ask of people stands on the other one.
    many.requests.truncate(1);
    many.add = AddIdentifier::default();
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
        ("desk-letters", print(&shop.letters())),
        ("desk-letter", print(&shop.letter())),
        ("desk-reply-texts", print(&shop.reply_texts())),
        ("desk-queue-filtered", print(&filtered)),
        ("desk-queue-empty", print(&nothing)),
        ("desk-queue-first", print(&first)),
        ("desk-ticket", print(&shop.ticket())),
        ("desk-ticket-fresh", print(&fresh)),
        ("desk-ticket-many", print(&many)),
        ("desk-task", print(&shop.task())),
        ("desk-task-finished", print(&finished)),
        ("desk-contents", print(&shop.contents())),
        ("desk-preview", print(&shop.preview())),
        ("desk-record", print(&shop.record())),
        (
            "desk-recorded",
            print(&Recorded {
                title: shop.frame(DeskPlace::Record).w.record.recorded,
                hint: shop.frame(DeskPlace::Record).w.record.code_once,
                frame: shop.frame(DeskPlace::Record),
                reference: "DR-7KQ4-M2XW".to_owned(),
                access_code: "K7QP-4MXW-9ZRT-2HJD".to_owned(),
            }),
        ),
        ("desk-systems", print(&shop.systems())),
        ("desk-drift", print(&shop.drift())),
        ("desk-report", print(&shop.report())),
        ("desk-open-points", print(&shop.open_points())),
        ("desk-grounds", print(&shop.grounds())),
        ("desk-complaints", print(&shop.complaint_list())),
        ("desk-locks", print(&shop.locks())),
        ("desk-lock", print(&shop.one_lock(false))),
        ("desk-lock-ending", print(&shop.one_lock(true))),
        ("desk-lock-new", print(&shop.new_lock())),
        ("desk-holds", print(&shop.holds())),
        ("desk-hold", print(&shop.one_hold())),
        ("desk-hold-new", print(&shop.new_hold())),
        ("desk-disclosures", print(&shop.disclosures())),
        ("desk-informed", print(&shop.versions())),
        ("desk-informed-version", print(&shop.version())),
        ("desk-handovers", print(&shop.handovers())),
        ("desk-notices", print(&shop.notices())),
        ("desk-ticket-notices", print(&shop.ticket_notices())),
        ("desk-closed-accounts", print(&shop.closed_accounts())),
        ("desk-outbox", print(&shop.outbox())),
        ("desk-people", print(&shop.people())),
        ("desk-trouble-404", trouble(Trouble::NotFound)),
        ("desk-trouble-403", trouble(Trouble::Denied)),
        ("desk-trouble-409", trouble(Trouble::Changed)),
        ("desk-trouble-foreign", trouble(Trouble::Foreign { address: "https://desk.example.org".to_owned() })),
        ("desk-trouble-400", trouble(Trouble::OldForm)),
        ("desk-trouble-413", trouble(Trouble::TooLarge)),
        ("desk-trouble-429", trouble(Trouble::TooMany { minutes: 48 })),
        ("desk-trouble-503", trouble(Trouble::Away { fate: Fate::NotSaved })),
        ("desk-trouble-500", trouble(Trouble::Broken { incident: shop.text("8F2K-11"), fate: Fate::Unknown })),
    ]
}
