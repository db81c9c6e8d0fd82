//! A letter with a copy cannot leave, and staff bring the copy in another way: on paper, from another mailbox, over the counter.
//!
//! Without this an erasure that comes after the copy would wait for ever, for instance when the package has expired meanwhile.

use serde_json::json;

use crate::{
    audit::entry::Entry,
    casework::{
        collecting::advance,
        error::CaseError,
        refusal::Refusal,
        sealing,
        writing::write_message::{self, Note},
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{LetterId, StaffId, TicketId},
    },
    letter,
    message::{LONGEST_MESSAGE, kind::Visibility},
};

/// Notes that the person has the copy which this letter was to bring. `how` becomes an internal note.
pub async fn bring(desk: &Desk, by: StaffId, ticket: TicketId, id: LetterId, how: &str) -> Result<(), CaseError> {
    if how.trim().is_empty() {
        return Err(Refusal::NoNote.into());
    }
    if how.chars().count() > LONGEST_MESSAGE {
        return Err(Refusal::TooLong.into());
    }
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, ticket).await?;
    let letters = letter::store::of(&tx, ticket).await?;
    let row = letters.iter().find(|row| row.id == id && row.kind.brings_copy()).ok_or(CaseError::NotFound)?;
    if !letter::store::bring(&tx, row.id).await? {
        return Err(Refusal::LetterNotGivenUp.into());
    }
    write_message::put_down(&tx, desk, &opened, Note::Staff { by, visibility: Visibility::Internal }, how).await?;
    let entry = Entry::on(ticket, desk.now(), Actor::Staff(by), "copy_brought").with(json!({ "letter": id }));
    // An erasure that waited for it begins.
    advance::after_change(&tx, desk, &opened, vec![entry]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
