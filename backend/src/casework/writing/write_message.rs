//! The person and the desk write to each other, and staff write notes for themselves.

use chrono::TimeDelta;
use serde_json::json;

use super::letters;
use crate::{
    audit::{self, entry::Entry},
    casework::{
        circumstances::locked,
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Opened, Place},
        writing::occasion::Writing,
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{MessageId, StaffId, TicketId},
    },
    message::{
        self, LONGEST_MESSAGE,
        kind::{Author, Visibility},
    },
    staff,
    tally::{self, store::Limit},
};

/// How many messages a person may write on one ticket in an hour: more than anybody has to say, and too few to bury staff.
const MOST_MESSAGES_AN_HOUR: i32 = 20;

/// Who writes, and for whom.
#[derive(Clone, Copy, Debug)]
pub enum Note {
    /// The person, to the desk.
    Subject,
    /// A member of staff.
    Staff {
        /// Who.
        by: StaffId,
        /// For whom.
        visibility: Visibility,
    },
    /// The desk by itself, to the person.
    Desk,
}

/// The same words of the same author within this time are one message: a button was pressed twice.
const DOUBLE_TAP: TimeDelta = TimeDelta::minutes(1);

/// Adds a message to a ticket. One from staff to the person is mailed as well.
pub async fn write(desk: &Desk, id: TicketId, note: Note, text: &str) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    database::serialise(&tx, &format!("messages of {id}")).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    if is_there(&tx, desk, &opened, note, text).await? {
        return Ok(());
    }
    match note {
        Note::Staff { visibility: Visibility::Shared, .. } => locked::must_be_free(&tx, id).await?,
        Note::Subject | Note::Desk | Note::Staff { visibility: Visibility::Internal, .. } => {}
    }
    if matches!(note, Note::Subject) {
        let limit = Limit { most: MOST_MESSAGES_AN_HOUR, span: TimeDelta::hours(1) };
        if !tally::store::count(&tx, format!("messages on {id}").as_bytes(), limit, desk.now()).await? {
            return Err(CaseError::Limited);
        }
    }
    put_down(&tx, desk, &opened, note, text).await?;
    match note {
        Note::Staff { by, visibility: Visibility::Shared } => {
            let by = staff::store::name_of(&tx, by).await?;
            letters::queue(&tx, desk, &opened, Writing::Message { by: &by, text: text.trim() }).await?;
        }
        Note::Subject | Note::Desk | Note::Staff { visibility: Visibility::Internal, .. } => {}
    }
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Whether the newest message is this one.
async fn is_there(
    tx: &sea_orm::DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    note: Note,
    text: &str,
) -> Result<bool, CaseError> {
    let messages = message::store::of(tx, opened.ticket.id).await?;
    let Some(newest) = messages.last().filter(|newest| desk.now() - newest.at < DOUBLE_TAP) else { return Ok(false) };
    let is_of_author = match note {
        Note::Subject => newest.author == Author::Subject,
        Note::Desk => newest.author == Author::Desk,
        Note::Staff { by, visibility } => newest.staff_id == Some(by) && newest.visibility == visibility,
    };
    Ok(is_of_author && opened.unseal(Place::Message(newest.id), &newest.body_sealed)? == text.trim())
}

/// Writes a message down inside a transaction; its id.
pub(in crate::casework) async fn put_down(
    tx: &sea_orm::DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    note: Note,
    text: &str,
) -> Result<MessageId, CaseError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(CaseError::Refused(Refusal::NoMessage));
    }
    if text.chars().count() > LONGEST_MESSAGE {
        return Err(CaseError::Refused(Refusal::TooLong));
    }
    let now = desk.now();
    let id = MessageId(desk.ids.fresh());
    let (actor, author, staff_id, visibility) = match note {
        Note::Subject => (Actor::Subject, Author::Subject, None, Visibility::Shared),
        Note::Desk => (Actor::Desk, Author::Desk, None, Visibility::Shared),
        Note::Staff { by, visibility } => (Actor::Staff(by), Author::Staff, Some(by), visibility),
    };
    let row = message::entity::Model {
        id,
        ticket_id: opened.ticket.id,
        at: now,
        author,
        staff_id,
        visibility,
        body_sealed: opened.seal(desk, Place::Message(id), text),
    };
    message::store::insert(tx, row).await?;
    let entry = Entry::on(opened.ticket.id, now, actor, "message_written")
        .with(json!({ "message": id, "visibility": visibility.code() }));
    audit::store::append(tx, [entry]).await?;
    Ok(id)
}
