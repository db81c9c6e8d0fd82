//! One ticket: everything about it on one page.
//!
//! Its forms, all under `/desk/t/{ref}`:
//!
//! | path | sends |
//! |---|---|
//! | `/show` | (the contact and all identifiers are shown once; the log tells of it) |
//! | `/assign` | `assignee`: an id, `me`, or empty for nobody |
//! | `/start`, `/release` | |
//! | `/verify` | `how` |
//! | `/close` | `why` |
//! | `/identifiers/{id}` | `standing`: `trusted` or `refused` |
//! | `/tasks/{id}/retry` | |
//! | `/requests/{id}/answer` | `outcome` (`granted`, `partly_granted`, `refused`, `nothing_held`), `ground`, `text` |
//! | `/messages` | `message` |
//! | `/notes` | `note` |

use askama::Template;

use super::{
    package::{Package, PackageStage},
    select::Select,
};
use crate::{
    rights::right::Right,
    web::page::{
        field::{Field, Problem},
        frame::DeskFrame,
        picture::{
            deadline::{Days, DeadlinePicture},
            fan::FanPicture,
        },
        tag::{MailTag, RequestTag, Tag, TaskTag, TicketTag, TimeLeft, Tone, VerifiedTag},
    },
    words::{fill::Fill, number},
};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/ticket.html")]
pub struct Ticket {
    /// What stands around it.
    pub frame: DeskFrame,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// Where it stands.
    pub state: TicketTag,
    /// What is left of the earliest deadline.
    pub time_left: TimeLeft,
    /// How we know the person.
    pub verified: VerifiedTag,
    /// Things that staff should know first, such as a system that does not answer.
    pub warnings: Vec<String>,
    /// The days of the deadline picture.
    pub days: Days,
    /// How the days were worked out, one sentence each.
    pub working: Vec<String>,
    /// One entry for each system that is asked.
    pub tasks: Vec<Task>,
    /// Who and how.
    pub details: Details,
    /// What systems know the person by.
    pub identifiers: Vec<Identifier>,
    /// The rights that are exercised.
    pub requests: Vec<Request>,
    /// The answer in files, once there is one.
    pub package: Option<Package>,
    /// Messages, letters and notes, oldest first.
    pub messages: Vec<Message>,
    /// Field `message`.
    pub message: Field,
    /// Field `note`.
    pub note: Field,
    /// What can be done now.
    pub next: NextStep,
    /// The log, newest first.
    pub log: Vec<LogLine>,
}

/// One system that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The task's id, in addresses.
    pub id: String,
    /// The system's name.
    pub system: String,
    /// Where it stands.
    pub state: TaskTag,
    /// Records found; `None` while that is not known.
    pub records: Option<u64>,
    /// The last error or the note of whoever did it by hand.
    pub remark: String,
    /// What staff can do about it.
    pub action: TaskAction,
}

/// What staff can do about a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskAction {
    /// Nothing: it runs or is over.
    None,
    /// Try again now.
    Retry,
    /// Do it by hand.
    ByHand,
    /// Either.
    RetryOrByHand,
}

/// Who asks, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The contact, masked; or in full right after somebody pressed Show.
    pub contact: String,
    /// Whether it is masked: then there is the button.
    pub is_masked: bool,
    /// Who asks for the person.
    pub agent: Option<String>,
    /// How and when we made sure, in words; empty when we did not yet.
    pub verified: String,
    /// Who works on it.
    pub assignee: Option<String>,
    /// By which way it came, in words.
    pub channel: String,
    /// When it came, written out.
    pub received_at: String,
    /// The person's language by its own name.
    pub language: String,
    /// The law that holds, in words: `UK and EU`.
    pub regime: String,
    /// How the answer reaches the person, in words.
    pub delivery: String,
    /// Other tickets of the same contact: references.
    pub others: Vec<String>,
}

/// One name of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// Its id, in addresses.
    pub id: String,
    /// `email`, `matrix_id`, or what a manifest calls it.
    pub kind: String,
    /// The value, masked like the contact.
    pub value: String,
    /// Where we learned it.
    pub origin: Origin,
    /// Whether we rely on it.
    pub standing: Standing,
}

/// Where we learned an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is the contact.
    Contact,
    /// The person gave it with the request.
    Given,
    /// A system told us.
    Resolved {
        /// System and field.
        from: String,
    },
    /// A member of staff added it.
    Staff,
}

/// Whether we rely on an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The person says so; staff may accept or refuse it.
    Claimed,
    /// We do.
    Trusted,
    /// It is not the person's.
    Refused,
}

