//! How a system differs from its manifest, and what staff say of it.

use std::{collections::BTreeMap, sync::Arc};

use poem::{
    Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};
use rightsdesk_exporters::contract::drift::{Likeness, Look, Strange};

use super::{
    notice::Notice,
    refusals,
    sent::Sent,
    shown::{self, Times},
    signed_in::SignedIn,
};
use crate::{
    casework::{error::CaseError, keeping::look_for_drift},
    desk::Desk,
    kernel::ids::StaffId,
    register::{
        drift::{self, Kind, Model},
        drift_look,
    },
    staff,
    web::page::{
        desk::drift::{DriftPage, StrangeRow},
        frame::DeskPlace,
    },
    words::{
        fill::{Fill, fill as filled},
        language::Language,
        number,
    },
};

/// The page.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, Path(key): Path<String>) -> Result<Response> {
    shown::page(&fill(&desk, &by, &key).await?)
}

/// Looks again now.
#[handler]
pub async fn look_again(desk: Data<&Arc<Desk>>, sent: Sent, Path(key): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let done = look_for_drift::look_at(&desk, by.id(), &key).await;
    after(&desk, &by, &key, done.map(|()| Notice::DriftLooked)).await
}

/// Notes that there is no personal data in a table as it is now.
#[handler]
pub async fn know(desk: Data<&Arc<Desk>>, sent: Sent, Path(key): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["place", "shape", "why"])?;
    let what = (fields.one("place")?, fields.one("shape")?);
    let done = look_for_drift::know(&desk, by.id(), &key, what, fields.one("why")?).await;
    after(&desk, &by, &key, done.map(|()| Notice::DriftKnown)).await
}

async fn after(desk: &Desk, by: &SignedIn, key: &str, done: Result<Notice, CaseError>) -> Result<Response> {
    match done {
        Ok(notice) => Ok(notice.at(&format!("/desk/systems/{key}/drift"))),
        Err(CaseError::Refused(refusal)) => {
            let mut page = fill(desk, by, key).await?;
            page.refusal = Some(refusals::words(refusal, by.language).to_owned());
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

async fn fill(desk: &Desk, by: &SignedIn, key: &str) -> Result<DriftPage, CaseError> {
    let system = desk.systems.get(key).ok_or(CaseError::NotFound)?;
    let rows = drift::of(&desk.db, key).await?;
    let people: BTreeMap<StaffId, String> =
        staff::store::all(&desk.db).await?.into_iter().map(|person| (person.id, person.name)).collect();
    let times = Times::of(desk, by.language);
    let row = |row: &&Model| strange_row(row, &people, times, by.language);
    let strange = || rows.iter().filter(|row| row.kind == Kind::Undeclared);
    Ok(DriftPage {
        frame: by.frame(desk, DeskPlace::Systems),
        key: key.to_owned(),
        name: system.name(by.language.code()),
        looked_at: drift_look::last(&desk.db, key).await?.map(|at| times.short(at)),
        gone: rows.iter().filter(|row| row.kind == Kind::Gone).map(|row| row.place.clone()).collect(),
        people: strange().filter(|row| row.is_loud()).filter_map(|it| row(&it)).collect(),
        others: strange().filter(|row| row.looks == 0 && !row.is_known()).filter_map(|it| row(&it)).collect(),
        known: strange().filter(|row| row.is_known()).filter_map(|it| row(&it)).collect(),
        refusal: None,
        may_work: by.role().may_work(),
    })
}

fn strange_row(
    row: &Model,
    people: &BTreeMap<StaffId, String>,
    times: Times,
    language: Language,
) -> Option<StrangeRow> {
    let w = language.drifting();
    let Strange { table, is_whole, columns, sampled, looks, shape } = row.strange()?;
    let known = row.known_by.filter(|_| row.is_known()).map(|id| {
        let who = people.get(&id).cloned().unwrap_or_default();
        let when = row.known_at.map(|at| times.short_day_of(at)).unwrap_or_default();
        (w.known_by.with2(who, when), row.known_why.clone().unwrap_or_default())
    });
    Some(StrangeRow {
        table,
        is_whole,
        columns: columns.join(", "),
        looks: looks.iter().map(|look| look_words(look, language)).collect(),
        sampled: w.sampled.with(number::count(sampled, language)),
        since: w.first_seen.with(times.short_day_of(row.first_seen_at)),
        shape,
        known,
    })
}

fn look_words(look: &Look, language: Language) -> String {
    let w = language.drifting();
    let like = match look.like {
        Likeness::Email => w.email,
        Likeness::MatrixId => w.matrix_id,
        Likeness::Phone => w.phone,
    };
    filled(w.look, &[&look.column, &like, &number::count(look.rows, language)])
}
