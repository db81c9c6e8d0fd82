//! What an error is called in HTTP. The only place that knows status codes of errors.

use poem::{error::ResponseError, http::StatusCode};

use crate::casework::error::CaseError;

impl ResponseError for CaseError {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Illegal(_) | Self::Changed => StatusCode::CONFLICT,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Limited => StatusCode::TOO_MANY_REQUESTS,
            Self::Gone => StatusCode::GONE,
            Self::Fault(_) if self.away().is_some() => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// A request that did not come from our own pages.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the request does not come from this site")]
pub struct Foreign;

impl ResponseError for Foreign {
    fn status(&self) -> StatusCode {
        StatusCode::FORBIDDEN
    }
}

/// A request that is larger than its door.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the request is too large")]
pub struct TooLarge;

impl ResponseError for TooLarge {
    fn status(&self) -> StatusCode {
        StatusCode::PAYLOAD_TOO_LARGE
    }
}

/// More forms from one place than people send. None of it was saved, which the page says.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("too many forms from one place; try again later")]
pub struct TooManyForms;

impl ResponseError for TooManyForms {
    fn status(&self) -> StatusCode {
        StatusCode::TOO_MANY_REQUESTS
    }
}

/// A request whose body does not end as its head says.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the body of the request cannot be read to its end")]
pub struct BrokenOff;

impl ResponseError for BrokenOff {
    fn status(&self) -> StatusCode {
        StatusCode::BAD_REQUEST
    }
}

/// A form whose fields are not ours.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the form is not one of ours: {0}")]
pub struct BadForm(pub &'static str);

impl ResponseError for BadForm {
    fn status(&self) -> StatusCode {
        StatusCode::BAD_REQUEST
    }
}

/// Somebody who is signed in but may not do this.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("this role may not do that")]
pub struct Denied;

impl ResponseError for Denied {
    fn status(&self) -> StatusCode {
        StatusCode::FORBIDDEN
    }
}
