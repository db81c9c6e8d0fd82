//! The list: what is locked, and what was until lately; all cases, or one of them.

use std::sync::Arc;

use poem::{Request, Response, Result, handler, web::Data};

use super::rows;
use crate::{
    casework::error::CaseError,
    desk::Desk,
    hold::{
        self,
        ground::{Ground, Keeps},
    },
    web::{
        fields::Fields,
        page::{desk::locks::Locks, frame::DeskPlace},
        problem::BadForm,
        staff::{holds::rows as holds, shown, signed_in::SignedIn},
    },
};

/// How many that have ended are shown.
const MOST_ENDED: u64 = 50;

/// The list.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, request: &Request) -> Result<Response> {
    // The page after a form says in its address what was done.
    let query = Fields::of_query(request)?.only(&["case", "done"])?;
    let case = match query.one("case")? {
        "" => None,
        code => Some(code.parse::<Ground>().map_err(|_| BadForm("it has a case that there is not"))?),
    };
    shown::page(&fill(&desk, &by, case).await?)
}

async fn fill(desk: &Desk, by: &SignedIn, case: Option<Ground>) -> Result<Locks, CaseError> {
    let wanted = |row: &hold::entity::Model| case.is_none_or(|case| row.ground == case);
    let mut standing = hold::store::standing(&desk.db, Keeps::Lock).await?;
    let mut ended = hold::store::lifted(&desk.db, Keeps::Lock, MOST_ENDED).await?;
    standing.retain(wanted);
    ended.retain(wanted);
    Ok(Locks {
        frame: by.frame(desk, DeskPlace::Locks),
        rows: rows::of(desk, &standing, by.language).await?,
        ended: rows::of(desk, &ended, by.language).await?,
        case: case.map(|case| case.code().to_owned()).unwrap_or_default(),
        cases: Ground::of(Keeps::Lock)
            .map(|ground| (ground.code().to_owned(), holds::ground(ground, by.language).to_owned()))
            .collect(),
        may_work: by.role().may_work(),
    })
}
