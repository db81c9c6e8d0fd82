//! Forms that let something be tried again.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};
use uuid::Uuid;

use super::outcome::{Place, Typed};
use crate::{
    archive,
    casework::{collecting::retry, copying::bring_copy, error::CaseError},
    desk::Desk,
    kernel::ids::{LetterId, TaskId},
    web::{
        case,
        staff::{notice::Notice, sent::Sent},
    },
};

/// Asks a system again.
#[handler]
pub async fn task(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, id)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let ticket = case::find(&desk, &reference).await?;
    let done = retry::task(&desk, by.id(), ticket.id, TaskId(self::id(&id)?)).await.map(|()| Notice::TaskRetried);
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, Typed::Nothing).await
}

/// Sends a letter again.
#[handler]
pub async fn letter(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, id)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let ticket = case::find(&desk, &reference).await?;
    let done = retry::letter(&desk, by.id(), ticket.id, LetterId(self::id(&id)?)).await;
    let done = done.map(|()| Notice::LetterRetried);
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, Typed::Nothing).await
}

/// Notes how the person got the copy that a letter could not bring.
#[handler]
pub async fn bring(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, id)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["how"])?;
    let ticket = case::find(&desk, &reference).await?;
    let done = bring_copy::bring(&desk, by.id(), ticket.id, LetterId(self::id(&id)?), fields.one("how")?).await;
    let done = done.map(|()| Notice::NoteKept);
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, Typed::Nothing).await
}

/// Builds the package again.
#[handler]
pub async fn package(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let ticket = case::find(&desk, &reference).await?;
    let archive = archive::store::current(&desk.db, ticket.id).await.map_err(CaseError::from)?;
    let archive = archive.ok_or(CaseError::NotFound)?;
    let done = retry::archive(&desk, by.id(), ticket.id, archive.id).await.map(|()| Notice::PackageRetried);
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, Typed::Nothing).await
}

/// An id in an address; what is none names nothing.
pub fn id(text: &str) -> Result<Uuid, CaseError> {
    text.parse().map_err(|_| CaseError::NotFound)
}
