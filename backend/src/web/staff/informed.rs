//! The versions of what people are told of the use of their data, what changed between them; and the button that answers a
//! request from them.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};

use super::{
    notice::Notice,
    sent::Sent,
    shown::{self, Times},
    signed_in::SignedIn,
    ticket::{
        again::id,
        outcome::{Place, Typed},
    },
};
use crate::{
    casework::{answering::decide::Proposed, error::CaseError, inform},
    desk::Desk,
    kernel::ids::{PrivacyNoticeId, RequestId},
    privacy_notice::{self, content, entity::Model},
    web::{
        case,
        page::{
            desk::informed::{VersionPage, VersionRow, Versions},
            frame::DeskPlace,
        },
    },
};

/// All of them.
#[handler]
pub async fn list(desk: Data<&Arc<Desk>>, by: SignedIn) -> Result<Response> {
    inform::versions::keep(&desk).await?;
    let mut rows = Vec::new();
    for version in privacy_notice::store::all(&desk.db).await.map_err(CaseError::from)? {
        rows.push(row(&desk, &by, &version).await?);
    }
    shown::page(&Versions { frame: by.frame(&desk, DeskPlace::Informing), rows })
}

/// One of them, held against the one before.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, Path(version): Path<String>) -> Result<Response> {
    shown::page(&fill(&desk, &by, PrivacyNoticeId(id(&version)?)).await?)
}

async fn fill(desk: &Desk, by: &SignedIn, id: PrivacyNoticeId) -> Result<VersionPage, CaseError> {
    let version = privacy_notice::store::by_id(&desk.db, id).await?.ok_or(CaseError::NotFound)?;
    let before = privacy_notice::store::by_number(&desk.db, &version.product, version.number - 1).await?;
    let sections = version.sections(by.language.code());
    let changes = before.map(|before| content::changes(&before.sections(by.language.code()), &sections));
    Ok(VersionPage {
        frame: by.frame(desk, DeskPlace::Informing),
        row: row(desk, by, &version).await?,
        hash: version.hash.chars().take(16).collect(),
        sections,
        changes,
    })
}

async fn row(desk: &Desk, by: &SignedIn, version: &Model) -> Result<VersionRow, CaseError> {
    Ok(VersionRow {
        id: version.id.to_string(),
        product: version.product.clone(),
        number: version.number,
        began_on: Times::of(desk, by.language).short_day(version.began_on),
        seen: privacy_notice::store::seen_count(&desk.db, version.id).await?,
    })
}

/// Answers a request to be informed.
#[handler]
pub async fn answer(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, request)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let ticket = case::find(&desk, &reference).await?;
    let done = inform::answer::answer(&desk, by.id(), ticket.id, RequestId(id(&request)?)).await;
    let done = done.map(|proposed| match proposed {
        Proposed::Answered => Notice::Answered,
        Proposed::Waits => Notice::AnswerProposed,
    });
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, Typed::Nothing).await
}
