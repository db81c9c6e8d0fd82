//! One ticket, and what moves it on.

use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::{
    detail::{Contacts, Ticket},
    new_code::NewCode,
};
use crate::{
    casework::{
        answering::{withdraw, withdraw_one},
        collecting::start,
        receiving::{renew_code, verify_by_hand},
        staffing::{assign, show_contact},
    },
    kernel::ids::{RequestId, StaffId},
    web::{
        api::{
            body::Body,
            caller::{Caller, Caseworker, desk},
            faults::{Looking, Moving, Or, Sending},
            reply::{Done, Perhaps},
        },
        case,
    },
};

/// Somebody.
#[derive(Clone, Copy, Debug, Object)]
pub struct NewAssignee {
    /// The id of a member of staff.
    pub id: Uuid,
}

/// How something was made sure, or came about.
#[derive(Clone, Debug, Object)]
pub struct How {
    /// In words; becomes a note on the ticket that only staff see.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub how: String,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Moves;

#[OpenApi]
impl Moves {
    /// Look at a ticket
    ///
    /// With its requests, identifiers, tasks, messages, letters and log. Contact and identifiers are masked.
    #[oai(path = "/tickets/:reference", method = "get", operation_id = "ticket")]
    async fn show(
        &self,
        _by: Caller,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
    ) -> Result<Json<Ticket>, Or<Looking>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        Ok(Json(Ticket::of(desk, &case::read(desk, ticket.id).await?)?))
    }

    /// Show contact and identifiers in full
    ///
    /// The log tells of it before they are shown.
    #[oai(path = "/tickets/:reference/show", method = "post", operation_id = "show_contact")]
    async fn in_full(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
    ) -> Result<Json<Contacts>, Or<Moving>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        Ok(Json(show_contact::show(desk, by.id(), ticket.id).await?.into()))
    }

    /// Give a ticket to somebody
    #[oai(path = "/tickets/:reference/assignee", method = "put", operation_id = "assign")]
    async fn assign(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        body: Body<NewAssignee>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        assign::assign(desk, by.id(), ticket.id, Some(StaffId(body.0.id))).await?;
        Ok(Done)
    }

    /// Give a ticket to nobody
    #[oai(path = "/tickets/:reference/assignee", method = "delete", operation_id = "unassign")]
    async fn unassign(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
    ) -> Result<Done, Or<Moving>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        assign::assign(desk, by.id(), ticket.id, None).await?;
        Ok(Done)
    }

    /// Let the systems be asked
    #[oai(path = "/tickets/:reference/start", method = "post", operation_id = "start")]
    async fn start(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
    ) -> Result<Done, Or<Moving>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        start::start(desk, by.id(), ticket.id).await?;
        Ok(Done)
    }

    /// Note that somebody made sure who asks
    ///
    /// Where no mail reaches the person, the answer is a new access code: send it over the channel on which you checked. The code
    /// from before opens nothing any more.
    #[oai(path = "/tickets/:reference/verify", method = "post", operation_id = "verify")]
    async fn verify(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        body: Body<How>,
    ) -> Result<Perhaps<NewCode>, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let code = verify_by_hand::verify(desk, by.id(), ticket.id, &body.0.how).await?;
        Ok(Perhaps(code.map(NewCode::from)))
    }

    /// Give a new access code to a person who lost theirs
    ///
    /// `how` says how somebody made sure that it is the person. The old code opens nothing any more.
    #[oai(path = "/tickets/:reference/access_code", method = "post", operation_id = "renew_access_code")]
    async fn renew(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        body: Body<How>,
    ) -> Result<Json<NewCode>, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let code = renew_code::renew(desk, by.id(), ticket.id, &body.0.how).await?;
        Ok(Json(NewCode::from(code)))
    }

    /// Note that the person took the request back
    ///
    /// Work stops, and what was collected is thrown away.
    #[oai(path = "/tickets/:reference/withdraw", method = "post", operation_id = "withdraw")]
    async fn withdraw(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        body: Body<How>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        withdraw::record(desk, by.id(), ticket.id, &body.0.how).await?;
        Ok(Done)
    }

    /// Note that the person took one of several requests back
    ///
    /// The others go on, and the person is told so. Without a copy that was asked for, nothing keeps an erasure on the same ticket
    /// waiting: say it only if they said in writing that they do without.
    #[oai(path = "/tickets/:reference/requests/:id/withdraw", method = "post", operation_id = "withdraw_request")]
    async fn withdraw_request(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The request's id.
        id: Path<Uuid>,
        body: Body<How>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        withdraw_one::record(desk, by.id(), ticket.id, RequestId(id.0), &body.0.how).await?;
        Ok(Done)
    }
}
