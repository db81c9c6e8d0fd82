//! Letters are written here: rendered in the person's language, sealed, and put into the outbox in the transaction of
//! what they tell.

use sea_orm::DatabaseTransaction;

use crate::{
    casework::{
        error::CaseError,
        sealing::{Opened, Place},
        writing::occasion::Writing,
    },
    desk::Desk,
    kernel::ids::{ArchiveId, LetterId},
    letter::{
        self,
        entity::Model,
        kind::{Kind, START},
        wording::rendered::Rendered,
    },
};

/// Writes a letter to the person of the ticket. Somebody whom we know by a Matrix ID only gets none: staff write to
/// them, and the status page says everything.
pub async fn queue(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    writing: Writing<'_>,
) -> Result<(), CaseError> {
    if !opened.ticket.has_mailbox() {
        return Ok(());
    }
    let written = super::wording::of(desk, opened, &writing)?;
    let letter = Outgoing {
        kind: writing.kind(),
        language: opened.ticket.language.clone(),
        to: &opened.contact()?,
        written,
        carries: writing.carries(),
    };
    put(tx, desk, opened, letter).await?;
    Ok(())
}

/// A letter that is ready to go.
#[derive(Debug)]
pub(in crate::casework) struct Outgoing<'a> {
    /// Which letter.
    pub kind: Kind,
    /// In which language it is.
    pub language: String,
    /// To whom.
    pub to: &'a str,
    /// What it says.
    pub written: Rendered,
    /// The archive that goes with it.
    pub carries: Option<ArchiveId>,
}

/// Puts a letter into the outbox; its id.
pub(in crate::casework) async fn put(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    letter: Outgoing<'_>,
) -> Result<LetterId, CaseError> {
    let now = desk.now();
    let id = LetterId(desk.ids.fresh());
    let row = Model {
        id,
        ticket_id: opened.ticket.id,
        kind: letter.kind,
        language: letter.language,
        recipient_sealed: opened.seal(desk, Place::Recipient(id), letter.to),
        subject_sealed: opened.seal(desk, Place::Subject(id), &letter.written.subject),
        body_sealed: opened.seal(desk, Place::Body(id), &letter.written.body),
        archive_id: letter.carries,
        message_id: message_id(desk, &id),
        state: START,
        problem: None,
        created_at: now,
        sent_at: None,
        due_at: now,
        attempts: 0,
        max_attempts: 12,
        lease_token: None,
        lease_until: None,
    };
    letter::store::insert(tx, row).await?;
    Ok(id)
}

/// Our own Message-ID: a keyed hash of the letter's id at our own domain, so that it names nobody and nobody can
/// make one up.
pub(in crate::casework) fn message_id(desk: &Desk, id: &impl std::fmt::Display) -> String {
    let hash = desk.index.hash("message id", &id.to_string());
    let short: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let host = desk.config.desk.public_url.split("://").last().unwrap_or_default();
    let host = host.split(['/', ':']).next().filter(|host| !host.is_empty()).unwrap_or("localhost");
    format!("<{short}@{host}>")
}
