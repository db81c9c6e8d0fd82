//! Forms that note what was learned of the person, decide about it, and pass a ticket on to whom it is for.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};

use super::{
    again::id,
    outcome::{Place, Typed},
};
use crate::{
    casework::circumstances::{
        note_circumstance::{self, Deciding},
        pass_on::{self as passing, Way},
    },
    circumstance::kind::{Decision, Kind, Wish},
    desk::Desk,
    kernel::ids::CircumstanceId,
    web::{
        case,
        problem::BadForm,
        staff::{notice::Notice, sent::Sent},
    },
};

/// Notes what was learned.
#[handler]
pub async fn note(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["what_learned", "how_known"])?;
    let kind = fields.one("what_learned")?.parse::<Kind>().map_err(|_| BadForm("it says nothing that we know"))?;
    let how = fields.one("how_known")?;
    let ticket = case::find(&desk, &reference).await?;
    let done = note_circumstance::note(&desk, by.id(), ticket.id, kind, how).await;
    let place = Place { by: &by, ticket: ticket.id, reference: &ticket.reference };
    place.answer(&desk, done.map(|()| Notice::CircumstanceNoted), Typed::Learned(how.to_owned())).await
}

/// Decides.
#[handler]
pub async fn decide(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, circumstance)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["decision", "decided_why", "wish"])?;
    let decision = fields.one("decision")?.parse::<Decision>().map_err(|_| BadForm("it decides nothing"))?;
    let why = fields.one("decided_why")?;
    let wish = match fields.one("wish")? {
        "" => None,
        said => Some(said.parse::<Wish>().map_err(|_| BadForm("nobody wants that"))?),
    };
    let ticket = case::find(&desk, &reference).await?;
    let of = CircumstanceId(id(&circumstance)?);
    let done = note_circumstance::decide(&desk, by.id(), ticket.id, of, Deciding { decision, wish, why }).await;
    let place = Place { by: &by, ticket: ticket.id, reference: &ticket.reference };
    let typed = Typed::Decided { circumstance, why: why.to_owned() };
    place.answer(&desk, done.map(|()| Notice::CircumstanceDecided), typed).await
}

/// Passes the ticket on.
#[handler]
pub async fn pass_on(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["customer", "way"])?;
    let customer = fields.one("customer")?;
    let way = match fields.one("way")? {
        "" => Way::PassedOn,
        code => code.parse().map_err(|_| BadForm("it says nothing that can be done"))?,
    };
    let ticket = case::find(&desk, &reference).await?;
    let done = passing::pass_on(&desk, by.id(), ticket.id, customer, way).await.map(|()| match way {
        Way::PassedOn => Notice::PassedOn,
        Way::Told => Notice::ToldWhomToAsk,
    });
    let typed = Typed::Customer(customer.to_owned());
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, typed).await
}
