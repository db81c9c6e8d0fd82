//! Letters and their fate.

use std::{collections::BTreeMap, sync::Arc};

use poem::{
    IntoResponse, Request, Response, Result, handler,
    web::{Data, Path},
};
use rightsdesk_exporters::contract::subject::IdentifierKind;

use super::{
    notice::Notice,
    queue::paging,
    sent::Sent,
    shown::{self, Times},
    signed_in::SignedIn,
    terms,
    ticket::again::id,
};
use crate::{
    casework::{self, error::CaseError, sealing::Place},
    desk::Desk,
    identifier::mask::masked,
    kernel::ids::{LetterId, TicketId},
    letter, ticket,
    web::{
        fields::Fields,
        page::{
            desk::outbox::{Outbox, OutboxRow},
            frame::DeskPlace,
        },
        problem::BadForm,
    },
};

/// How many letters a page has.
const PAGE: u64 = 50;

/// The list.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, request: &Request) -> Result<Response> {
    let page = match Fields::of_query(request)?.one("page")? {
        "" => 1,
        number => number.parse().ok().filter(|page| *page >= 1).ok_or(BadForm("there is no such page"))?,
    };
    let (letters, total) =
        letter::store::page(&desk.db, PAGE.saturating_mul(page - 1), PAGE).await.map_err(CaseError::from)?;
    shown::page(&Outbox {
        frame: by.frame(&desk, DeskPlace::Outbox),
        rows: rows(&desk, &by, &letters).await?,
        may_work: by.role().may_work(),
        paging: paging(page, total.div_ceil(PAGE).max(1), |page| format!("/desk/outbox?page={page}")),
    })
}

async fn rows(desk: &Desk, by: &SignedIn, letters: &[letter::entity::Model]) -> Result<Vec<OutboxRow>, CaseError> {
    let tickets: Vec<TicketId> = letters.iter().map(|letter| letter.ticket_id).collect();
    let keys = ticket::keys::of_all(&desk.db, &desk.masters, &tickets).await?;
    let references: BTreeMap<_, _> = ticket::store::references(&desk.db, &tickets).await?.into_iter().collect();
    let times = Times::of(desk, by.language);
    let rows = letters.iter().map(|letter| {
        let to = match keys.get(&letter.ticket_id) {
            Some(key) => key.open_text(&Place::Recipient(letter.id).to_string(), &letter.recipient_sealed)?,
            // Its key was destroyed in due time.
            None => String::new(),
        };
        Ok(OutboxRow {
            id: letter.id.to_string(),
            letter: terms::letter(letter.kind, by.language).to_owned(),
            reference: references.get(&letter.ticket_id).cloned(),
            to: masked(IdentifierKind::EMAIL, &to),
            state: terms::mail_tag(letter, times, desk.now()),
            queued_at: times.short(letter.created_at),
            tries: u32::try_from(letter.attempts).unwrap_or(0),
            last_error: letter.problem.clone(),
        })
    });
    rows.collect()
}

/// Sends a letter again that was given up.
#[handler]
pub async fn retry(desk: Data<&Arc<Desk>>, sent: Sent, Path(letter): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let letter = LetterId(id(&letter)?);
    let row = letter::store::by_id(&desk.db, letter).await.map_err(CaseError::from)?.ok_or(CaseError::NotFound)?;
    match casework::collecting::retry::letter(&desk, by.id(), row.ticket_id, letter).await {
        Ok(()) => Ok(Notice::LetterRetried.at("/desk/outbox")),
        // Somebody else was faster, or a worker: the list says how it stands now.
        Err(CaseError::Refused(_)) => Ok(poem::web::Redirect::see_other("/desk/outbox").into_response()),
        Err(other) => Err(other.into()),
    }
}
