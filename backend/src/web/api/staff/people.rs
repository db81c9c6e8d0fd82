//! The people who work here.

use poem::Request;
use poem_openapi::{OpenApi, payload::Json};

use super::person::Person;
use crate::{
    staff,
    web::api::{
        caller::{Caller, desk},
        faults::{Listing, Or},
    },
};

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct People;

#[OpenApi]
impl People {
    /// Who owns the token
    #[oai(path = "/me", method = "get", operation_id = "me")]
    async fn me(&self, by: Caller) -> Result<Json<Person>, Or<Listing>> {
        Ok(Json(by.0.into()))
    }

    /// Everybody who works here or did
    #[oai(path = "/people", method = "get", operation_id = "people")]
    async fn people(&self, _by: Caller, request: &Request) -> Result<Json<Vec<Person>>, Or<Listing>> {
        let everybody = staff::store::all(&desk(request).db).await?;
        Ok(Json(everybody.into_iter().map(Person::from).collect()))
    }
}
