//! Codes of the database in words for staff.

use chrono::{DateTime, Utc};
use rightsdesk_exporters::contract::subject::IdentifierKind;

use super::shown::Times;
use crate::{
    law::regime::Regime,
    letter, request,
    task::{
        entity::Model as Task,
        state::{Operation, Outcome, State},
    },
    ticket::{
        intake::{Channel, Delivery, Verification},
        state::State as TicketState,
    },
    web::page::tag::{MailTag, RequestTag, TaskTag, TicketTag, VerifiedTag},
    words::language::Language,
};

/// A kind of identifier. Those that only a manifest knows keep the name that it gives them.
pub fn identifier_kind(kind: &str, language: Language) -> String {
    let w = &language.terms().identifier;
    match kind {
        IdentifierKind::EMAIL => w.email.to_owned(),
        IdentifierKind::MATRIX_ID => w.matrix_id.to_owned(),
        IdentifierKind::PHONE_NUMBER => w.phone_number.to_owned(),
        "ems_account_id" => w.ems_account.to_owned(),
        "postal_address" => w.postal_address.to_owned(),
        other => made_readable(other),
    }
}

/// A kind that only a manifest knows: `telegram_id` is a Telegram ID.
fn made_readable(kind: &str) -> String {
    let words = kind.split('_').enumerate().map(|(place, word)| match (word, word.chars().next()) {
        ("id", _) => "ID".to_owned(),
        (_, Some(first)) if place == 0 => first.to_uppercase().chain(word.chars().skip(1)).collect(),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// By which way a request came.
pub fn channel(channel: Channel, language: Language) -> &'static str {
    let w = &language.terms().channel;
    match channel {
        Channel::Web => w.web,
        Channel::Api => w.api,
        Channel::Mail => w.mail,
        Channel::Phone => w.phone,
        Channel::Letter => w.letter,
        Channel::Deactivation => w.deactivation,
    }
}

/// Under which law.
pub fn regime(regime: Regime, language: Language) -> &'static str {
    let w = &language.terms().regime;
    match regime {
        Regime::Uk => w.uk,
        Regime::Eu => w.eu,
        Regime::Both => w.both,
    }
}

/// How the answer reaches the person.
pub fn delivery(delivery: Delivery, language: Language) -> &'static str {
    let w = &language.desk().ticket;
    match delivery {
        Delivery::Link => w.by_link,
        Delivery::Attachment => w.by_attachment,
    }
}

/// A letter.
pub fn letter(kind: letter::kind::Kind, language: Language) -> &'static str {
    use letter::kind::Kind;
    let (w, asking) = (&language.terms().letter, language.asking());
    match kind {
        Kind::Confirm => w.confirm,
        Kind::Acknowledge => w.acknowledge,
        Kind::Extend => w.extend,
        Kind::ReadyToFetch => w.ready_to_fetch,
        Kind::Attached => w.attached,
        Kind::FreshLink => w.fresh_link,
        Kind::Answer => w.answer,
        Kind::NothingHeld => w.nothing_held,
        Kind::NothingPortable => w.nothing_portable,
        Kind::Withdrawn => w.withdrawn,
        Kind::Message => w.message,
        Kind::Fetched => w.fetched,
        Kind::RecipientNotice => language.telling().letter_recipient,
        Kind::PublicNotice => language.telling().letter_public,
        Kind::HandedOver => language.handing().letter,
        Kind::HandoverFailed => language.handing().letter_failed,
        Kind::HandoverMail => language.handing().letter_mail,
        Kind::RecipientsReply => language.telling().letter_reply,
        Kind::Reminder => language.reminding().letter,
        Kind::VerifyIdentity => asking.letter_identity,
        Kind::VerifyAgent => asking.letter_authority,
        Kind::Clarify => asking.letter_clarify,
        Kind::Fee => asking.letter_fee,
        Kind::RedirectProcessor => language.handing_on().letter_redirect,
        Kind::CustomerNotice => language.handing_on().letter_customer,
        Kind::Merged => language.handing_on().letter_merged,
        Kind::ConfirmComplaint => language.complaining().letter_confirm,
        Kind::ComplaintAck => language.complaining().letter_ack,
        Kind::ComplaintOutcome => language.complaining().letter_outcome,
        Kind::ClosedNoReply => asking.letter_closed,
        Kind::RestrictionLift => language.locking().letter_lift,
        Kind::FulfilRestriction => language.lettering().letter_locked,
        Kind::FulfilObjection => language.lettering().letter_objection,
        Kind::FulfilAutomated => language.lettering().letter_automated,
        Kind::FulfilErasure => language.lettering().letter_erasure,
        Kind::FulfilRectification => language.lettering().letter_rectification,
        Kind::Refuse => language.lettering().letter_refuse,
        Kind::Deactivated => language.lettering().letter_deactivated,
        Kind::MarketingStopped => language.stopping().letter_marketing,
        Kind::ConsentWithdrawn => language.stopping().letter_consent,
    }
}

