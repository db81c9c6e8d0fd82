//! Disclosures: who was given whose data.

use chrono::{DateTime, NaiveDate, Utc};
use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use crate::{
    casework::telling::record_disclosure::{self, Disclosing, Recorder},
    disclosure::{
        self,
        basis::{Basis, Source},
        entity::Model,
    },
    kernel::ids::DisclosureId,
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

/// The most that are listed.
const MOST: u64 = 500;

/// A disclosure. Whom it is about is not told in lists.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct DisclosureView {
    /// Its id.
    pub id: Uuid,
    /// To whom, by name.
    pub recipient: String,
    /// On what.
    pub basis: Basis,
    /// Whether an authority asked in a particular inquiry (Art. 4(9)).
    pub is_inquiry: bool,
    /// The kinds of data.
    pub categories: Vec<String>,
    /// The keys of the systems that it came from; none: not known.
    pub systems: Vec<String>,
    /// When.
    pub disclosed_on: NaiveDate,
    /// Who wrote it down.
    pub source: Source,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// The code of the ground on which the person is not told of it.
    pub withheld_ground: Option<String>,
    /// Until when, that day included.
    pub withheld_until: Option<NaiveDate>,
}

/// A disclosure that is to be recorded.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct NewDisclosure {
    /// To whom, by name.
    #[oai(validator(min_length = 1, max_length = 200))]
    pub recipient: String,
    /// On what.
    pub basis: Basis,
    /// Whether an authority asked in a particular inquiry (Art. 4(9)).
    pub is_inquiry: bool,
    /// The kinds of data, in words or as keys of the taxonomy.
    #[oai(validator(min_items = 1, max_items = 50))]
    pub categories: Vec<String>,
    /// The keys of the systems that it came from; none: not known.
    #[oai(validator(max_items = 200))]
    pub systems: Vec<String>,
    /// When.
    pub disclosed_on: Day,
    /// The ticket of the person: the names that are relied on there count.
    #[oai(validator(max_length = 64))]
    pub reference: Option<String>,
    /// Names of the person, besides those of the ticket.
    #[oai(validator(max_items = 200))]
    pub identifiers: Vec<GivenIdentifier>,
    /// The number of the order, and what else is on file.
    #[oai(validator(max_length = 10_000))]
    pub words: String,
    /// The code of the ground on which the person is not told; none: they are.
    #[oai(validator(max_length = 64))]
    pub ground: Option<String>,
    /// Until when the person is not told.
    pub until: Option<Day>,
}

/// What was recorded.
#[derive(Clone, Debug, Object)]
pub struct DisclosureRecorded {
    /// Its id.
    pub id: Uuid,
}

/// Whether the person is told.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Withholding {
    /// The code of the ground on which they are not; empty: they are.
    #[oai(validator(max_length = 64))]
    pub ground: String,
    /// Until when.
    pub until: Option<Day>,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Disclosures;

#[OpenApi]
impl Disclosures {
    /// List the disclosures, the newest first
    #[oai(path = "/disclosures", method = "get", operation_id = "list_disclosures")]
    async fn list(&self, _by: Caller, request: &Request) -> Result<Json<Vec<DisclosureView>>, Or<Listing>> {
        let rows = disclosure::store::newest(&desk(request).db, MOST).await?;
        Ok(Json(rows.iter().map(view).collect()))
    }

    /// Record who was given data
    ///
    /// The person is told of it when they ask for a copy, by name, unless a ground forbids it for a time.
    #[oai(path = "/disclosures", method = "post", operation_id = "record_disclosure")]
    async fn record(
        &self,
        by: Caseworker,
        request: &Request,
        body: Body<NewDisclosure>,
    ) -> Result<Created<DisclosureRecorded>, Or<Sending>> {
        let desk = desk(request);
        let given = body.0;
        let ticket = match &given.reference {
            Some(reference) => Some(case::find(desk, reference).await?.id),
            None => None,
        };
        let disclosing = Disclosing {
            recipient: given.recipient,
            basis: given.basis,
            is_inquiry: given.is_inquiry,
            kinds: given.categories,
            systems: given.systems,
            on: given.disclosed_on.0,
            names: names(given.identifiers)?,
            ticket,
            words: given.words,
            withheld: given.ground.map(|ground| (ground, given.until.map_or(NaiveDate::MIN, |until| until.0))),
        };
        let id = record_disclosure::record(desk, Recorder::Staff(by.id()), disclosing).await?;
        Ok(Created(DisclosureRecorded { id: id.0 }))
    }

    /// Say whether the person is told of a disclosure
    #[oai(path = "/disclosures/:id/withholding", method = "post", operation_id = "withhold_disclosure")]
    async fn withhold(
        &self,
        by: Caseworker,
        request: &Request,
        /// The disclosure's id.
        id: Path<Uuid>,
        body: Body<Withholding>,
    ) -> Result<Done, Or<Sending>> {
        let Withholding { ground, until } = body.0;
        let until = until.map_or(NaiveDate::MIN, |until| until.0);
        let on = Some(ground.as_str()).filter(|ground| !ground.is_empty()).map(|ground| (ground, until));
        record_disclosure::withhold(desk(request), by.id(), DisclosureId(id.0), on).await?;
        Ok(Done)
    }
}

fn names(given: Vec<GivenIdentifier>) -> Result<Vec<rightsdesk_exporters::contract::subject::Identifier>, Unfit> {
    let read = given.into_iter().enumerate().map(|(number, name)| name.read(&format!("/identifiers/{number}")));
    read.collect::<Result<_, _>>().map_err(|finding| Unfit::Invalid(vec![finding]))
}

fn view(row: &Model) -> DisclosureView {
    DisclosureView {
        id: row.id.0,
        recipient: row.recipient.clone(),
        basis: row.basis,
        is_inquiry: row.is_inquiry,
        categories: row.kinds(),
        systems: row.system_keys(),
        disclosed_on: row.disclosed_on,
        source: row.source,
        recorded_at: row.recorded_at,
        withheld_ground: row.withheld_ground.clone(),
        withheld_until: row.withheld_until,
    }
}
