//! What has come back after an erasure, or was never gone: the list, and the button that says that somebody has seen to it.

use std::sync::Arc;

use poem::{
    IntoResponse, Response, Result, handler,
    web::{Data, Path, Redirect},
};

use super::{
    sent::Sent,
    shown::{self, Times},
    signed_in::SignedIn,
    ticket::again::id,
};
use crate::{
    casework::{erasing::look_again, error::CaseError},
    desk::Desk,
    kernel::ids::RecheckId,
    recheck::{self, state::Found},
    ticket,
    web::page::{
        desk::again::{Again, AgainRow},
        frame::DeskPlace,
    },
};

/// The list.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn) -> Result<Response> {
    shown::page(&fill(&desk, &by).await?)
}

async fn fill(desk: &Desk, by: &SignedIn) -> Result<Again, CaseError> {
    let w = by.language.again();
    let times = Times::of(desk, by.language);
    let mut rows = Vec::new();
    for row in recheck::store::alarms(&desk.db).await? {
        let reference = match row.ticket_id {
            Some(id) => ticket::store::by_id(&desk.db, id).await?.map(|ticket| ticket.reference),
            None => None,
        };
        let what = match row.found {
            Some(Found::Left) => w.left,
            Some(Found::Back) => w.back,
            Some(Found::Unable | Found::Clean | Found::Forgotten) | None => w.unable,
        };
        rows.push(AgainRow {
            id: row.id.to_string(),
            system: desk.systems.name(&row.system, by.language.code()),
            reference,
            when: row.ended_at.map_or_else(String::new, |at| times.short(at)),
            what: what.to_owned(),
            remark: row.remark.unwrap_or_default(),
        });
    }
    Ok(Again { frame: by.frame(desk, DeskPlace::Again), w, rows, may_work: by.role().may_work() })
}

/// Somebody has seen to it.
#[handler]
pub async fn see(desk: Data<&Arc<Desk>>, sent: Sent, Path(recheck): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    match look_again::see(&desk, by.id(), RecheckId(id(&recheck)?)).await {
        // Somebody else was faster: the list says how it stands now.
        Ok(()) | Err(CaseError::NotFound) => Ok(Redirect::see_other("/desk/again").into_response()),
        Err(other) => Err(other.into()),
    }
}
