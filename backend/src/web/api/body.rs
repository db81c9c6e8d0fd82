//! The body of a request, as the document describes it.

use poem::{FromRequest, Request, RequestBody, Result};
use poem_openapi::{
    ApiExtractor, ApiExtractorType, ExtractParamOptions,
    error::ContentTypeError,
    registry::{MetaMediaType, MetaRequest, Registry},
    types::{ParseFromJSON, Type},
};

use super::{
    finding::{Finding, Unfit},
    schema, strict,
};

/// A JSON body that was held against its schema.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<'a, T: ParseFromJSON> ApiExtractor<'a> for Body<T> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];

    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        <T as Type>::register(registry);
    }

    fn request_meta() -> Option<MetaRequest> {
        let content = vec![MetaMediaType { content_type: "application/json", schema: T::schema_ref() }];
        Some(MetaRequest { description: None, content, required: true })
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _: ExtractParamOptions<Self::ParamType>,
    ) -> Result<Self> {
        must_be_json(request)?;
        let body = <Vec<u8> as FromRequest>::from_request(request, body).await?;
        Ok(Self(read(&body)?))
    }
}

/// An error unless the request says that its body is JSON.
pub(super) fn must_be_json(request: &Request) -> Result<()> {
    let kind = request.content_type().ok_or(ContentTypeError::ExpectContentType)?;
    if !kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
        return Err(ContentTypeError::NotSupported { content_type: kind.to_owned() }.into());
    }
    Ok(())
}

/// Reads a body as the document describes it.
pub(super) fn read<T: ParseFromJSON>(body: &[u8]) -> Result<T, Unfit> {
    let value = strict::read(body).map_err(Unfit::Unreadable)?;
    let findings = schema::check::<T>(&value);
    if !findings.is_empty() {
        return Err(Unfit::Invalid(findings));
    }
    // Its errors repeat the value and name our types; the schema has said all that there is to say before.
    T::parse_from_json(Some(value)).map_err(|_| Unfit::Invalid(vec![Finding::at("", "is not as documented")]))
}
