//! Files: fetched from the origin, or from a storage host that the manifest lists, and passed on piece by piece.

use std::net::IpAddr;

use futures_util::{StreamExt as _, stream};
use reqwest::{Response, Url, header::LOCATION};

use crate::contract::{call::Call, error::ConnectorError, sink::Body};

use super::{
    http::{Http, unless_cancelled, unreachable},
    origin,
};

/// How many redirects lead to a file at most.
const HOPS: u32 = 3;

/// Follows an answer's redirects to where the file lies. Storage gets neither our credentials nor our headers: the
/// address it is reached by was signed by the API.
pub async fn follow(
    http: &Http,
    hosts: &[String],
    words: &str,
    mut response: Response,
    call: &Call,
) -> Result<Response, ConnectorError> {
    for _ in 0..HOPS {
        if !response.status().is_redirection() {
            break;
        }
        let target =
            target(&response).ok_or_else(|| ConnectorError::permanent(format!("{words} redirects to nowhere")))?;
        let listed = target.host_str().is_some_and(|host| hosts.iter().any(|pattern| is_host(pattern, host)));
        if !listed || !origin::is_safe(&target) {
            return Err(ConnectorError::permanent(format!(
                "{words} redirects to a host that is not among the manifest's file_hosts"
            )));
        }
        let answer = unless_cancelled(call, http.client().get(target).send()).await?;
        response = answer.map_err(|e| unreachable(words, &e))?;
    }
    match response.status() {
        status if status.is_success() => Ok(response),
        status if status.is_server_error() => {
            Err(ConnectorError::transient(format!("{words}: the storage answered {status}")))
        }
        status => Err(ConnectorError::permanent(format!("{words}: the storage answered {status}"))),
    }
}

fn target(response: &Response) -> Option<Url> {
    response.url().join(response.headers().get(LOCATION)?.to_str().ok()?).ok()
}

/// `storage.example` is itself only; `*.storage.example` is any name below it. There is nothing below an address.
fn is_host(pattern: &str, host: &str) -> bool {
    match pattern.strip_prefix('*') {
        Some(suffix) => {
            suffix.starts_with('.')
                && host.parse::<IpAddr>().is_err()
                && host.len() > suffix.len()
                && host.ends_with(suffix)
        }
        None => pattern == host,
    }
}

/// The body of an answer, piece by piece; an error once it is longer than `max_bytes`.
pub fn body(response: Response, words: String, max_bytes: u64, call: &Call) -> Body<'static> {
    let call = call.clone();
    stream::try_unfold((response, 0), move |(mut response, mut length)| {
        let (words, call) = (words.clone(), call.clone());
        async move {
            let piece = unless_cancelled(&call, response.chunk()).await?.map_err(|e| unreachable(&words, &e))?;
            let Some(piece) = piece else { return Ok(None) };
            length += u64::try_from(piece.len()).unwrap_or(u64::MAX);
            if length > max_bytes {
                return Err(ConnectorError::permanent(format!("{words}: the file is larger than {max_bytes} bytes")));
            }
            Ok(Some((piece, (response, length))))
        }
    })
    .boxed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_hosts_are_storage() {
        assert!(is_host("a.example", "a.example"));
        assert!(is_host("*.a.example", "b.a.example"));
        for (pattern, host) in [
            ("a.example", "b.a.example"),
            ("*.a.example", "a.example"),
            ("*.a.example", "evila.example"),
            ("*", "x"),
            ("*.a.example", "b.a.example.evil.net"),
        ] {
            assert!(!is_host(pattern, host), "{pattern} {host}");
        }
    }
}
