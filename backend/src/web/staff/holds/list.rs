//! The list: what stands, the next review first, and what was lifted last.

use std::sync::Arc;

use poem::{Response, Result, handler, web::Data};

use super::rows;
use crate::{
    casework::error::CaseError,
    desk::Desk,
    hold::{self, ground::Keeps},
    web::{
        page::{desk::holds::Holds, frame::DeskPlace},
        staff::{shown, signed_in::SignedIn},
    },
};

/// How many that were lifted are shown.
const MOST_LIFTED: u64 = 50;

/// The list.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn) -> Result<Response> {
    shown::page(&fill(&desk, &by).await?)
}

async fn fill(desk: &Desk, by: &SignedIn) -> Result<Holds, CaseError> {
    let standing = hold::store::standing(&desk.db, Keeps::Hold).await?;
    let lifted = hold::store::lifted(&desk.db, Keeps::Hold, MOST_LIFTED).await?;
    Ok(Holds {
        frame: by.frame(desk, DeskPlace::Holds),
        rows: rows::of(desk, &standing, by.language).await?,
        lifted: rows::of(desk, &lifted, by.language).await?,
        may_work: by.role().may_work(),
    })
}
