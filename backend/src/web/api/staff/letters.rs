//! The outbox.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use poem::Request;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use rightsdesk_exporters::contract::subject::IdentifierKind;
use uuid::Uuid;

use super::{
    page::{Paging, first, usual, window},
    ticket::How,
};
use crate::{
    casework::{collecting::retry, copying::bring_copy, error::CaseError, sealing::Place},
    desk::Desk,
    identifier::mask::masked,
    kernel::ids::{LetterId, TicketId},
    letter::{
        self,
        entity::Model,
        kind::{Kind, State},
    },
    ticket,
    web::api::{
        body::Body,
        caller::{Caller, Caseworker, desk},
        faults::{Listing, Moving, Or, Sending},
        reply::Done,
    },
};

/// A page of the outbox.
#[derive(Clone, Debug, Object)]
pub struct LetterPage {
    /// The letters.
    pub letters: Vec<QueuedLetter>,
    /// Where in the list this is.
    pub paging: Paging,
}

/// A letter in the outbox. Its text is not told: links in it are keys to the person's request.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct QueuedLetter {
    /// Its id.
    pub id: Uuid,
    /// Which letter.
    pub kind: Kind,
    /// The ticket that it is about.
    pub reference: Option<String>,
    /// To whom, masked; absent if it was erased.
    pub to: Option<String>,
    /// Where it stands.
    pub state: State,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
    /// When the mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// How often it was tried.
    pub attempts: u32,
    /// What went wrong last.
    pub problem: Option<String>,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Letters;

#[OpenApi]
impl Letters {
    /// List the letters of all tickets, newest first
    #[oai(path = "/letters", method = "get", operation_id = "list_letters")]
    async fn list(
        &self,
        _by: Caller,
        request: &Request,
        /// Which page, from 1.
        #[oai(default = "first", validator(minimum(value = "1"), maximum(value = "1000000")))]
        page: Query<u32>,
        /// How many letters a page has.
        #[oai(default = "usual", validator(minimum(value = "1"), maximum(value = "100")))]
        per_page: Query<u32>,
    ) -> Result<Json<LetterPage>, Or<Listing>> {
        let desk = desk(request);
        let (offset, limit) = window(page.0, per_page.0);
        let (found, total) = letter::store::page(&desk.db, offset, limit).await?;
        let paging = Paging { page: page.0, per_page: per_page.0, total };
        Ok(Json(LetterPage { letters: views(desk, &found).await?, paging }))
    }

    /// Send a letter again that was given up
    #[oai(path = "/letters/:id/retry", method = "post", operation_id = "retry_letter")]
    async fn retry(
        &self,
        by: Caseworker,
        request: &Request,
        /// The letter's id.
        id: Path<Uuid>,
    ) -> Result<Done, Or<Moving>> {
        let desk = desk(request);
        let row = letter::store::by_id(&desk.db, LetterId(id.0)).await?.ok_or(CaseError::NotFound)?;
        retry::letter(desk, by.id(), row.ticket_id, row.id).await?;
        Ok(Done)
    }

    /// Note how the person got the copy that a letter could not bring
    ///
    /// For a letter with a copy that was given up. An erasure that comes after the copy begins then.
    #[oai(path = "/letters/:id/brought", method = "post", operation_id = "bring_copy")]
    async fn bring(
        &self,
        by: Caseworker,
        request: &Request,
        /// The letter's id.
        id: Path<Uuid>,
        body: Body<How>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let row = letter::store::by_id(&desk.db, LetterId(id.0)).await?.ok_or(CaseError::NotFound)?;
        bring_copy::bring(desk, by.id(), row.ticket_id, row.id, &body.0.how).await?;
        Ok(Done)
    }
}

async fn views(desk: &Desk, letters: &[Model]) -> Result<Vec<QueuedLetter>, CaseError> {
    let tickets: Vec<TicketId> = letters.iter().map(|letter| letter.ticket_id).collect();
    let keys = ticket::keys::of_all(&desk.db, &desk.masters, &tickets).await?;
    let references: BTreeMap<_, _> = ticket::store::references(&desk.db, &tickets).await?.into_iter().collect();
    let views = letters.iter().map(|row| {
        // A key that is not there was destroyed in due time.
        let to = keys.get(&row.ticket_id).map(|key| {
            let to = key.open_text(&Place::Recipient(row.id).to_string(), &row.recipient_sealed)?;
            Ok::<_, CaseError>(masked(IdentifierKind::EMAIL, &to))
        });
        Ok(QueuedLetter {
            id: row.id.0,
            kind: row.kind,
            reference: references.get(&row.ticket_id).cloned(),
            to: to.transpose()?,
            state: row.state,
            created_at: row.created_at,
            sent_at: row.sent_at,
            attempts: u32::try_from(row.attempts).unwrap_or(0),
            problem: row.problem.clone(),
        })
    });
    views.collect()
}
