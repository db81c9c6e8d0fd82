//! Messages, notes and letters in one row of time.
//!
//! Of a letter staff see what it is, never its text: links in it are keys to the person's request. What staff wrote to
//! the person stands there as their message, with what became of its mail.

use crate::{
    casework::{error::CaseError, sealing::Place},
    desk::Desk,
    letter::{
        self,
        kind::{Kind, State},
    },
    message::{
        self,
        kind::{Author, Visibility},
    },
    web::{
        case::Case,
        page::desk::ticket::{Message, MessageKind},
        staff::{shown::Times, terms},
    },
    words::language::Language,
};

/// All of them, oldest first.
pub fn of(desk: &Desk, case: &Case, language: Language) -> Result<Vec<Message>, CaseError> {
    let times = Times::of(desk, language);
    let mut all = Vec::with_capacity(case.messages.len() + case.letters.len());
    for message in &case.messages {
        let text = case.opened.unseal(Place::Message(message.id), &message.body_sealed)?;
        let kind = kind(desk, case, message, language);
        all.push((message.at, Message { kind, at: times.moment(message.at), text }));
    }
    for letter in case.letters.iter().filter(|letter| !carries_message(letter)) {
        let kind = MessageKind::Letter {
            subject: terms::letter(letter.kind, language).to_owned(),
            mail: Some(terms::mail_tag(letter, times, desk.now())),
            retry: retry(letter),
            is_copy: letter.kind.brings_copy(),
        };
        let message = Message { kind, at: times.moment(letter.created_at), text: String::new() };
        all.push((letter.created_at, message));
    }
    all.sort_by_key(|(at, _)| *at);
    Ok(all.into_iter().map(|(_, message)| message).collect())
}

fn kind(desk: &Desk, case: &Case, message: &message::entity::Model, language: Language) -> MessageKind {
    let who = language.terms().who;
    // What the desk writes by itself nobody signs.
    let unnamed = if message.author == Author::Desk { who.desk } else { who.former_staff };
    let by = message.staff_id.and_then(|id| case.name_of(id)).unwrap_or(unnamed).to_owned();
    match (message.author, message.visibility) {
        (Author::Subject, _) => MessageKind::FromPerson,
        (Author::Staff | Author::Desk, Visibility::Internal) => MessageKind::Note { by },
        (Author::Staff | Author::Desk, Visibility::Shared) => {
            // Message and letter were written in one transaction, at one time.
            let mut letters = case.letters.iter().filter(|letter| carries_message(letter));
            let letter = letters.find(|letter| letter.created_at == message.at);
            let times = Times::of(desk, language);
            MessageKind::ToPerson {
                by,
                mail: letter.map(|letter| terms::mail_tag(letter, times, desk.now())),
                retry: letter.and_then(retry),
            }
        }
    }
}

/// Whether the letter brings the person something that stands here as a message.
fn carries_message(letter: &letter::entity::Model) -> bool {
    match letter.kind {
        Kind::Message
        | Kind::Answer
        | Kind::FulfilRestriction
        | Kind::FulfilObjection
        | Kind::FulfilAutomated
        | Kind::FulfilErasure
        | Kind::FulfilRectification
        | Kind::Refuse
        | Kind::Extend
        | Kind::ComplaintOutcome
        | Kind::VerifyIdentity
        | Kind::VerifyAgent
        | Kind::Clarify
        | Kind::Fee => true,
        Kind::Confirm
        | Kind::Acknowledge
        | Kind::ReadyToFetch
        | Kind::Attached
        | Kind::FreshLink
        | Kind::NothingHeld
        | Kind::NothingPortable
        | Kind::Withdrawn
        | Kind::Fetched
        | Kind::RecipientNotice
        | Kind::PublicNotice
        | Kind::RecipientsReply
        | Kind::Reminder
        | Kind::RedirectProcessor
        | Kind::CustomerNotice
        | Kind::Merged
        | Kind::ConfirmComplaint
        | Kind::ComplaintAck
        | Kind::ClosedNoReply
        | Kind::RestrictionLift
        | Kind::Deactivated
        | Kind::MarketingStopped
        | Kind::ConsentWithdrawn
        | Kind::HandedOver
        | Kind::HandoverFailed
        | Kind::HandoverMail => false,
    }
}

fn retry(letter: &letter::entity::Model) -> Option<String> {
    (letter.state == State::Abandoned).then(|| letter.id.to_string())
}
