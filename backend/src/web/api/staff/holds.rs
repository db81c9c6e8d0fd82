//! Legal holds.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use rightsdesk_exporters::contract::subject::Identifier;
use uuid::Uuid;

use crate::{
    casework::{
        error::CaseError,
        holding::{
            lift_hold, review_hold,
            set_hold::{self, Holding},
        },
    },
    desk::Desk,
    hold::{
        self,
        entity::Model,
        ground::{Ground, Keeps},
        place,
    },
    kernel::ids::HoldId,
    ticket,
    web::{
        api::{
            body::Body,
            caller::{Caller, Caseworker, desk},
            day::Day,
            faults::{Listing, Or, Sending},
            finding::Unfit,
            intake::given::GivenIdentifier,
            reply::{Created, Done},
        },
        case,
    },
};

/// A legal hold. Whom it is about is not told in lists.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct HoldView {
    /// Its id.
    pub id: Uuid,
    /// On which ground.
    pub ground: Ground,
    /// Where that stands in the law.
    pub article: String,
    /// The systems it covers; none: all of them.
    pub systems: Vec<String>,
    /// The ticket it was set from.
    pub reference: Option<String>,
    /// Whether the person is not told of it.
    pub untold: bool,
    /// When it was set.
    pub set_at: DateTime<Utc>,
    /// When somebody looks whether it is still needed.
    pub review_on: NaiveDate,
    /// When it was lifted.
    pub lifted_at: Option<DateTime<Utc>>,
}

/// A hold that is to be set.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct NewHold {
    /// The ticket of the person: the names that are relied on there are held.
    #[oai(validator(max_length = 64))]
    pub reference: Option<String>,
    /// Names of the person, besides those of the ticket.
    #[oai(validator(max_items = 200))]
    pub identifiers: Vec<GivenIdentifier>,
    /// On which ground.
    pub ground: Ground,
    /// The keys of the systems it covers; none: all of them.
    #[oai(validator(max_items = 200))]
    pub systems: Vec<String>,
    /// Why, for staff.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub reason: String,
    /// When somebody looks whether it is still needed: within a year.
    pub review_on: Day,
    /// Why the person is not told of it, for staff: only where telling would defeat what it is for. Without it the answer says
    /// that the data is kept, on which ground, and when somebody looks again.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub untold: Option<String>,
}

/// What was set.
#[derive(Clone, Debug, Object)]
pub struct HoldSet {
    /// Its id.
    pub id: Uuid,
}

/// That a hold is still needed.
#[derive(Clone, Debug, Object)]
pub struct HoldReview {
    /// When somebody looks at it next.
    pub review_on: Day,
    /// Why it is still needed, for staff.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub reason: String,
}

/// That a hold is not needed any more.
#[derive(Clone, Debug, Object)]
pub struct HoldLift {
    /// Why, for staff.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub reason: String,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Holds;

#[OpenApi]
impl Holds {
    /// List the legal holds that stand, the next review first
    #[oai(path = "/holds", method = "get", operation_id = "list_holds")]
    async fn list(&self, _by: Caller, request: &Request) -> Result<Json<Vec<HoldView>>, Or<Listing>> {
        let desk = desk(request);
        let standing = hold::store::standing(&desk.db, Keeps::Hold).await?;
        Ok(Json(views(desk, &standing).await?))
    }

    /// Set a legal hold
    ///
    /// What it covers is not erased any more, whoever asks, until it is lifted.
    #[oai(path = "/holds", method = "post", operation_id = "set_hold")]
    async fn set(
        &self,
        by: Caseworker,
        request: &Request,
        body: Body<NewHold>,
    ) -> Result<Created<HoldSet>, Or<Sending>> {
        let desk = desk(request);
        let given = body.0;
        let ticket = match &given.reference {
            Some(reference) => Some(case::find(desk, reference).await?.id),
            None => None,
        };
        let holding = Holding {
            names: names(given.identifiers)?,
            ticket,
            ground: given.ground,
            places: given.systems.into_iter().map(|system| (system, String::new())).collect(),
            reason: given.reason,
            review_on: given.review_on.0,
            untold: given.untold,
        };
        let id = set_hold::set(desk, by.id(), holding).await?;
        Ok(Created(HoldSet { id: id.0 }))
    }

    /// Let a legal hold stand until another day
    #[oai(path = "/holds/:id/review", method = "post", operation_id = "review_hold")]
    async fn review(
        &self,
        by: Caseworker,
        request: &Request,
        /// The hold's id.
        id: Path<Uuid>,
        body: Body<HoldReview>,
    ) -> Result<Done, Or<Sending>> {
        let HoldReview { review_on, reason } = body.0;
        review_hold::review(desk(request), by.id(), HoldId(id.0), review_on.0, &reason).await?;
        Ok(Done)
    }

    /// Lift a legal hold
    ///
    /// What it stopped is asked again, and goes before people to be approved.
    #[oai(path = "/holds/:id/lift", method = "post", operation_id = "lift_hold")]
    async fn lift(
        &self,
        by: Caseworker,
        request: &Request,
        /// The hold's id.
        id: Path<Uuid>,
        body: Body<HoldLift>,
    ) -> Result<Done, Or<Sending>> {
        lift_hold::lift(desk(request), by.id(), HoldId(id.0), &body.0.reason).await?;
        Ok(Done)
    }
}

/// The names that were given.
pub fn names(given: Vec<GivenIdentifier>) -> Result<Vec<Identifier>, Unfit> {
    let read = given.into_iter().enumerate().map(|(number, name)| name.read(&format!("/identifiers/{number}")));
    read.collect::<Result<_, _>>().map_err(|finding| Unfit::Invalid(vec![finding]))
}

async fn views(desk: &Desk, holds: &[Model]) -> Result<Vec<HoldView>, CaseError> {
    let ids: Vec<_> = holds.iter().map(|hold| hold.id).collect();
    let places = place::of_all(&desk.db, &ids).await?;
    let tickets: Vec<_> = holds.iter().filter_map(|hold| hold.ticket_id).collect();
    let references: BTreeMap<_, _> = ticket::store::references(&desk.db, &tickets).await?.into_iter().collect();
    let views = holds.iter().map(|hold| HoldView {
        id: hold.id.0,
        ground: hold.ground,
        article: hold.ground.article().to_owned(),
        systems: places.iter().filter(|place| place.hold_id == hold.id).map(|place| place.system.clone()).collect(),
        reference: hold.ticket_id.and_then(|ticket| references.get(&ticket).cloned()),
        untold: hold.is_untold(),
        set_at: hold.set_at,
        review_on: hold.review_on,
        lifted_at: hold.lifted_at,
    });
    Ok(views.collect())
}
