//! The list of complaints: what is open, and what was answered last.

use std::{collections::BTreeMap, sync::Arc};

use poem::{Response, Result, handler, web::Data};

use super::{shown, signed_in::SignedIn, ticket::complaints::line};
use crate::{
    casework::error::CaseError,
    complaint,
    desk::Desk,
    ticket,
    web::page::{desk::complaints::ComplaintList, frame::DeskPlace},
};

/// How many that were answered are shown.
const MOST_ANSWERED: u64 = 50;

/// The list.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn) -> Result<Response> {
    shown::page(&fill(&desk, &by).await?)
}

async fn fill(desk: &Desk, by: &SignedIn) -> Result<ComplaintList, CaseError> {
    let open = complaint::store::open(&desk.db).await?;
    let answered = complaint::store::answered(&desk.db, MOST_ANSWERED).await?;
    let tickets: Vec<_> = open.iter().chain(&answered).map(|row| row.ticket_id).collect();
    let references: BTreeMap<_, _> = ticket::store::references(&desk.db, &tickets).await?.into_iter().collect();
    let lines = |rows: &[complaint::entity::Model]| {
        let named = rows.iter().filter_map(|row| references.get(&row.ticket_id).map(|reference| (row, reference)));
        named.map(|(row, reference)| line(desk, row, reference, by.language)).collect()
    };
    Ok(ComplaintList { frame: by.frame(desk, DeskPlace::Complaints), open: lines(&open), answered: lines(&answered) })
}
