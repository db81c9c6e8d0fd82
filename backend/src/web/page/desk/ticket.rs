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
//! | `/withdraw` | `said` |
//! | `/requests/{id}/withdraw` | `said` |
//! | `/package/discard` | `why` |
//! | `/preference` | `preference`: how they said that they want it erased rather than locked |
//! | `/code` | `checked` (the answer shows the new access code, once) |
//! | `/identifiers` | `kind`, `value` |
//! | `/identifiers/{id}` | `standing`: `trusted` or `refused` |
//! | `/tasks/{id}/retry`, `/letters/{id}/retry`, `/package/retry` | |
//! | `/letters/{id}/brought` | `how` |
//! | `/requests/{id}/extension` | `reasons` |
//! | `/requests/{id}/answer` | `outcome` (`granted`, `partly_granted`, `refused`, `nothing_held`), `ground`, `further`, `evidence`, `rests_on`, `text` |
//! | `/requests/{id}/balance` | `theirs`, `ours`, `weight` (`ours`, `theirs`) |
//! | `/requests/{id}/review` | `decision`, `verdict` (`upheld`, `changed`, `withdrawn`), `reason` |
//! | `/requests/{id}/inform` | |
//! | `/requests/{id}/agreement` | `proposal`: which one was looked at |
//! | `/requests/{id}/return` | `proposal`, `why` |
//! | `/questions` | `what`, `concerns`, `wording`, `reason`, `amount`, `late_because` |
//! | `/questions/{id}/enough` | `how`, `on` |
//! | `/questions/{id}/missing` | `missing`, `on` |
//! | `/questions/{id}/close`, `/reopen` | |
//! | `/circumstances` | `what_learned`, `how_known` |
//! | `/circumstances/{id}` | `decision`, `decided_why` |
//! | `/pass-on` | `customer` |
//! | `/complaints` | `complaint`, `came_on` |
//! | `/complaints/{id}/acknowledge` | |
//! | `/complaints/{id}/answer` | `outcome`, `found`, `done` |
//! | `/messages`, `/notes` | `message`; `note` |
//! | `/messages/fill`, `/requests/{id}/fill` | the same as the form, and `saved`: a text to put into it |

pub mod answer;
pub mod law;
pub mod log;
pub mod saved;
mod showing;
pub mod task;
pub mod todo;

use askama::Template;

use self::{
    answer::{AnswerForm, Proposal},
    law::{LawPart, LocksPart, ReviewPart},
    log::LogLine,
    saved::SavedText,
    task::Task,
    todo::Todo,
};
use super::{circumstances::Circumstances, complaints::Complaints, package::Package, questions::Questions};
use crate::{
    rights::right::Right,
    web::page::{
        field::Field,
        frame::DeskFrame,
        picture::deadline::Days,
        tag::{MailTag, RequestTag, TaskTag, TicketTag, TimeLeft, VerifiedTag},
    },
    words::fill::Fill,
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
    /// Why what was just sent did not happen, when no field is to blame.
    pub refusal: Option<String>,
    /// Things that staff should know first, such as a system that does not answer.
    pub warnings: Vec<String>,
    /// The days of the deadline picture.
    pub days: Days,
    /// How the days were worked out, one sentence each.
    pub working: Vec<String>,
    /// The picture: one entry for each system that is asked, with its name and what matters most there.
    pub systems: Vec<(String, TaskTag)>,
    /// The table: one entry for each thing that is asked of a system.
    pub tasks: Vec<Task>,
    /// Who and how.
    pub details: Details,
    /// Whether the person was erased somewhere, so that there is something to prove.
    pub has_evidence: bool,
    /// How many recipients were told, in words; none if there are none.
    pub recipients: Option<String>,
    /// What was in force of what people are told when the request came: id and name.
    pub versions: Vec<(String, String)>,
    /// The holds on the person that stand: id, ground and where, in words.
    pub holds: Vec<(String, String)>,
    /// The locks on the person that stand.
    pub locks: LocksPart,
    /// What systems know the person by.
    pub identifiers: Vec<Identifier>,
    /// The form for one more.
    pub add: AddIdentifier,
    /// The rights that are exercised.
    pub requests: Vec<Request>,
    /// The answer in files, once there is one.
    pub package: Option<Package>,
    /// Messages, letters and notes, oldest first.
    pub messages: Vec<Message>,
    /// Saved texts that can be put into a form.
    pub saved: Vec<SavedText>,
    /// Field `message`.
    pub message: Field,
    /// Field `note`.
    pub note: Field,
    /// What was learned of the person, and who else may decide.
    pub circumstances: Circumstances,
    /// Complaints about it.
    pub complaints: Complaints,
    /// What the person was asked, and the form for one more question.
    pub questions: Questions,
    /// What can be done now.
    pub next: NextStep,
    /// The log, newest first.
    pub log: Vec<LogLine>,
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
    /// Whether somebody can accept or refuse it while it is only claimed.
    pub may_decide: bool,
}

