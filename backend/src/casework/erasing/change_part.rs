//! Staff change which part is erased, before the systems are asked. The person is told.

use serde_json::json;

use super::{part_words, parts};
use crate::{
    audit::{self, entry::Entry},
    casework::{
        circumstances::of_a_death,
        error::CaseError,
        refusal::Refusal,
        sealing,
        writing::{
            letters,
            occasion::Writing,
            write_message::{self, Note},
        },
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{RequestId, StaffId, TicketId},
    },
    message::kind::Visibility,
    request::{self, part::Part},
    rights::right::Right,
    staff,
    ticket::state::State,
    words::{fill::Fill, language::Language},
};

/// Writes another part into the request; none: everything.
pub async fn change(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    request: RequestId,
    part: Option<Part>,
) -> Result<(), CaseError> {
    parts::check(desk, part.as_ref())?;
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    let row = request::store::of(&tx, id).await?.into_iter().find(|row| row.id == request);
    let row = row.filter(|row| row.right == Right::Erasure).ok_or(CaseError::NotFound)?;
    match opened.ticket.state {
        State::Unverified | State::Received => {}
        State::Collecting
        | State::Review
        | State::Answered
        | State::Withdrawn
        | State::Denied
        | State::Expired
        | State::NoReply
        | State::Merged => {
            return Err(Refusal::PartIsAsked.into());
        }
    }
    if row.part == part {
        return Ok(());
    }
    of_a_death::officer_alone(&tx, by, id).await?;
    if !request::store::change_part(&tx, request, part.clone()).await? {
        return Err(Refusal::PartIsAsked.into());
    }
    let details = json!({ "request": request, "from": row.part, "to": part });
    audit::store::append(&tx, [Entry::on(id, now, Actor::Staff(by), "part_changed").with(details)]).await?;
    // Somebody who has not confirmed yet reads it on the page where they do.
    if opened.ticket.state == State::Received {
        let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
        let w = language.parts();
        let now_asked =
            part.as_ref().map_or_else(|| w.everything.to_owned(), |part| part_words::words(desk, part, language));
        let text = w.told.with(now_asked);
        let note = Note::Staff { by, visibility: Visibility::Shared };
        write_message::put_down(&tx, desk, &opened, note, &text).await?;
        let name = staff::store::name_of(&tx, by).await?;
        letters::queue(&tx, desk, &opened, Writing::Message { by: &name, text: &text }).await?;
    }
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
