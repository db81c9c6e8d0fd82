//! Everything that stands in a built package, as its manifest lists it.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};

use super::{shown, signed_in::SignedIn};
use crate::{
    casework::copying::look_into,
    desk::Desk,
    web::{
        case,
        page::{
            desk::contents::{Contents, ContentsRow},
            frame::DeskPlace,
        },
    },
    words::number,
};

/// The list. Files stand in it by the names that they came with, such as `passport-ada.pdf`: it is for those who work on tickets.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, Path(reference): Path<String>) -> Result<Response> {
    by.must_work()?;
    let ticket = case::find(&desk, &reference).await?;
    let manifest = look_into::contents(&desk, ticket.id).await?;
    let rows = manifest.entries.into_iter().map(|entry| ContentsRow {
        path: entry.path,
        size: number::size(entry.bytes, by.language),
        sha256: entry.sha256,
    });
    let frame = by.frame(&desk, DeskPlace::Queue);
    shown::page(&Contents { frame, reference: ticket.reference, rows: rows.collect() })
}
