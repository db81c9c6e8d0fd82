//! What can be done with a package.

use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use super::package::{PackageContents, PackageView};
use crate::{
    archive,
    casework::{
        collecting::retry,
        copying::{discard_package, look_into, release},
        error::CaseError,
    },
    kernel::actor::Actor,
    web::{
        api::{
            body::Body,
            caller::{Caller, Caseworker, desk},
            faults::{Looking, Moving, Or, Sending},
            reply::Done,
        },
        case,
    },
};

/// Which package is meant.
#[derive(Clone, Debug, Object)]
pub struct Seen {
    /// The SHA-256, in hexadecimal, of the package that was looked at. If another has taken its place, the answer is 409.
    pub sha256: String,
}

/// Why a package is put aside.
#[derive(Clone, Debug, Object)]
pub struct Discarding {
    /// Why. It becomes a note that only staff read.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub why: String,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Packages;

#[OpenApi]
impl Packages {
    /// Look at the package of a ticket
    #[oai(path = "/tickets/:reference/package", method = "get", operation_id = "package")]
    async fn show(
        &self,
        _by: Caller,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
    ) -> Result<Json<PackageView>, Or<Looking>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let row = archive::store::current(&desk.db, ticket.id).await?.ok_or(CaseError::NotFound)?;
        let downloads = archive::store::downloads(&desk.db, row.id).await?.len();
        Ok(Json(PackageView::of(&row, downloads)))
    }

    /// List what stands in a built package
    ///
    /// Files stand in it by the names that they came with, so that it is for those who work on tickets.
    #[oai(path = "/tickets/:reference/package/contents", method = "get", operation_id = "package_contents")]
    async fn contents(
        &self,
        _by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
    ) -> Result<Json<PackageContents>, Or<Looking>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        Ok(Json(look_into::contents(desk, ticket.id).await?.into()))
    }

    /// Let the package out
    ///
    /// Answers the requests that it is for, and writes to the person.
    #[oai(path = "/tickets/:reference/package/release", method = "post", operation_id = "release")]
    async fn release(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        body: Body<Seen>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        release::release(desk, Actor::Staff(by.id()), ticket.id, &body.0.sha256).await?;
        Ok(Done)
    }

    /// Throw the package away, to answer in writing instead
    ///
    /// One that nobody has had: because the request is refused, or because the answer is better written.
    #[oai(path = "/tickets/:reference/package/discard", method = "post", operation_id = "discard_package")]
    async fn discard(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        body: Body<Discarding>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        discard_package::discard(desk, by.id(), ticket.id, &body.0.why).await?;
        Ok(Done)
    }

    /// Build a package again that was given up
    #[oai(path = "/tickets/:reference/package/retry", method = "post", operation_id = "retry_package")]
    async fn retry(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
    ) -> Result<Done, Or<Moving>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let row = archive::store::current(&desk.db, ticket.id).await?.ok_or(CaseError::NotFound)?;
        retry::archive(desk, by.id(), ticket.id, row.id).await?;
        Ok(Done)
    }
}
