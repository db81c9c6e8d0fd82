//! What is wrong with a request, place by place.

use poem::{error::ResponseError, http::StatusCode};
use poem_openapi::Object;

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Finding {
    /// Where in the body it is, as a JSON pointer (RFC 6901); empty for the body as a whole.
    pub pointer: Option<String>,
    /// In which parameter of the address it is.
    pub parameter: Option<String>,
    /// What is wrong there.
    pub detail: String,
}

impl Finding {
    /// Something in the body.
    pub fn at(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: Some(pointer.into()), parameter: None, detail: detail.into() }
    }

    /// Something in the address.
    pub fn of(parameter: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: None, parameter: Some(parameter.into()), detail: detail.into() }
    }
}

/// A request that does not fit what the document says.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Unfit {
    /// The body is no JSON, or names something twice.
    #[error("the body cannot be read")]
    Unreadable(Finding),
    /// The parameters are not those that are documented.
    #[error("the address has parameters that are not right")]
    Address(Vec<Finding>),
    /// The body can be read, but is not what it should be.
    #[error("the body is not as documented")]
    Invalid(Vec<Finding>),
}

impl Unfit {
    /// All that is wrong.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Unreadable(finding) => std::slice::from_ref(finding),
            Self::Address(findings) | Self::Invalid(findings) => findings,
        }
    }
}

impl ResponseError for Unfit {
    fn status(&self) -> StatusCode {
        match self {
            Self::Unreadable(_) | Self::Address(_) => StatusCode::BAD_REQUEST,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}