/// What a task asks.
pub fn operation(operation: Operation, language: Language) -> &'static str {
    let w = &language.terms().operation;
    match operation {
        Operation::Resolve => w.resolve,
        Operation::Export => w.export,
        Operation::Correct => w.correct,
        Operation::Erase => w.erase,
        Operation::Lock => w.lock,
        Operation::Unlock => language.locking().operation_unlock,
        Operation::Stop => w.stop,
        Operation::Review => w.review,
    }
}

/// Where a ticket stands; `needs_person` while it waits for somebody to write to the person or to see to a task.
pub fn ticket_tag(state: TicketState, needs_person: bool) -> TicketTag {
    match state {
        TicketState::Unverified if needs_person => TicketTag::NeedsPerson,
        TicketState::Unverified => TicketTag::Unverified,
        TicketState::Received => TicketTag::Received,
        TicketState::Collecting if needs_person => TicketTag::NeedsPerson,
        TicketState::Collecting => TicketTag::Collecting,
        TicketState::Review => TicketTag::Review,
        TicketState::Answered => TicketTag::Answered,
        TicketState::Withdrawn => TicketTag::Withdrawn,
        TicketState::Denied => TicketTag::Denied,
        TicketState::Expired => TicketTag::Expired,
        TicketState::NoReply => TicketTag::NoReply,
        TicketState::Merged => TicketTag::Merged,
    }
}

/// How we know the person.
pub fn verified_tag(how: Option<Verification>) -> VerifiedTag {
    match how {
        Some(Verification::Mailbox) => VerifiedTag::Mailbox,
        Some(Verification::ByHand) => VerifiedTag::ByHand,
        Some(Verification::Homeserver) => VerifiedTag::Matrix,
        None => VerifiedTag::NotYet,
    }
}

/// Where a request stands.
pub fn request_tag(request: &request::entity::Model) -> RequestTag {
    use request::state::{Outcome, State};
    match (request.state, request.outcome) {
        (State::Open, _) | (State::Answered, None) => RequestTag::Open,
        (State::Withdrawn, _) => RequestTag::Withdrawn,
        (State::Answered, Some(Outcome::Granted)) => RequestTag::Granted,
        (State::Answered, Some(Outcome::PartlyGranted)) => RequestTag::PartlyGranted,
        (State::Answered, Some(Outcome::Refused)) => RequestTag::Refused,
        (State::Answered, Some(Outcome::NothingHeld)) => RequestTag::NothingHeld,
        (State::Answered, Some(Outcome::PassedOn)) => RequestTag::PassedOn,
        (State::Answered, Some(Outcome::NotOurs)) => RequestTag::NotOurs,
    }
}

/// How a request was answered, in a word.
pub fn outcome(outcome: request::state::Outcome, language: Language) -> &'static str {
    use request::state::Outcome;
    let w = &language.desk().request_state;
    match outcome {
        Outcome::Granted => w.granted,
        Outcome::PartlyGranted => w.partly_granted,
        Outcome::Refused => w.refused,
        Outcome::NothingHeld => w.nothing_held,
        Outcome::PassedOn => w.passed_on,
        Outcome::NotOurs => w.not_ours,
    }
}

/// Where a task stands. What is done by hand is done by whoever has the ticket.
pub fn task_tag(task: &Task, times: Times, now: DateTime<Utc>, assignee: Option<&str>) -> TaskTag {
    match task.state {
        State::Waiting if task.attempts > 0 && task.problem.is_some() => {
            TaskTag::Failed { times: u32::try_from(task.attempts).unwrap_or(0), next: times.clock(task.due_at, now) }
        }
        State::Waiting => TaskTag::Waiting,
        State::Running => TaskTag::Running { percent: None },
        State::ByHand => TaskTag::ByHand { who: assignee.map(str::to_owned) },
        State::Ended => task.outcome.map_or(TaskTag::Waiting, ended_tag),
    }
}

/// How a task ended.
pub fn ended_tag(outcome: Outcome) -> TaskTag {
    match outcome {
        Outcome::Done | Outcome::Manual => TaskTag::Done,
        Outcome::NotFound => TaskTag::NothingHeld,
        Outcome::NotLooked => TaskTag::NotLooked,
        Outcome::Partial => TaskTag::Partly,
        Outcome::Skipped => TaskTag::Skipped,
        Outcome::Abandoned => TaskTag::Abandoned,
    }
}

/// Where a letter stands.
pub fn mail_tag(letter: &letter::entity::Model, times: Times, now: DateTime<Utc>) -> MailTag {
    use letter::kind::State;
    match letter.state {
        State::Waiting if letter.problem.is_some() => MailTag::Failed { next: times.clock(letter.due_at, now) },
        State::Waiting | State::Running => MailTag::Queued,
        State::Sent => MailTag::Sent,
        State::Abandoned => MailTag::Abandoned,
        State::ByHand => MailTag::ByHand,
    }
}
