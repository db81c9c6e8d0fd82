//! What systems know the person by.

use poem::Request;
use poem_openapi::{Enum, Object, OpenApi, param::Path};
use uuid::Uuid;

use crate::{
    casework::collecting::decide_identifier,
    identifier::standing::Standing,
    kernel::ids::IdentifierId,
    web::{
        api::{
            body::Body,
            caller::{Caseworker, desk},
            faults::{Or, Sending},
            finding::Unfit,
            intake::given::GivenIdentifier,
            reply::Done,
        },
        case,
    },
};

/// What staff decide about an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum Verdict {
    /// It is the person's: systems are asked by it.
    Trusted,
    /// It is not.
    Refused,
}

/// A decision.
#[derive(Clone, Copy, Debug, Object)]
pub struct Decision {
    /// What was decided.
    pub standing: Verdict,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Identifiers;

#[OpenApi]
impl Identifiers {
    /// Add an identifier that staff know to be the person's
    #[oai(path = "/tickets/:reference/identifiers", method = "post", operation_id = "add_identifier")]
    async fn add(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        body: Body<GivenIdentifier>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let identifier = body.0.read("").map_err(|finding| Unfit::Invalid(vec![finding]))?;
        decide_identifier::add(desk, by.id(), ticket.id, identifier).await?;
        Ok(Done)
    }

    /// Accept or refuse an identifier that the person claims
    #[oai(path = "/tickets/:reference/identifiers/:id", method = "put", operation_id = "decide_identifier")]
    async fn decide(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The identifier's id.
        id: Path<Uuid>,
        body: Body<Decision>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let standing = match body.0.standing {
            Verdict::Trusted => Standing::Trusted,
            Verdict::Refused => Standing::Refused,
        };
        decide_identifier::decide(desk, by.id(), ticket.id, IdentifierId(id.0), standing).await?;
        Ok(Done)
    }
}
