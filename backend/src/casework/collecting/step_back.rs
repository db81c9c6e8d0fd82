//! Something is asked again although all had answered: the ticket goes back from review to collecting, and the package that was
//! made of the former answers steps back.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;

use crate::{
    archive,
    casework::error::CaseError,
    kernel::actor::Actor,
    ticket::{self, entity::Model},
};

/// Takes the ticket back from review; as it stands then.
pub(in crate::casework) async fn step_back(
    tx: &DatabaseTransaction,
    ticket: Model,
    by: Actor,
    now: DateTime<Utc>,
) -> Result<Model, CaseError> {
    let ticket = ticket::store::save(tx, ticket.reopen(by, now)?).await?;
    archive::store::supersede(tx, ticket.id).await?;
    Ok(ticket)
}
