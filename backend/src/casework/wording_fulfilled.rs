//! From what was done for a right to the words of its letter.

use super::{facts::Facts, writer::Writer};
use crate::{
    letter::wording::{
        fulfil_automated::FulfilAutomated,
        fulfil_erasure::FulfilErasure,
        fulfil_objection::FulfilObjection,
        fulfil_rectification::FulfilRectification,
        fulfil_restriction::FulfilRestriction,
        refuse::Refuse,
        rendered::{Rendered, Wording},
        sender::Wishes,
    },
    words::date,
};

/// The letter of these facts.
pub(super) fn of(writer: &Writer<'_>, text: &str, facts: &Facts) -> askama::Result<Rendered> {
    let (sender, reference) = (writer.sender(), writer.opened.ticket.reference.clone());
    let received_on = date::date(writer.opened.ticket.received_on, writer.language);
    let (text, remedies) = (text.to_owned(), writer.remedies());
    match facts {
        Facts::Locked { locks, meanwhile } => {
            let (locks, meanwhile) = (locks.clone(), meanwhile.clone());
            FulfilRestriction { sender, reference, received_on, text, locks, meanwhile, remedies }
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
        Facts::Erased { done, stays } => {
            let (done, stays) = (done.clone(), stays.clone());
            FulfilErasure { sender, reference, received_on, text, done, stays, remedies }.render(writer.language)
        }
        Facts::Corrected(changes) => {
            let changes = changes.clone();
            FulfilRectification { sender, reference, received_on, text, changes, remedies }.render(writer.language)
        }
        Facts::Refused(right) => {
            let wishes = Wishes(vec![*right], None);
            Refuse { sender, reference, received_on, wishes, text, remedies }.render(writer.language)
        }
    }
}
