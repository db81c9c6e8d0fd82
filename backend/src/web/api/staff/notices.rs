//! Recipients who are told of what was done with the data they got.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use crate::{
    casework::telling::{carry_notice, settle_notice},
    desk::Desk,
    kernel::ids::{NoticeId, TicketId},
    notice::{
        self,
        call::{self, entity::Model as Call},
        entity::Model,
        state::{Article, Deed, State, Way},
    },
    ticket,
    web::{
        api::{
            body::Body,
            caller::{Caller, Caseworker, desk},
            faults::{Listing, Looking, Moving, Or, Sending},
            reply::Done,
        },
        case,
    },
};

/// The most that are listed.
const MOST: u64 = 500;

/// What one recipient is told about one request.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct NoticeView {
    /// Its id.
    pub id: Uuid,
    /// The ticket's reference.
    pub reference: String,
    /// Who is told, by name.
    pub recipient: String,
    /// By which article of the GDPR.
    pub article: Article,
    /// What was done with the data.
    pub what: Deed,
    /// The keys of the systems whose data they got.
    pub systems: Vec<String>,
    /// By which way they are told.
    pub way: Way,
    /// How it stands.
    pub state: State,
    /// Whether the person may read who was told.
    pub is_open_to_person: bool,
    /// When it was due.
    pub planned_at: DateTime<Utc>,
    /// By which name the recipient's own system knows it, if it goes through that.
    pub receipt: Option<String>,
    /// Why the recipient's own system did not take it, the last time that it was tried.
    pub problem: Option<String>,
    /// When it left us.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was confirmed or given up.
    pub settled_at: Option<DateTime<Utc>>,
}

/// What came of it.
#[derive(Clone, Debug, Object)]
pub struct NoticeSettled {
    /// `sent`, `acknowledged`, `impossible` or `disproportionate`.
    pub state: State,
    /// How they were told, or why not. The person may read why not.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub words: String,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Notices;

#[OpenApi]
impl Notices {
    /// Recipients who are not told yet, or have not confirmed it, oldest first
    #[oai(path = "/notices", method = "get", operation_id = "list_notices")]
    async fn list(&self, _by: Caller, request: &Request) -> Result<Json<Vec<NoticeView>>, Or<Listing>> {
        let desk = desk(request);
        let rows = notice::store::standing(&desk.db, &[State::Planned, State::Failed, State::Sent], MOST).await?;
        let ids: Vec<TicketId> = rows.iter().map(|row| row.ticket_id).collect();
        let references: BTreeMap<_, _> = ticket::store::references(&desk.db, &ids).await?.into_iter().collect();
        let calls = call::store::of_tickets(&desk.db, &ids).await?;
        let named = rows.iter().filter_map(|row| Some((row, references.get(&row.ticket_id)?)));
        Ok(Json(named.map(|(row, reference)| view(row, &calls, reference)).collect()))
    }

    /// The recipients of a ticket's data, and how each was told
    #[oai(path = "/tickets/:reference/notices", method = "get", operation_id = "ticket_notices")]
    async fn of_ticket(
        &self,
        _by: Caller,
        request: &Request,
        /// The ticket's reference.
        reference: Path<String>,
    ) -> Result<Json<Vec<NoticeView>>, Or<Looking>> {
        let desk: &Desk = desk(request);
        let ticket = case::find(desk, &reference.0).await?;
        let rows = notice::store::of(&desk.db, ticket.id).await?;
        let calls = call::store::of_tickets(&desk.db, &[ticket.id]).await?;
        Ok(Json(rows.iter().map(|row| view(row, &calls, &ticket.reference)).collect()))
    }

    /// Tell the person who was told
    #[oai(path = "/tickets/:reference/notices", method = "post", operation_id = "tell_of_recipients")]
    async fn reply(
        &self,
        by: Caseworker,
        request: &Request,
        /// The ticket's reference.
        reference: Path<String>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference.0).await?;
        settle_notice::reply(desk, by.id(), ticket.id).await?;
        Ok(Done)
    }

    /// Note that a recipient was told, or why not
    #[oai(path = "/tickets/:reference/notices/:id", method = "post", operation_id = "settle_notice")]
    async fn settle(
        &self,
        by: Caseworker,
        request: &Request,
        /// The ticket's reference.
        reference: Path<String>,
        /// The notice's id.
        id: Path<Uuid>,
        body: Body<NoticeSettled>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference.0).await?;
        let NoticeSettled { state, words } = body.0;
        settle_notice::settle(desk, by.id(), ticket.id, NoticeId(id.0), state, &words).await?;
        Ok(Done)
    }

    /// Send a notice again that the recipient's own system did not take
    ///
    /// What was wrong is put right. What fails for a while only is tried again by itself before.
    #[oai(path = "/tickets/:reference/notices/:id/again", method = "post", operation_id = "send_notice_again")]
    async fn again(
        &self,
        by: Caseworker,
        request: &Request,
        /// The ticket's reference.
        reference: Path<String>,
        /// The notice's id.
        id: Path<Uuid>,
    ) -> Result<Done, Or<Moving>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference.0).await?;
        carry_notice::again(desk, by.id(), ticket.id, NoticeId(id.0)).await?;
        Ok(Done)
    }
}

fn view(row: &Model, calls: &[Call], reference: &str) -> NoticeView {
    let call = calls.iter().find(|call| call.id == row.id);
    NoticeView {
        id: row.id.0,
        reference: reference.to_owned(),
        recipient: row.recipient.clone(),
        article: row.article,
        what: row.what,
        systems: row.system_keys().into_iter().collect(),
        way: row.way,
        state: row.state,
        is_open_to_person: row.is_open_to_person,
        planned_at: row.planned_at,
        receipt: call.and_then(|call| call.receipt.clone()),
        problem: call.and_then(|call| call.problem.clone()),
        sent_at: row.sent_at,
        settled_at: row.settled_at,
    }
}
