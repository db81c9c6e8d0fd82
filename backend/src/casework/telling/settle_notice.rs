//! A member of staff tells a recipient by hand, or writes down why it cannot be told or need not be (Art. 19: "unless this
//! proves impossible or involves disproportionate effort"). That is a person's decision, never the desk's.

use serde_json::json;

use super::who_was_told;
use crate::{
    audit::{self, entry::Entry},
    casework::{
        circumstances::{authority, locked},
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Place},
        writing::{letters, occasion::Writing},
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{NoticeId, StaffId, TicketId},
    },
    message::LONGEST_MESSAGE,
    notice::{
        self,
        state::{self, State},
        store::Settled,
    },
    words::language::Language,
};

/// How a person may end a notice: the states that they can say.
pub const MAY_SAY: [State; 4] = [State::Sent, State::Acknowledged, State::Impossible, State::Disproportionate];

/// Notes what came of it.
pub async fn settle(
    desk: &Desk,
    by: StaffId,
    ticket: TicketId,
    id: NoticeId,
    state: State,
    words: &str,
) -> Result<(), CaseError> {
    if !MAY_SAY.contains(&state) {
        return Err(Refusal::NoOutcome.into());
    }
    let words = words.trim();
    if words.is_empty() {
        return Err(Refusal::NoNoticeWords.into());
    }
    if words.chars().count() > LONGEST_MESSAGE {
        return Err(Refusal::TooLong.into());
    }
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, ticket).await?;
    let row = notice::store::by_id(&tx, id).await?.filter(|row| row.ticket_id == ticket);
    let row = row.ok_or(CaseError::NotFound)?;
    let sealed = opened.seal(desk, Place::NoticeWords(id), words);
    let step = match state {
        State::Sent => state::TELL_BY_HAND,
        State::Acknowledged => state::ACKNOWLEDGE,
        State::Impossible => state::CALL_IMPOSSIBLE,
        State::Disproportionate => state::CALL_DISPROPORTIONATE,
        State::Planned | State::Failed => return Err(Refusal::NoOutcome.into()),
    };
    let settled = Settled { step, at: now, by: Some(by), words: Some(sealed) };
    if !notice::store::settle(&tx, id, settled).await? {
        return Err(Refusal::NoticeSettled.into());
    }
    let details = json!({ "notice": row.id, "state": state.code() });
    audit::store::append(&tx, [Entry::on(ticket, now, Actor::Staff(by), "recipient_settled").with(details)]).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes to the person who was told, because they asked.
pub async fn reply(desk: &Desk, by: StaffId, ticket: TicketId) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, ticket).await?;
    locked::must_be_free(&tx, ticket).await?;
    authority::must_be_shown(&tx, &opened.ticket).await?;
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let recipients = who_was_told::lines(&tx, desk, &opened, language).await?;
    if recipients.is_empty() {
        return Err(Refusal::NobodyWasTold.into());
    }
    letters::queue(&tx, desk, &opened, Writing::RecipientsReply { recipients }).await?;
    let line = Entry::on(ticket, desk.now(), Actor::Staff(by), "recipients_told_of");
    audit::store::append(&tx, [line]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
