//! The operations for anybody.

use poem::Request;
use poem_openapi::{OpenApi, param::Header, payload::Json};
use rightsdesk_vault::token::UrlToken;

use super::{
    accounts::{Heard, ToldAccounts},
    asking::{NewRequest, Receipt},
    complaining::OwnComplaint,
    status::{Question, Status},
};
use crate::{
    casework::{
        accounts::hear_of_accounts,
        complaints,
        copying::fetch,
        receiving::{flood, receive},
    },
    kernel::actor::Actor,
    web::api::{
        body::Body,
        caller::{desk, from},
        faults::{Asking, Calling, Or},
        reply::Accepted,
        signed::Signed,
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
    /// they press the button behind its link nothing happens, and after some days the request is forgotten. Only from
    /// advertising their address is left out until then, if that is asked for (and `marketing_without_proof` is set). The
    /// access code is shown here and never again.
    #[oai(path = "/requests", method = "post", operation_id = "ask")]
    async fn ask(&self, request: &Request, body: Body<NewRequest>) -> Result<Accepted<Receipt>, Or<Asking>> {
        let desk = desk(request);
        let asking = body.0.read()?;
        flood::count_request(desk, &from(desk, request)).await?;
        let receipt = receive::receive(desk, asking, Actor::Subject).await?;
        Ok(Accepted(Receipt::from(receipt)))
    }

    /// Complain to us
    ///
    /// About anything that we do with somebody's data; nobody needs to have asked for something before. The answer is the same
    /// whether we know the person or not. A mail asks the owner of the address to confirm; until they press the button behind
    /// its link nobody looks at it, and after some days it is forgotten. Once confirmed it is acknowledged, within thirty days
    /// of the day on which it came. It counts against the same limits as a request. Each call is a complaint of its own.
    #[oai(path = "/complaints", method = "post", operation_id = "complain")]
    async fn complain(&self, request: &Request, body: Body<OwnComplaint>) -> Result<Accepted<Receipt>, Or<Asking>> {
        let desk = desk(request);
        let complaining = body.0.read()?;
        flood::count_request(desk, &from(desk, request)).await?;
        let form = UrlToken::draw(&*desk.chance);
        let receipt = complaints::receive::from_person(desk, form.as_str(), complaining).await?;
        Ok(Accepted(Receipt::from(receipt)))
    }

    /// Hear how far a request is
    ///
    /// A reference that there is not and a wrong access code are told in the same words.
    #[oai(path = "/status", method = "post", operation_id = "status")]
    async fn status(&self, request: &Request, body: Body<Question>) -> Result<Json<Status>, Or<Asking>> {
        let desk = desk(request);
        let ticket = fetch::identify(desk, Some(&from(desk, request)), &body.0.reference, &body.0.access_code).await?;
        Ok(Json(Status::of(desk, &ticket).await?))
    }

    /// Tell of accounts that were closed or opened again
    ///
    /// For homeservers. The call is signed as the Standard Webhooks say it: HMAC-SHA256, in base64 behind `v1,`, over
    /// `webhook-id`, `webhook-timestamp` and the body, with dots between them, by the secret that the desk has for this
    /// homeserver. Without a signature that holds, or with a time that is more than five minutes from ours, nothing of the
    /// body is looked at. The same may be told again and again; what is older than what is known changes nothing. Either
    /// all is taken or nothing.
    #[oai(path = "/hooks/deactivations", method = "post", operation_id = "tell_of_accounts")]
    async fn tell_of_accounts(
        &self,
        request: &Request,
        /// The call's own name: the same when it is made again. Needed.
        #[oai(name = "webhook-id")]
        _id: Header<Option<String>>,
        /// When it was made, in seconds since 1970. Needed.
        #[oai(name = "webhook-timestamp")]
        _timestamp: Header<Option<String>>,
        /// One signature or several, separated by blanks: `v1,` and base64. Needed.
        #[oai(name = "webhook-signature")]
        _signature: Header<Option<String>>,
        told: Signed<ToldAccounts>,
    ) -> Result<Json<Heard>, Or<Calling>> {
        let desk = desk(request);
        let (source, told, left_out) = told.body.read(&told.by, desk.now())?;
        let heard = hear_of_accounts::hear(desk, source, told).await?;
        Ok(Json(Heard::of(&heard, left_out)))
    }
}
