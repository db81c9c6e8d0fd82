//! No error leaves as the framework would write it: each becomes a page (or a problem, in the API) of its application.
//!
//! This stands inside the guards that add headers, because the framework lets errors pass those by.

use std::sync::Arc;

use poem::{Endpoint, Error, IntoResponse, Request, Response, Result, http::Method};

/// What is known of a request that ended in an error.
#[derive(Clone, Debug)]
pub struct Lost {
    /// Its path.
    pub path: String,
    /// Whether it was one that could have changed something.
    pub was_sent: bool,
    /// The languages the browser asks for.
    pub accept_language: String,
}

/// Lets `show` make an answer of every error.
pub async fn errors<E: Endpoint>(
    next: Arc<E>,
    request: Request,
    show: impl Fn(Lost, Error) -> Response,
) -> Result<Response>
where
    E::Output: IntoResponse,
{
    let accept_language = request.header("accept-language").unwrap_or_default().to_owned();
    let was_sent = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let lost = Lost { path: request.uri().path().to_owned(), was_sent, accept_language };
    match next.call(request).await {
        Ok(answer) => Ok(answer.into_response()),
        Err(error) => Ok(show(lost, error)),
    }
}
