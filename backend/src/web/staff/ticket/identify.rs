//! Forms about what systems know the person by.

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
    casework::{collecting::decide_identifier, error::CaseError},
    desk::Desk,
    identifier::{check, standing::Standing},
    kernel::ids::IdentifierId,
    web::{
        case,
        problem::BadForm,
        staff::{notice::Notice, sent::Sent},
    },
};

/// Accepts or refuses what the person claims.
#[handler]
pub async fn decide(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, identifier)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["standing"])?;
    let (standing, notice) = match fields.one("standing")? {
        "trusted" => (Standing::Trusted, Notice::IdentifierAccepted),
        "refused" => (Standing::Refused, Notice::IdentifierRefused),
        _ => return Err(BadForm("it neither accepts nor refuses").into()),
    };
    let ticket = case::find(&desk, &reference).await?;
    let identifier = IdentifierId(id(&identifier)?);
    let done = decide_identifier::decide(&desk, by.id(), ticket.id, identifier, standing).await.map(|()| notice);
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, Typed::Nothing).await
}

/// Adds a name that staff know.
#[handler]
pub async fn add(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["kind", "value"])?;
    let (kind, value) = (fields.one("kind")?, fields.one("value")?);
    let ticket = case::find(&desk, &reference).await?;
    let done = match check::read(kind, value) {
        Ok(identifier) => decide_identifier::add(&desk, by.id(), ticket.id, identifier).await,
        Err(not) => Err(CaseError::Refused(not.into())),
    };
    let typed = Typed::Identifier { kind: kind.to_owned(), value: value.to_owned() };
    let done = done.map(|()| Notice::IdentifierAdded);
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, typed).await
}
