//! No request is larger than its door. The framework reads whatever comes, so the limit is ours.

use std::{sync::Arc, time::Duration};

use poem::{Endpoint, IntoResponse, Request, Response, Result, error::ReadBodyError, http::header};

use crate::web::problem::{BrokenOff, TooLarge};

/// What a form may weigh: a message of 10,000 characters, percent-encoded, with room to spare.
pub const FORM: usize = 256 * 1024;

/// What an upload of staff may weigh, all files together.
pub const UPLOAD: usize = 32 * 1024 * 1024;

/// How long a form may take to come.
const FORM_PATIENCE: Duration = Duration::from_secs(30);

/// How long an upload may take to come.
const UPLOAD_PATIENCE: Duration = Duration::from_mins(10);

/// Reads the body up to the limit of its door and hands it on; larger ones are refused, announced or not. `in_parts` is
/// what forms in parts may weigh here, in bytes: [`UPLOAD`] where files are taken, [`FORM`] elsewhere, so that not anybody
/// can make us hold what only staff may send.
pub async fn limit<E: Endpoint>(next: Arc<E>, mut request: Request, in_parts: usize) -> Result<Response>
where
    E::Output: IntoResponse,
{
    let is_in_parts = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let most = if is_in_parts { in_parts } else { FORM };
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if announced.and_then(|length| length.parse::<u64>().ok()).is_some_and(|length| length > most as u64) {
        return Err(TooLarge.into());
    }
    let whole = request.take_body().into_bytes_limit(most);
    let patience = if most > FORM { UPLOAD_PATIENCE } else { FORM_PATIENCE };
    // Whoever sends slower than this holds a place that somebody else needs.
    let whole = tokio::time::timeout(patience, whole).await.map_err(|_| poem::Error::from(BrokenOff))?;
    let body = whole.map_err(|error| match error {
        ReadBodyError::PayloadTooLarge => poem::Error::from(TooLarge),
        _ => BrokenOff.into(),
    })?;
    request.set_body(body);
    Ok(next.call(request).await?.into_response())
}
