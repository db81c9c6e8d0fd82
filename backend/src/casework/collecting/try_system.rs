//! A member of staff tries whether a connected system can be reached.

use std::time::Duration;

use rightsdesk_exporters::contract::{call::Call, error::ConnectorError};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::{
    audit::{self, entry::Entry},
    casework::error::CaseError,
    desk::Desk,
    kernel::{actor::Actor, database, ids::StaffId},
    register,
};

/// How long a person waits for the answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It answered, and this is what staff should know although nothing is broken.
    Well(Vec<String>),
    /// It did not, for this reason.
    Failed(String),
}

/// Asks the system with this key how it is, and notes what it says.
pub async fn try_system(desk: &Desk, by: StaffId, key: &str) -> Result<Tried, CaseError> {
    let system = desk.systems.get(key).ok_or(CaseError::NotFound)?;
    let cancel = CancellationToken::new();
    let call = Call { id: desk.ids.fresh().to_string(), cancel: cancel.clone(), budget: PATIENCE };
    let tried = match tokio::time::timeout(PATIENCE, system.connector.check(&call)).await {
        Ok(Ok(health)) => Tried::Well(health.remarks),
        Ok(Err(error)) => Tried::Failed(in_words(&error)),
        Err(_) => Tried::Failed(format!("no answer within {} seconds", PATIENCE.as_secs())),
    };
    cancel.cancel();
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    match &tried {
        Tried::Well(_) => register::state::answered(&tx, key, now).await?,
        Tried::Failed(problem) => register::state::failed(&tx, key, problem, now).await?,
    }
    let details = json!({ "system": key, "well": matches!(tried, Tried::Well(_)) });
    audit::store::append(&tx, [Entry::aside(now, Actor::Staff(by), "system_tried").with(details)]).await?;
    tx.commit().await?;
    Ok(tried)
}

fn in_words(error: &ConnectorError) -> String {
    match error {
        ConnectorError::Transient { what, .. } | ConnectorError::Permanent { what } => what.clone(),
        ConnectorError::Cancelled => error.to_string(),
    }
}
