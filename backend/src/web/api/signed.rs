//! A body that a homeserver has signed. The signature is looked at before anything else of the request.

use poem::{FromRequest, Request, RequestBody, Result, error::ResponseError, http::StatusCode};
use poem_openapi::{
    ApiExtractor, ApiExtractorType, ExtractParamOptions,
    registry::{MetaRequest, Registry},
    types::ParseFromJSON,
};

use super::{
    body::{self, Body},
    caller::desk,
};
use crate::register::{homeservers::Connected, hook::Delivery};

/// A JSON body, and who signed it.
#[derive(Debug)]
pub struct Signed<T> {
    /// The homeserver whose key it is.
    pub by: Connected,
    /// What it says, held against its schema.
    pub body: T,
}

/// No signature, a wrong one, or one of another time. Which of them is not told.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the signature is missing, is not by a key that we know, or is not of this time")]
pub struct NotSigned;

impl ResponseError for NotSigned {
    fn status(&self) -> StatusCode {
        StatusCode::UNAUTHORIZED
    }
}

impl<'a, T: ParseFromJSON> ApiExtractor<'a> for Signed<T> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];

    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        <Body<T> as ApiExtractor<'a>>::register(registry);
    }

    fn request_meta() -> Option<MetaRequest> {
        <Body<T> as ApiExtractor<'a>>::request_meta()
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _: ExtractParamOptions<Self::ParamType>,
    ) -> Result<Self> {
        let bytes = <Vec<u8> as FromRequest>::from_request(request, body).await?;
        let header = |name: &str| request.header(name).unwrap_or_default();
        let delivery = Delivery {
            id: header("webhook-id"),
            timestamp: header("webhook-timestamp"),
            signatures: header("webhook-signature"),
            body: &bytes,
        };
        let desk = desk(request);
        let by = desk.homeservers.who_calls(&delivery, desk.now()).ok_or(NotSigned)?.clone();
        body::must_be_json(request)?;
        Ok(Self { by, body: body::read(&bytes)? })
    }
}