/// One right that is exercised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its id, in addresses.
    pub id: String,
    /// The right.
    pub right: Right,
    /// Where it stands.
    pub state: RequestTag,
    /// The last day, for a table.
    pub due_on: String,
    /// The earliest last day on any tenable reading, when it is another one.
    pub due_safe_on: Option<String>,
    /// When it was answered, for a table.
    pub answered_on: Option<String>,
    /// The form for an answer in writing; `None` when it is answered, cannot be answered yet, or not by this reader.
    pub answer: Option<AnswerForm>,
}

/// An answer that staff write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerForm {
    /// Field `text`.
    pub text: Field,
    /// Field `outcome`: the chosen code; empty for none.
    pub outcome: String,
    /// What is wrong with the outcome.
    pub outcome_error: Option<String>,
    /// Field `ground`: the chosen code; empty for none.
    pub ground: String,
    /// The grounds on which this right may be refused: code and words.
    pub grounds: Vec<(String, String)>,
    /// What is wrong with the ground.
    pub ground_error: Option<String>,
}

/// One message, letter or note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What it is.
    pub kind: MessageKind,
    /// When, written out.
    pub at: String,
    /// The text; line breaks are kept.
    pub text: String,
}

/// What a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// The person wrote it.
    FromPerson,
    /// A member of staff wrote it to the person.
    ToPerson {
        /// Who.
        by: String,
        /// Whether it arrived.
        mail: Option<MailTag>,
    },
    /// The desk wrote it to the person.
    Letter {
        /// What the letter is about: its subject line.
        subject: String,
        /// Whether it arrived.
        mail: Option<MailTag>,
    },
    /// A note that only staff see.
    Note {
        /// Who.
        by: String,
    },
}

/// What can be done now. Everything off: the reader may only read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextStep {
    /// Whether the reader may change anything.
    pub may_work: bool,
    /// Whom it can be assigned to: id and name.
    pub staff: Vec<(String, String)>,
    /// The id of whom it is assigned to; empty for nobody.
    pub assignee: String,
    /// Whether it can be started.
    pub may_start: bool,
    /// Whether it can be verified by hand.
    pub may_verify: bool,
    /// Field `how`.
    pub how: Field,
    /// Whether the answer can be released.
    pub may_release: bool,
    /// Whether it can be closed without an answer.
    pub may_close: bool,
    /// Field `why`.
    pub why: Field,
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// When, for a table.
    pub at: String,
    /// Who: a name, the person, or the desk.
    pub who: String,
    /// What, in words.
    pub what: String,
}

impl Ticket {
    fn problems(&self) -> Vec<Problem> {
        let mut problems: Vec<_> = [
            self.message.problem("message"),
            self.note.problem("note"),
            self.next.how.problem("how"),
            self.next.why.problem("why"),
        ]
        .into_iter()
        .flatten()
        .collect();
        for request in &self.requests {
            let Some(answer) = &request.answer else { continue };
            problems.extend(answer.text.problem(&format!("text-{}", request.id)));
            let of_selects = [("outcome", &answer.outcome_error), ("ground", &answer.ground_error)];
            problems.extend(of_selects.into_iter().filter_map(|(name, error)| {
                error
                    .as_ref()
                    .map(|message| Problem { anchor: format!("{name}-{}", request.id), message: message.clone() })
            }));
        }
        problems
    }

    fn deadline(&self) -> DeadlinePicture {
        DeadlinePicture::new(&self.days, self.frame.language)
    }

    fn fan(&self) -> FanPicture {
        let systems = self.tasks.iter().map(|task| (task.system.as_str(), &task.state));
        FanPicture::new(&self.reference, systems, self.frame.language)
    }

    fn right_names(&self) -> String {
        let names = self.requests.iter().map(|request| self.frame.rights.of(request.right).name);
        names.collect::<Vec<_>>().join(", ")
    }

    fn articles(&self) -> String {
        let articles = self.requests.iter().map(|request| request.right.article().to_string());
        articles.collect::<Vec<_>>().join(", ")
    }

    fn task_tag(&self, state: &TaskTag) -> Tag {
        state.tag(self.frame.w, self.frame.language)
    }

    fn count(&self, number: &u64) -> String {
        number::count(*number, self.frame.language)
    }

    fn may_retry(&self, task: &Task) -> bool {
        match task.action {
            TaskAction::Retry | TaskAction::RetryOrByHand => self.next.may_work,
            TaskAction::None | TaskAction::ByHand => false,
        }
    }

