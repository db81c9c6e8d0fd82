//! Complaints about how requests were dealt with.

use chrono::{DateTime, NaiveDate, Utc};
use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use rightsdesk_vault::token::UrlToken;
use uuid::Uuid;

use crate::{
    casework::{
        complaints::{
            answer::{self, Found},
            file::{self, Filer},
            receive::{self, Complaining},
        },
        error::CaseError,
    },
    complaint::{
        self,
        entity::Model,
        state::{Channel, Outcome, State},
    },
    kernel::ids::ComplaintId,
    ticket,
    web::{
        api::{
            body::Body,
            caller::{Caller, Caseworker, desk},
            day::Day,
            faults::{Listing, Moving, Or, Sending},
            intake::{
                asking::Receipt,
                given::{GivenContact, people},
            },
            reply::{Created, Done},
            staff::tickets::WrittenChannel,
        },
        case,
    },
    words::language::Language,
};

/// A complaint; what was said is on its ticket.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct ComplaintView {
    /// Its id.
    pub id: Uuid,
    /// Its case number.
    pub case_number: String,
    /// The ticket it is about.
    pub reference: String,
    /// By which way it came.
    pub channel: Channel,
    /// How it stands.
    pub state: State,
    /// The day on which it reached us.
    pub received_on: NaiveDate,
    /// The last day to acknowledge it.
    pub acknowledge_by: NaiveDate,
    /// When it was acknowledged.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
}

impl ComplaintView {
    fn of(row: &Model, reference: &str) -> Self {
        Self {
            id: row.id.0,
            case_number: row.case_number(reference),
            reference: reference.to_owned(),
            channel: row.channel,
            state: row.state,
            received_on: row.received_on,
            acknowledge_by: row.acknowledge_by,
            acknowledged_at: row.acknowledged_at,
            outcome: row.outcome,
            answered_at: row.answered_at,
        }
    }
}

/// A complaint that came by other means.
#[derive(Clone, Debug, Object)]
pub struct NewComplaint {
    /// What the person complains about.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub text: String,
    /// The day on which it reached us; missing: today.
    pub received_on: Option<Day>,
}

/// A complaint of somebody who never asked for anything.
#[derive(Clone, Debug, Object)]
pub struct ComplaintAlone {
    /// By which way it came.
    pub channel: WrittenChannel,
    /// The day on which it reached us: the thirty days count from it.
    pub received_on: Day,
    /// Where to answer to.
    pub contact: GivenContact,
    /// What the person complains about.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub text: String,
    /// The language of our letters.
    pub language: Language,
    /// How it is known who complains. Only staff read it.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub how: String,
}

/// What came of a complaint.
#[derive(Clone, Debug, Object)]
pub struct ComplaintAnswer {
    /// How it ended.
    pub outcome: Outcome,
    /// What we found: mailed to the person.
    #[oai(validator(min_length = 1, max_length = 5_000))]
    pub found: String,
    /// What we did: mailed to the person.
    #[oai(validator(min_length = 1, max_length = 4_990))]
    pub done: String,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Complaints;

#[OpenApi]
impl Complaints {
    /// List the complaints that are open
    ///
    /// The first to be acknowledged first.
    #[oai(path = "/complaints", method = "get", operation_id = "complaints")]
    async fn list(&self, _by: Caller, request: &Request) -> Result<Json<Vec<ComplaintView>>, Or<Listing>> {
        let desk = desk(request);
        let open = complaint::store::open(&desk.db).await.map_err(CaseError::from)?;
        let tickets: Vec<_> = open.iter().map(|row| row.ticket_id).collect();
        let references = ticket::store::references(&desk.db, &tickets).await.map_err(CaseError::from)?;
        let named = open.iter().filter_map(|row| {
            let (_, reference) = references.iter().find(|(id, _)| *id == row.ticket_id)?;
            Some(ComplaintView::of(row, reference))
        });
        Ok(Json(named.collect()))
    }

    /// Record a complaint that came by other means
    ///
    /// It is acknowledged at once where a letter reaches the person.
    #[oai(path = "/tickets/:reference/complaints", method = "post", operation_id = "record_complaint")]
    async fn record(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        body: Body<NewComplaint>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let filer = Filer::Staff { by: by.id(), received_on: body.0.received_on.map(|day| day.0) };
        file::file(desk, ticket.id, filer, &body.0.text).await?;
        Ok(Done)
    }

    /// Record a complaint of somebody who never asked for anything
    ///
    /// It gets a ticket without a request, and is acknowledged at once where a letter reaches the person. The access code is
    /// shown here and never again.
    #[oai(path = "/complaints", method = "post", operation_id = "record_complaint_alone")]
    async fn record_alone(
        &self,
        by: Caseworker,
        request: &Request,
        body: Body<ComplaintAlone>,
    ) -> Result<Created<Receipt>, Or<Sending>> {
        let desk = desk(request);
        let said = body.0;
        let (contact, _) = people(&said.contact, &[])?;
        let complaining = Complaining {
            contact,
            text: said.text,
            language: said.language,
            channel: said.channel.into(),
            received_on: Some(said.received_on.0),
        };
        // Each call is a complaint of its own.
        let form = UrlToken::draw(&*desk.chance);
        let receipt = receive::write_down(desk, by.id(), form.as_str(), complaining, &said.how).await?;
        Ok(Created(receipt.into()))
    }

    /// Note that the person was told that their complaint came
    #[oai(
        path = "/tickets/:reference/complaints/:id/acknowledge",
        method = "post",
        operation_id = "acknowledge_complaint"
    )]
    async fn acknowledge(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The complaint's id.
        id: Path<Uuid>,
    ) -> Result<Done, Or<Moving>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        file::acknowledge(desk, by.id(), ticket.id, ComplaintId(id.0)).await?;
        Ok(Done)
    }

    /// Answer a complaint
    ///
    /// What was found and done is mailed to the person, with where they can go on to.
    #[oai(path = "/tickets/:reference/complaints/:id/answer", method = "post", operation_id = "answer_complaint")]
    async fn answer(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The complaint's id.
        id: Path<Uuid>,
        body: Body<ComplaintAnswer>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let found = Found { outcome: body.0.outcome, found: &body.0.found, done: &body.0.done };
        answer::answer(desk, by.id(), ticket.id, ComplaintId(id.0), found).await?;
        Ok(Done)
    }
}
