//! From what became of data that was to go to another provider to the words of the letter.

use chrono::{DateTime, Utc};
use rightsdesk_vault::token::UrlToken;

use super::writer::Writer;
use crate::{
    handover::state::Way,
    letter::wording::{
        handed_over::HandedOver,
        handed_over_by_mail::HandedOverByMail,
        handover_failed::{HandoverFailed, HandoverFailedAnew},
        rendered::{Rendered, Wording},
    },
    words::number,
};

/// What was sent.
pub(in crate::casework) struct Parcel<'a> {
    /// When.
    pub(in crate::casework) at: DateTime<Utc>,
    /// How much it was.
    pub(in crate::casework) bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub(in crate::casework) sha256: &'a str,
}

/// The letter that it was sent. By mail nobody has confirmed more than that it left.
pub(in crate::casework) fn done(
    writer: &Writer<'_>,
    receiver: &str,
    way: Way,
    parcel: Parcel<'_>,
) -> askama::Result<Rendered> {
    let (sender, reference) = (writer.sender(), writer.opened.ticket.reference.clone());
    let (at, size) = (writer.moment(parcel.at), number::size(parcel.bytes, writer.language));
    let (receiver, sha256) = (receiver.to_owned(), parcel.sha256.to_owned());
    match way {
        Way::Https => HandedOver { sender, reference, receiver, at, size, sha256 }.render(writer.language),
        Way::Mail => HandedOverByMail { sender, reference, receiver, at, size, sha256 }.render(writer.language),
    }
}

/// The letter that it could not be sent.
pub(super) fn failed(
    writer: &Writer<'_>,
    receiver: &str,
    package: Option<(&UrlToken, DateTime<Utc>)>,
) -> askama::Result<Rendered> {
    let (sender, reference) = (writer.sender(), writer.opened.ticket.reference.clone());
    let receiver = receiver.to_owned();
    match package {
        Some((token, until)) => {
            let (link, until) = (writer.link("files", token), writer.day(until));
            HandoverFailed { sender, reference, receiver, link, until }.render(writer.language)
        }
        None => HandoverFailedAnew { sender, reference, receiver }.render(writer.language),
    }
}
