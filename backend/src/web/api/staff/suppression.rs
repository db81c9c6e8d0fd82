//! Who is not written to for marketing.

use poem::Request;
use poem_openapi::{Enum, Object, OpenApi, payload::Json};

use crate::{
    casework::stopping::suppress::{self, Listed},
    web::api::{
        body::Body,
        caller::{Caseworker, desk},
        faults::{Or, Sending},
    },
};

/// Addresses that are looked up.
#[derive(Clone, Debug, Object)]
pub struct Audience {
    /// Mail addresses, Matrix IDs and phone numbers.
    #[oai(validator(min_items = 1, max_items = 1000))]
    pub addresses: Vec<String>,
}

/// What the list says, in the order in which it was asked.
#[derive(Clone, Debug, Object)]
pub struct Suppressed {
    /// For each address whether it is on the list: with `yes`, do not write to it.
    pub listed: Vec<OnTheList>,
}

/// Whether an address is on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum OnTheList {
    /// They are not to be written to.
    Yes,
    /// They are not on the list.
    No,
    /// This is no address.
    NoAddress,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Suppression;

#[OpenApi]
impl Suppression {
    /// Ask who is on the list of those who get no marketing
    ///
    /// For programs that send such mail: they ask first, and write to nobody whose word is `yes`. Nothing is kept of what was asked.
    #[oai(path = "/suppression/check", method = "post", operation_id = "check_suppression")]
    async fn check(
        &self,
        _by: Caseworker,
        request: &Request,
        body: Body<Audience>,
    ) -> Result<Json<Suppressed>, Or<Sending>> {
        let found = suppress::look_up(desk(request), &body.0.addresses).await?;
        let word = |listed: Listed| match listed {
            Listed::Yes => OnTheList::Yes,
            Listed::No => OnTheList::No,
            Listed::NoAddress => OnTheList::NoAddress,
        };
        Ok(Json(Suppressed { listed: found.into_iter().map(word).collect() }))
    }
}
