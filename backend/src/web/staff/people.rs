//! Who works here. Accounts are added and shut on the command line of the server.

use std::{collections::BTreeMap, sync::Arc};

use poem::{Response, Result, handler, web::Data};

use super::{
    shown::{self, Times},
    signed_in::SignedIn,
};
use crate::{
    audit,
    casework::error::CaseError,
    desk::Desk,
    staff::{self, role::Role},
    web::page::{
        desk::people::{People, PersonRow},
        frame::DeskPlace,
    },
};

/// The list.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn) -> Result<Response> {
    shown::page(&fill(&desk, &by).await?)
}

async fn fill(desk: &Desk, by: &SignedIn) -> Result<People, CaseError> {
    let last: BTreeMap<_, _> = audit::store::last_of_each(&desk.db, "signed_in").await?.into_iter().collect();
    let times = Times::of(desk, by.language);
    let w = &by.language.terms().role;
    let rows = staff::store::all(&desk.db).await?.into_iter().map(|person| PersonRow {
        role: match person.role {
            Role::Officer => w.officer,
            Role::Agent => w.agent,
            Role::Auditor => w.auditor,
        }
        .to_owned(),
        last_seen: last.get(&person.id).map(|at| times.short(*at)),
        is_active: person.disabled_at.is_none(),
        name: person.name,
    });
    Ok(People { frame: by.frame(desk, DeskPlace::People), rows: rows.collect() })
}