    fn may_do_by_hand(&self, task: &Task) -> bool {
        match task.action {
            TaskAction::ByHand | TaskAction::RetryOrByHand => self.next.may_work,
            TaskAction::None | TaskAction::Retry => false,
        }
    }

    fn has_task_actions(&self) -> bool {
        self.tasks.iter().any(|task| self.may_retry(task) || self.may_do_by_hand(task))
    }

    fn origin(&self, identifier: &Identifier) -> String {
        let w = &self.frame.w.identifiers;
        match &identifier.origin {
            Origin::Contact => w.contact.to_owned(),
            Origin::Given => w.given.to_owned(),
            Origin::Resolved { from } => w.resolved.with(from),
            Origin::Staff => w.staff.to_owned(),
        }
    }

    fn standing(&self, identifier: &Identifier) -> Tag {
        let w = &self.frame.w.identifiers;
        let (tone, glyph, word) = match identifier.standing {
            Standing::Claimed => (Tone::Soon, "▲", w.claimed),
            Standing::Trusted => (Tone::Good, "✓", w.trusted),
            Standing::Refused => (Tone::Plain, "✕", w.refused),
        };
        Tag { tone, glyph, word: word.to_owned() }
    }

    fn is_claimed(&self, identifier: &Identifier) -> bool {
        self.next.may_work && identifier.standing == Standing::Claimed
    }

    fn has_claims(&self) -> bool {
        self.identifiers.iter().any(|identifier| identifier.standing == Standing::Claimed)
    }

    fn outcome_select(&self, request: &Request, answer: &AnswerForm) -> Select {
        let w = &self.frame.w.request_state;
        let outcomes = [
            ("", self.frame.w.site.none),
            ("granted", w.granted),
            ("partly_granted", w.partly_granted),
            ("refused", w.refused),
            ("nothing_held", w.nothing_held),
        ]
        .map(|(code, word)| (code.to_owned(), word.to_owned()));
        Select::new("outcome", self.frame.w.requests.outcome, &answer.outcome, outcomes)
            .of_part(&request.id)
            .with_error(answer.outcome_error.as_ref())
    }

    fn ground_select(&self, request: &Request, answer: &AnswerForm) -> Select {
        let none = std::iter::once((String::new(), self.frame.w.site.none.to_owned()));
        let grounds = none.chain(answer.grounds.iter().cloned());
        Select::new("ground", self.frame.w.requests.ground, &answer.ground, grounds)
            .of_part(&request.id)
            .with_error(answer.ground_error.as_ref())
    }

    fn assignee_select(&self) -> Select {
        let nobody = std::iter::once((String::new(), self.frame.w.ticket.nobody.to_owned()));
        let staff = nobody.chain(self.next.staff.iter().cloned());
        Select::new("assignee", self.frame.w.next_step.assign, &self.next.assignee, staff)
    }

    fn message_class(&self, message: &Message) -> &'static str {
        match message.kind {
            MessageKind::FromPerson => "theirs",
            MessageKind::ToPerson { .. } | MessageKind::Letter { .. } => "ours",
            MessageKind::Note { .. } => "note",
        }
    }

    fn message_head(&self, message: &Message) -> String {
        let w = &self.frame.w.messages;
        match &message.kind {
            MessageKind::FromPerson => w.person.to_owned(),
            MessageKind::ToPerson { by, .. } => w.staff_to_person.with(by),
            MessageKind::Letter { subject, .. } => w.letter.with(subject),
            MessageKind::Note { by } => w.internal.with(by),
        }
    }

    fn message_mail(&self, message: &Message) -> Option<Tag> {
        match &message.kind {
            MessageKind::FromPerson | MessageKind::Note { .. } => None,
            MessageKind::ToPerson { mail, .. } | MessageKind::Letter { mail, .. } => {
                mail.as_ref().map(|mail| mail.tag(self.frame.w))
            }
        }
    }

    fn is_note(&self, message: &Message) -> bool {
        match message.kind {
            MessageKind::Note { .. } => true,
            MessageKind::FromPerson | MessageKind::ToPerson { .. } | MessageKind::Letter { .. } => false,
        }
    }

    fn package_stage(&self, package: &Package) -> String {
        let w = &self.frame.w.package;
        match &package.stage {
            PackageStage::Building => w.building.to_owned(),
            PackageStage::Ready => w.ready.to_owned(),
            PackageStage::Released { on } => w.released.with(on),
        }
    }

    fn has_nothing_to_do(&self) -> bool {
        let next = &self.next;
        !(next.may_start || next.may_verify || next.may_release)
    }
}
