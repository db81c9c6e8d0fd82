//! What has come back after an erasure, or was never gone.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use crate::{
    casework::erasing::look_again,
    kernel::ids::RecheckId,
    recheck::{self, state::Found},
    ticket,
    web::api::{
        caller::{Caller, Caseworker, desk},
        faults::{Listing, Moving, Or},
        reply::Done,
    },
};

/// A later look at what was erased, of which somebody has to see to what it found.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct RecheckView {
    /// Its id.
    pub id: Uuid,
    /// The key of the system.
    pub system: String,
    /// The ticket of the erasure that was looked at; none for a whole system.
    pub reference: Option<String>,
    /// When it was looked.
    pub ended_at: Option<DateTime<Utc>>,
    /// What it found.
    pub found: Option<Found>,
    /// Of whom, by lines of the ledger; or why it could not be told.
    pub remark: Option<String>,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Rechecks;

#[OpenApi]
impl Rechecks {
    /// List what was found again after it was erased, and nobody has seen to, oldest first
    #[oai(path = "/rechecks", method = "get", operation_id = "list_rechecks")]
    async fn list(&self, _by: Caller, request: &Request) -> Result<Json<Vec<RecheckView>>, Or<Listing>> {
        let desk = desk(request);
        let alarms = recheck::store::alarms(&desk.db).await?;
        let tickets: Vec<_> = alarms.iter().filter_map(|row| row.ticket_id).collect();
        let references: BTreeMap<_, _> = ticket::store::references(&desk.db, &tickets).await?.into_iter().collect();
        let views = alarms.into_iter().map(|row| RecheckView {
            id: row.id.0,
            system: row.system,
            reference: row.ticket_id.and_then(|ticket| references.get(&ticket).cloned()),
            ended_at: row.ended_at,
            found: row.found,
            remark: row.remark,
        });
        Ok(Json(views.collect()))
    }

    /// Say that somebody has seen to what was found
    #[oai(path = "/rechecks/:id/seen", method = "post", operation_id = "see_recheck")]
    async fn see(
        &self,
        by: Caseworker,
        request: &Request,
        /// The id of the look.
        id: Path<Uuid>,
    ) -> Result<Done, Or<Moving>> {
        look_again::see(desk(request), by.id(), RecheckId(id.0)).await?;
        Ok(Done)
    }
}
