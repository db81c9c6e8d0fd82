//! The connected systems, how they fare, and a button to try each.

use std::{collections::BTreeMap, sync::Arc};

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};
use rightsdesk_exporters::contract::subject::IdentifierKind;

use super::{
    sent::Sent,
    shown::{self, Times},
    signed_in::SignedIn,
    terms,
};
use crate::{
    casework::{
        collecting::try_system::{self, Tried},
        error::CaseError,
    },
    desk::Desk,
    register::{
        connected::Connected,
        drift::{self, Kind},
        state::{self, Model},
    },
    web::page::{
        desk::systems::{DriftNote, SystemRow, Systems},
        frame::DeskPlace,
        tag::HealthTag,
    },
    words::{fill::Fill, language::Language},
};

/// The list.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn) -> Result<Response> {
    shown::page(&fill(&desk, &by).await?)
}

/// Tries a system. What it remarks is shown in the answer: it is of this moment, and kept nowhere.
#[handler]
pub async fn test(desk: Data<&Arc<Desk>>, sent: Sent, Path(key): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let tried = try_system::try_system(&desk, by.id(), &key).await?;
    let mut page = fill(&desk, &by).await?;
    let name = desk.systems.name(&key, by.language.code());
    let w = &by.language.terms().notice;
    match tried {
        Tried::Well(remarks) => {
            page.frame.notice = Some(w.system_well.with(name));
            if let Some(row) = page.rows.iter_mut().find(|row| row.key == key) {
                row.remarks = remarks;
            }
        }
        Tried::Failed(problem) => page.frame.notice = Some(w.system_failed.with2(name, problem)),
    }
    shown::page(&page)
}

async fn fill(desk: &Desk, by: &SignedIn) -> Result<Systems, CaseError> {
    let states: BTreeMap<String, Model> =
        state::all(&desk.db).await?.into_iter().map(|row| (row.system.clone(), row)).collect();
    let drift = drift::all(&desk.db).await?;
    let times = Times::of(desk, by.language);
    let rows = desk.systems.iter().map(|system| row(system, states.get(&system.key), &drift, times, by.language));
    let rows = rows.collect();
    Ok(Systems { frame: by.frame(desk, DeskPlace::Systems), rows, may_test: by.role().may_work() })
}

/// What stands in the list of how a system differs from its manifest.
fn drift_note(system: &Connected, drift: &[drift::Model]) -> Option<DriftNote> {
    system.connector.drifting()?;
    let loud = |kind: Kind| {
        let of_system = drift.iter().filter(|row| row.system == system.key && row.kind == kind);
        of_system.filter(|row| row.is_loud()).count()
    };
    Some(DriftNote { gone: loud(Kind::Gone), people: loud(Kind::Undeclared) })
}

fn row(
    system: &Connected,
    state: Option<&Model>,
    drift: &[drift::Model],
    times: Times,
    language: Language,
) -> SystemRow {
    let about = system.connector.about();
    let last_success = state.and_then(|state| state.last_success_at);
    let last_failure = state.and_then(|state| state.last_failure_at);
    SystemRow {
        key: system.key.clone(),
        name: system.name(language.code()),
        description: system.description().for_language(language.code()).to_owned(),
        finds_by: listed(&about.accepts, language),
        learns: listed(&about.learns, language),
        health: match (last_success, last_failure) {
            _ if about.accepts.is_empty() => HealthTag::ByHand,
            (None, None) => HealthTag::Unknown,
            (success, failure) if failure > success => HealthTag::Failing,
            _ => HealthTag::Well,
        },
        last_success: last_success.map(|at| times.short(at)),
        last_error: last_failure.map(|at| {
            let problem = state.and_then(|state| state.last_problem.clone());
            (times.short(at), problem.unwrap_or_default())
        }),
        remarks: Vec::new(),
        drift: drift_note(system, drift),
    }
}

fn listed(kinds: &[IdentifierKind], language: Language) -> String {
    kinds.iter().map(|kind| terms::identifier_kind(kind.as_str(), language)).collect::<Vec<_>>().join(", ")
}
