//! The live systems are held against their manifests, every night and when somebody asks.
//!
//! A system that does not answer is looked at the next night: that it does not answer is told elsewhere.

use std::time::Duration;

use rightsdesk_exporters::contract::{call::Call, drift::Drift};
use serde_json::json;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::{
    audit::{self, entry::Entry},
    casework::{error::CaseError, holding::set_hold::check_words, refusal::Refusal},
    desk::Desk,
    kernel::{actor::Actor, database, ids::StaffId},
    register::{
        drift::{self, Kind},
        drift_look,
    },
};

/// How long one system is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// Looks at all systems at once.
pub async fn look(desk: &Desk) -> Result<(), CaseError> {
    let mut looking = JoinSet::new();
    for system in desk.systems.iter().filter(|system| system.connector.drifting().is_some()) {
        let (key, connector) = (system.key.clone(), std::sync::Arc::clone(&system.connector));
        let call = Call { id: desk.ids.fresh().to_string(), cancel: CancellationToken::new(), budget: PATIENCE };
        looking.spawn(async move {
            let looked = match connector.drifting() {
                Some(drifting) => tokio::time::timeout(PATIENCE, drifting.drift(&call)).await,
                None => return (key, None),
            };
            call.cancel.cancel();
            let drift = match looked {
                Ok(Ok(drift)) => Some(drift),
                Ok(Err(error)) => {
                    tracing::warn!(system = key, %error, "a system could not be held against its manifest");
                    None
                }
                Err(_) => {
                    tracing::warn!(system = key, "a system could not be held against its manifest in time");
                    None
                }
            };
            (key, drift)
        });
    }
    while let Some(looked) = looking.join_next().await {
        if let (key, Some(drift)) = looked.map_err(CaseError::fault)? {
            note(desk, &key, &drift, Actor::Desk).await?;
        }
    }
    Ok(())
}

/// Looks at one system now.
pub async fn look_at(desk: &Desk, by: StaffId, key: &str) -> Result<(), CaseError> {
    let system = desk.systems.get(key).ok_or(CaseError::NotFound)?;
    let drifting = system.connector.drifting().ok_or(CaseError::NotFound)?;
    let cancel = CancellationToken::new();
    let call = Call { id: desk.ids.fresh().to_string(), cancel: cancel.clone(), budget: PATIENCE };
    let looked = tokio::time::timeout(PATIENCE, drifting.drift(&call)).await;
    cancel.cancel();
    match looked {
        Ok(Ok(found)) => note(desk, key, &found, Actor::Staff(by)).await,
        Ok(Err(_)) | Err(_) => Err(Refusal::SystemAway.into()),
    }
}

/// Writes down what was found, and into the log what is new and loud: names of tables and columns, never a value.
async fn note(desk: &Desk, key: &str, found: &Drift, by: Actor) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    database::serialise(&tx, &format!("drift of {key}")).await?;
    drift_look::note(&tx, key, now).await?;
    let news = drift::write(&tx, key, found, now).await?;
    if !news.is_empty() {
        let of = |kind: Kind| -> Vec<&str> {
            news.iter().filter(|row| row.kind == kind).map(|row| row.place.as_str()).collect()
        };
        let details = json!({ "system": key, "gone": of(Kind::Gone), "looks_like_people": of(Kind::Undeclared) });
        tracing::error!(system = key, gone = of(Kind::Gone).len(), "a system is not as its manifest says");
        audit::store::append(&tx, [Entry::aside(now, by, "system_drifted").with(details)]).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// A member of staff says that there is no personal data in a table as it is now: it is quiet until it changes.
pub async fn know(
    desk: &Desk,
    by: StaffId,
    key: &str,
    (place, shape): (&str, &str),
    why: &str,
) -> Result<(), CaseError> {
    desk.systems.get(key).ok_or(CaseError::NotFound)?;
    // A form can hold what no table is called, and what not every database can store.
    if [place, shape].iter().any(|it| it.contains(char::is_control)) {
        return Err(Refusal::TableChanged.into());
    }
    let why: String = why.chars().filter(|it| !it.is_control() || matches!(it, '\n' | '\t')).collect();
    check_words(&why)?;
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    if !drift::know(&tx, (key, place, shape), by, why.trim(), now).await? {
        return Err(Refusal::TableChanged.into());
    }
    let details = json!({ "system": key, "place": place, "shape": shape });
    audit::store::append(&tx, [Entry::aside(now, Actor::Staff(by), "drift_known").with(details)]).await?;
    tx.commit().await?;
    Ok(())
}
