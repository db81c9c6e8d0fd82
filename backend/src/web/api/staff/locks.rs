//! Locks.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::holds::names;
use crate::{
    casework::{
        error::CaseError,
        locking::{
            lock_data::{self, Locking},
            plan_lift::{self, Plan},
            prefer_erasure,
        },
    },
    desk::Desk,
    hold::{
        self,
        entity::Model,
        ground::{Ground, Keeps},
        lock, place,
    },
    kernel::ids::HoldId,
    ticket,
    web::{
        api::{
            body::Body,
            caller::{Caller, Caseworker, desk},
            day::Day,
            faults::{Listing, Or, Sending},
            intake::given::GivenIdentifier,
            reply::{Created, Done},
        },
        case,
    },
};

/// Data that is stored and not otherwise used. Whom it is about is not told in lists.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct LockView {
    /// Its id.
    pub id: Uuid,
    /// Which case of Art. 18(1).
    pub ground: Ground,
    /// Where that stands in the law.
    pub article: String,
    /// The systems it covers; none: all of them.
    pub systems: Vec<String>,
    /// The purpose for which the data is not used; none: whatever purpose.
    pub purpose: Option<String>,
    /// The ticket it was set from.
    pub reference: Option<String>,
    /// Since when it is locked.
    pub set_at: DateTime<Utc>,
    /// When somebody looks whether it is still needed.
    pub review_on: NaiveDate,
    /// The day on which it ends by itself, if the person is told in time.
    pub ends_on: Option<NaiveDate>,
}

/// Data that is to be locked.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct NewLock {
    /// The ticket of the person: the names that are relied on there are locked.
    #[oai(validator(max_length = 64))]
    pub reference: Option<String>,
    /// Names of the person, besides those of the ticket.
    #[oai(validator(max_items = 200))]
    pub identifiers: Vec<GivenIdentifier>,
    /// Which case of Art. 18(1): one of the words that begin with `RESTRICT`.
    pub ground: Ground,
    /// The keys of the systems it covers; none: all of them.
    #[oai(validator(max_items = 200))]
    pub systems: Vec<String>,
    /// The purpose for which the data is not used, as the person would know it; none: whatever purpose.
    #[oai(validator(min_length = 1, max_length = 200))]
    pub purpose: Option<String>,
    /// Why, for staff.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub reason: String,
}

/// What was set.
#[derive(Clone, Debug, Object)]
pub struct LockSet {
    /// Its id.
    pub id: Uuid,
}

/// When and why a lock ends.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct LockEnd {
    /// The day.
    pub ends_on: Day,
    /// Why, and what happens then: the person reads it.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub why: String,
    /// How the person was told, where no letter reaches them.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub told: Option<String>,
}

/// That a lock goes on although its end was planned.
#[derive(Clone, Debug, Object)]
pub struct LockStay {
    /// Why, for staff.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub reason: String,
}

/// That the person wants their data erased rather than locked.
#[derive(Clone, Debug, Object)]
pub struct Preference {
    /// What they said, when and how.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub said: String,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Locks;

#[OpenApi]
impl Locks {
    /// List the locks that stand, the next review first
    #[oai(path = "/locks", method = "get", operation_id = "list_locks")]
    async fn list(&self, _by: Caller, request: &Request) -> Result<Json<Vec<LockView>>, Or<Listing>> {
        let desk = desk(request);
        let standing = hold::store::standing(&desk.db, Keeps::Lock).await?;
        Ok(Json(views(desk, &standing).await?))
    }

    /// Lock data of a person
    ///
    /// What it covers is not erased any more, neither by a period of ours nor after an account was closed, until it ends.
    #[oai(path = "/locks", method = "post", operation_id = "lock")]
    async fn lock(
        &self,
        by: Caseworker,
        request: &Request,
        body: Body<NewLock>,
    ) -> Result<Created<LockSet>, Or<Sending>> {
        let desk = desk(request);
        let given = body.0;
        let ticket = match &given.reference {
            Some(reference) => Some(case::find(desk, reference).await?.id),
            None => None,
        };
        let locking = Locking {
            names: names(given.identifiers)?,
            ticket,
            ground: given.ground,
            systems: given.systems.into_iter().collect(),
            purpose: given.purpose,
            reason: given.reason,
        };
        let id = lock_data::lock(desk, by.id(), locking).await?;
        Ok(Created(LockSet { id: id.0 }))
    }

    /// Plan the end of a lock
    ///
    /// The person is told at once. On the day the lock ends by itself, if the letter has left in time.
    #[oai(path = "/locks/:id/lift", method = "post", operation_id = "plan_end_of_lock")]
    async fn lift(
        &self,
        by: Caseworker,
        request: &Request,
        /// The lock's id.
        id: Path<Uuid>,
        body: Body<LockEnd>,
    ) -> Result<Done, Or<Sending>> {
        let LockEnd { ends_on, why, told } = body.0;
        let plan = Plan { ends_on: ends_on.0, why: &why, told: told.as_deref().unwrap_or_default() };
        plan_lift::plan(desk(request), by.id(), HoldId(id.0), plan).await?;
        Ok(Done)
    }

    /// Let a lock go on although its end was planned
    #[oai(path = "/locks/:id/stay", method = "post", operation_id = "let_lock_go_on")]
    async fn stay(
        &self,
        by: Caseworker,
        request: &Request,
        /// The lock's id.
        id: Path<Uuid>,
        body: Body<LockStay>,
    ) -> Result<Done, Or<Sending>> {
        plan_lift::call_off(desk(request), by.id(), HoldId(id.0), &body.0.reason).await?;
        Ok(Done)
    }

    /// Note that the person wants their data erased rather than locked
    ///
    /// The locks on the person end, and the erasures that they stopped go on.
    #[oai(path = "/tickets/:reference/preference", method = "post", operation_id = "prefer_erasure")]
    async fn prefer(
        &self,
        by: Caseworker,
        request: &Request,
        /// The ticket's reference.
        reference: Path<String>,
        body: Body<Preference>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference.0).await?;
        prefer_erasure::prefer(desk, by.id(), ticket.id, &body.0.said).await?;
        Ok(Done)
    }
}

async fn views(desk: &Desk, rows: &[Model]) -> Result<Vec<LockView>, CaseError> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let (places, locks) = (place::of_all(&desk.db, &ids).await?, lock::of_all(&desk.db, &ids).await?);
    let tickets: Vec<_> = rows.iter().filter_map(|row| row.ticket_id).collect();
    let references: BTreeMap<_, _> = ticket::store::references(&desk.db, &tickets).await?.into_iter().collect();
    let views = rows.iter().map(|row| {
        let lock = locks.get(&row.id);
        LockView {
            id: row.id.0,
            ground: row.ground,
            article: row.ground.article().to_owned(),
            systems: places.iter().filter(|place| place.hold_id == row.id).map(|place| place.system.clone()).collect(),
            purpose: lock.and_then(|lock| lock.purpose.clone()),
            reference: row.ticket_id.and_then(|ticket| references.get(&ticket).cloned()),
            set_at: row.set_at,
            review_on: row.review_on,
            ends_on: lock.and_then(|lock| lock.ends_on),
        }
    });
    Ok(views.collect())
}
