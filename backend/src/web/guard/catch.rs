//! No error leaves as the framework would write it: each becomes a page (or a problem, in the API) of its application.
//!
//! This stands inside the guards that add headers, because the framework lets errors pass those by.

use std::sync::Arc;

use poem::{Endpoint, Error, IntoResponse, Request, Response, Result, http::Method};

/// What is known of a request that ended in an error.
#[derive(Clone, Debug)]
pub struct Lost {
    /// Its path, without what could be used: see [`told`].
    pub path: String,
    /// Whether it was one that could have changed something.
    pub was_sent: bool,
    /// The languages the browser asks for.
    pub accept_language: String,
}

/// A path as it may stand in a log: what follows on `/v/`, `/files/` and `/notices/` is a link of
/// somebody's mailbox, and opens a door.
pub fn told(path: &str) -> String {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["", language, door @ ("v" | "files" | "notices"), _, ..] => format!("/{language}/{door}/…"),
        _ => path.to_owned(),
    }
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
    let lost = Lost { path: told(request.uri().path()), was_sent, accept_language };
    match next.call(request).await {
        Ok(answer) => Ok(answer.into_response()),
        Err(error) => Ok(show(lost, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn a_link_of_somebodys_mailbox_never_stands_in_a_log() {
        for path in ["/en/v/c2VjcmV0", "/de/files/c2VjcmV0", "/fr/v/c2VjcmV0/no", "/en/notices/c2VjcmV0"] {
            assert!(!told(path).contains("c2VjcmV0"), "{}", told(path));
        }
        for path in ["/en/v", "/en/status/view", "/", "/desk/t/DR-7KQ4-M2XW", "/desk/notices", ""] {
            assert_eq!(told(path), path);
        }
    }
}
