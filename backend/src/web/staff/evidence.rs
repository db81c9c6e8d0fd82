//! The bundle of evidence about a ticket's erasures. It names nobody, so whoever may read here may have it.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    http::header,
    web::{Data, Path},
};

use super::signed_in::SignedIn;
use crate::{casework::erasing::evidence::bundle, desk::Desk, kernel::actor::Actor, web::case};

/// The bundle.
#[handler]
pub async fn fetch(desk: Data<&Arc<Desk>>, by: SignedIn, Path(reference): Path<String>) -> Result<Response> {
    let ticket = case::find(&desk, &reference).await?;
    let bundle = bundle::make(&desk, Actor::Staff(by.id()), ticket.id).await?;
    Ok(Response::builder()
        .header(header::CONTENT_TYPE, "application/zip")
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"evidence-{}.zip\"", ticket.reference))
        .header(header::CACHE_CONTROL, "no-store")
        .body(bundle))
}
