//! The operations for anybody.

use poem::Request;
use poem_openapi::{OpenApi, payload::Json};

use super::{
    asking::{NewRequest, Receipt},
    status::{Question, Status},
};
use crate::{
    casework::{fetch, flood, receive},
    kernel::actor::Actor,
    web::api::{
        body::Body,
        caller::{desk, from},
        faults::{Asking, Or},
        reply::Accepted,
    },
};

/// What there is.
#[derive(Clone, Copy, Debug)]
pub struct Intake;

#[OpenApi]
impl Intake {
    /// Ask for one or several rights
    ///
    /// The answer is the same whether we know the person or not. A mail asks the owner of the address to confirm; until
    /// they press the button behind its link nothing happens, and after some days the request is forgotten. The access
    /// code is shown here and never again.
    #[oai(path = "/requests", method = "post", operation_id = "ask")]
    async fn ask(&self, request: &Request, body: Body<NewRequest>) -> Result<Accepted<Receipt>, Or<Asking>> {
        let desk = desk(request);
        let asking = body.0.read()?;
        flood::count_request(desk, &from(desk, request)).await?;
        let receipt = receive::receive(desk, asking, Actor::Subject).await?;
        Ok(Accepted(Receipt::from(receipt)))
    }

    /// Hear how far a request is
    ///
    /// A reference that there is not and a wrong access code are told in the same words.
    #[oai(path = "/status", method = "post", operation_id = "status")]
    async fn status(&self, request: &Request, body: Body<Question>) -> Result<Json<Status>, Or<Asking>> {
        let desk = desk(request);
        let ticket = fetch::identify(desk, &body.0.reference, &body.0.access_code).await?;
        Ok(Json(Status::of(desk, &ticket).await?))
    }
}
