//! From a question to the words of its letter.

use super::writer::Writer;
use crate::{
    casework::asking::asked::Ask,
    letter::wording::{
        clarify::Clarify,
        fee::Fee,
        rendered::{Rendered, Wording},
        verify_agent::VerifyAgent,
        verify_identity::VerifyIdentity,
    },
    question::kind::Kind,
};

/// The letter that asks; it names no right, for a question may concern several.
pub(in crate::casework) fn of(
    writer: &Writer<'_>,
    ask: &Ask<'_>,
    reply_by: String,
    clock: Vec<String>,
) -> askama::Result<Rendered> {
    let (sender, reference) = (writer.sender(), writer.opened.ticket.reference.clone());
    let (wording, reason) = (ask.wording.to_owned(), ask.reason.to_owned());
    match ask.kind {
        Kind::Identity => VerifyIdentity { sender, reference, doubt: reason, needed: wording, reply_by, clock }
            .render(writer.language),
        Kind::Authority => {
            VerifyAgent { sender, reference, reason, needed: wording, reply_by, clock }.render(writer.language)
        }
        Kind::Fee => {
            let (amount, remedies) = (ask.amount.to_owned(), writer.remedies());
            Fee { sender, reference, reason, amount, working: wording, reply_by, clock, remedies }
                .render(writer.language)
        }
        Kind::MuchData | Kind::LittleData | Kind::SomethingElse => {
            Clarify { sender, reference, question: wording, reason, reply_by, clock }.render(writer.language)
        }
    }
}
