//! A request that changes something comes from our own pages.
//!
//! Browsers say where a request comes from (`Sec-Fetch-Site`, and `Origin` with every POST). Without either, or with
//! another's, it is refused. That needs no cookie, so it holds on pages for people who have none.

use std::sync::Arc;

use poem::{
    Endpoint, IntoResponse, Request, Response, Result,
    http::{Method, header},
};

use crate::web::problem::Foreign;

/// Lets requests through that change nothing or come from `origin`, such as `https://privacy.example.org`.
pub async fn check<E: Endpoint>(next: Arc<E>, request: Request, origin: Arc<str>) -> Result<Response>
where
    E::Output: IntoResponse,
{
    let changes_nothing = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !changes_nothing && !is_own(&request, &origin) {
        return Err(Foreign.into());
    }
    Ok(next.call(request).await?.into_response())
}

fn is_own(request: &Request, origin: &str) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    match header("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => header(header::ORIGIN.as_str()).is_some_and(|from| from.eq_ignore_ascii_case(origin)),
    }
}

/// The origin of an address: scheme, host and port.
pub fn of(url: &str) -> Arc<str> {
    reqwest::Url::parse(url).map(|url| url.origin().ascii_serialization()).unwrap_or_default().into()
}
