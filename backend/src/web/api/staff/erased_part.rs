//! Which part of somebody's data an erasure is about.

use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path};
use uuid::Uuid;

use crate::{
    casework::erasing::change_part,
    kernel::ids::RequestId,
    request::part::Part,
    web::{
        api::{
            body::Body,
            caller::{Caseworker, desk},
            faults::{Or, Sending},
            reply::Done,
        },
        case,
    },
};

/// What is to be erased.
#[derive(Clone, Debug, Object)]
pub struct ErasedPart {
    /// The keys of the systems from which something is erased; none: all of them.
    #[oai(validator(max_items = 200))]
    pub systems: Vec<String>,
    /// Whether the account itself stays.
    pub keeps_account: bool,
}

impl From<Part> for ErasedPart {
    fn from(part: Part) -> Self {
        Self { systems: part.systems.into_iter().collect(), keeps_account: part.keeps_account }
    }
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct ErasedParts;

#[OpenApi]
impl ErasedParts {
    /// Change what an erasure is about
    ///
    /// Before the systems are asked. The person is told.
    #[oai(path = "/tickets/:reference/requests/:id/part", method = "post", operation_id = "change_part")]
    async fn change(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The request's id.
        id: Path<Uuid>,
        body: Body<ErasedPart>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let ErasedPart { systems, keeps_account } = body.0;
        let part = Part::of(systems.into_iter().collect(), keeps_account);
        change_part::change(desk, by.id(), ticket.id, RequestId(id.0), part).await?;
        Ok(Done)
    }
}
