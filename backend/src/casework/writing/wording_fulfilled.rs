//! From what was done for a right to the words of its letter.

use super::writer::Writer;
use crate::{
    casework::answering::facts::Facts,
    letter::wording::{
        fulfil_automated::FulfilAutomated,
        fulfil_erasure::FulfilErasure,
        fulfil_objection::FulfilObjection,
        fulfil_rectification::FulfilRectification,
        fulfil_restriction::FulfilRestriction,
        refuse::Refuse,
        rendered::{Rendered, Wording},
    },
    request::follows::Follows,
    words::{date, fill::Fill},
};

/// The letter of these facts.
pub(in crate::casework) fn of(writer: &Writer<'_>, text: &str, facts: &Facts) -> askama::Result<Rendered> {
    let (sender, reference) = (writer.sender(), writer.opened.ticket.reference.clone());
    let received_on = date::date(writer.opened.ticket.received_on, writer.language);
    let w = writer.language.wishing();
    let (text, remedies) = (text.to_owned(), writer.remedies());
    match facts {
        Facts::Locked { locks, meanwhile, is_told } => {
            let (locks, meanwhile) = (locks.clone(), meanwhile.clone());
            // Of the end of a lock that is over they have heard already.
            let sentence = if meanwhile.is_empty() { w.told_recipients } else { w.told_recipients_lock };
            let told = told(*is_told, sentence);
            FulfilRestriction { sender, reference, received_on, text, locks, meanwhile, told, remedies }
                .render(writer.language)
        }
        Facts::Stopped { uses, erased, stays_for, locks } => FulfilObjection {
            sender,
            reference,
            received_on,
            stopped_on: writer.day(writer.desk.now()),
            text,
            uses: uses.clone(),
            erased: erased.clone(),
            stays_for: stays_for.clone(),
            locks: locks.clone(),
            remedies,
        }
        .render(writer.language),
        Facts::Automated(decisions) => {
            let decisions = decisions.clone();
            FulfilAutomated { sender, reference, received_on, text, decisions, remedies }.render(writer.language)
        }
        Facts::Erased { done, stays, not_looked, backups_until, follows, is_told } => {
            let because = match follows {
                None => w.erased_asked,
                Some(Follows::Objection) => w.erased_objection,
                Some(Follows::Consent) => w.erased_consent,
                Some(Follows::Both) => w.erased_both,
                Some(Follows::Childhood) => w.erased_childhood,
            };
            let (because, told) = (because.with(received_on), told(*is_told, w.told_recipients));
            FulfilErasure {
                sender,
                reference,
                because,
                text,
                done: done.clone(),
                stays: stays.clone(),
                not_looked: not_looked.clone(),
                backups_until: backups_until.clone(),
                told,
                remedies,
            }
            .render(writer.language)
        }
        Facts::Corrected(changes) => {
            let changes = changes.clone();
            FulfilRectification { sender, reference, received_on, text, changes, remedies }.render(writer.language)
        }
        Facts::Refused(wishes) => {
            let wishes = wishes.clone();
            Refuse { sender, reference, received_on, wishes, text, remedies }.render(writer.language)
        }
    }
}

/// The sentence on recipients; empty where there are none that the person may know of.
fn told(is_told: bool, sentence: &str) -> String {
    if is_told { sentence.to_owned() } else { String::new() }
}