/// A further name that staff know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddIdentifier {
    /// Field `kind`: the chosen code.
    pub kind: String,
    /// What can be chosen: code and words.
    pub kinds: Vec<(String, String)>,
    /// Field `value`.
    pub value: Field,
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
        /// System and field, such as `ems.account.matrix_id`.
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
    /// Of an erasure that is granted, or about to be: the grounds of Art. 17(1), in words.
    pub rests_on: Option<String>,
    /// When the person was told that it takes longer, for a table.
    pub extended_on: Option<String>,
    /// What the law says of it.
    pub law: LawPart,
    /// What machines decide; none for other rights.
    pub review: Option<ReviewPart>,
    /// Which part of an erasure, in words; none: all of it, or something else is asked for.
    pub part: Option<String>,
    /// The form that changes it: the systems with their names and whether they are in it, and whether the account stays.
    /// Empty when nothing can be changed.
    pub parts: Vec<(String, String, bool)>,
    /// Whether the account stays; none where there is none.
    pub keeps_account: Option<bool>,
    /// The form to say that it takes longer; `None` when that was said, is too late, or not for this reader.
    pub extend: Option<ExtendForm>,
    /// Field `said`, to record that the person took this one back; `None`: not alone, or not by this reader.
    pub take_back: Option<Field>,
    /// Whether something is then erased of which they get no copy.
    pub gives_up_copy: bool,
    /// The form for an answer in writing; `None` when it is answered, cannot be answered yet, or not by this reader.
    pub answer: Option<AnswerForm>,
    /// The answer that waits for a second person.
    pub proposal: Option<Proposal>,
}

/// The reasons why it takes longer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExtendForm {
    /// Field `reasons`.
    pub reasons: Field,
    /// What counts as a reason, the last day to say it, and the day that this brings.
    pub hint: String,
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
        /// The letter's id, if it was given up and can be sent again.
        retry: Option<String>,
    },
    /// The desk wrote it to the person.
    Letter {
        /// What the letter is about: its subject line.
        subject: String,
        /// Whether it arrived.
        mail: Option<MailTag>,
        /// The letter's id, if it was given up and can be sent again.
        retry: Option<String>,
        /// Whether it brings a copy, which may reach the person in another way.
        is_copy: bool,
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
    /// What is best done now, in this order.
    pub todo: Vec<Todo>,
    /// Whom it can be assigned to: id and name.
    pub staff: Vec<(String, String)>,
    /// The id of whom it is assigned to; empty for nobody.
    pub assignee: String,
    /// Whether it can be started.
    pub may_start: bool,
    /// Whether no letter reaches the person: staff write to them by other means.
    pub is_by_hand: bool,
    /// Whether it can be verified by hand.
    pub may_verify: bool,
    /// Field `how`.
    pub how: Field,
    /// Whether the answer can be released.
    pub may_release: bool,
    /// That names stand open by which no system was asked.
    pub undecided: Option<String>,
    /// Whether the package can be thrown away, so that the answer is written instead.
    pub may_discard: bool,
    /// Field `why`.
    pub why: Field,
    /// Whether it can be noted that the person took it back.
    pub may_withdraw: bool,
    /// Field `said`.
    pub said: Field,
    /// Whether the person can be given a new access code.
    pub may_renew: bool,
    /// Field `checked`.
    pub checked: Field,
}
