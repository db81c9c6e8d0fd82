//! What can go wrong with an operation, as the document lists it. Handlers use `?`; the kind of their error says which
//! statuses there are.

use std::marker::PhantomData;

use poem::Error;
use poem_openapi::{
    ApiResponse,
    registry::{MetaMediaType, MetaResponse, MetaResponses, Registry},
    types::Type,
};
use sea_orm::DbErr;

use super::{
    finding::Unfit,
    problem::{MEDIA_TYPE, Problem},
};
use crate::{casework::error::CaseError, web::problem::Denied};

/// A kind of operation, by what can go wrong with it.
pub trait Kind: Send + Sync + 'static {
    /// The statuses, in order.
    const STATUSES: &'static [u16];
}

/// Declares a kind of operation.
macro_rules! kind {
    ($(#[$doc:meta])* $name:ident: $($status:literal),+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl Kind for $name {
            const STATUSES: &'static [u16] = &[$($status),+, 500, 503];
        }
    };
}

kind! {
    /// Anybody sends something.
    Asking: 400, 404, 413, 415, 422, 429
}
kind! {
    /// A machine calls that signs what it says.
    Calling: 400, 401, 404, 413, 415, 422, 429
}
kind! {
    /// Staff look at a list.
    Listing: 400, 401, 429
}
kind! {
    /// Staff look at one thing.
    Looking: 400, 401, 403, 404, 410, 429
}
kind! {
    /// Staff move something on, without a body.
    Moving: 400, 401, 403, 404, 409, 410, 413, 422, 429
}
kind! {
    /// Staff send something.
    Sending: 400, 401, 403, 404, 409, 410, 413, 415, 422, 429
}

/// The error of an operation of the kind `K`.
#[derive(Debug)]
pub struct Or<K> {
    error: Error,
    kind: PhantomData<K>,
}

impl<K> Or<K> {
    fn new(error: impl Into<Error>) -> Self {
        Self { error: error.into(), kind: PhantomData }
    }
}

impl<K> From<Or<K>> for Error {
    fn from(or: Or<K>) -> Self {
        or.error
    }
}

impl<K> From<CaseError> for Or<K> {
    fn from(error: CaseError) -> Self {
        Self::new(error)
    }
}

impl<K> From<DbErr> for Or<K> {
    fn from(error: DbErr) -> Self {
        Self::new(CaseError::from(error))
    }
}

impl<K> From<Unfit> for Or<K> {
    fn from(error: Unfit) -> Self {
        Self::new(error)
    }
}

impl<K> From<Denied> for Or<K> {
    fn from(error: Denied) -> Self {
        Self::new(error)
    }
}

impl<K: Kind> ApiResponse for Or<K> {
    fn meta() -> MetaResponses {
        let responses = K::STATUSES.iter().map(|status| MetaResponse {
            description: description(*status),
            status: Some(*status),
            status_range: None,
            content: vec![MetaMediaType { content_type: MEDIA_TYPE, schema: Problem::schema_ref() }],
            headers: Vec::new(),
        });
        MetaResponses { responses: responses.collect() }
    }

    fn register(registry: &mut Registry) {
        Problem::register(registry);
    }
}

const fn description(status: u16) -> &'static str {
    match status {
        400 => "The address has parameters that are not documented or not right, or the body cannot be read.",
        401 => "The request brings no token or signature, or one that does not hold.",
        403 => "The owner of the token may not do this.",
        404 => "There is no such thing. What is not for the one who asks is told in the same words.",
        409 => "The ticket stands elsewhere, or somebody else was faster.",
        410 => "What was asked for has been destroyed in due time.",
        413 => "The request is too large.",
        415 => "The body is of another type.",
        422 => "The body is not as documented, or what it asks for makes no sense here.",
        429 => "Too many attempts; `Retry-After` says when to come again.",
        503 => "Our database is away; `Retry-After` says when to come again.",
        _ => "Something of ours is broken.",
    }
}
