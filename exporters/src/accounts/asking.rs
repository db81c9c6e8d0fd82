//! One question to a homeserver: a GET, and its answer sorted into "here it is", "there is none" and "no answer".
//!
//! The pieces are those of the REST engine: its pinned origin, its credentials, its way to read an answer.

use std::time::Duration;

use reqwest::{Client, Response, StatusCode, header::ACCEPT};
use serde_json::Value;

use crate::{
    contract::{call::Call, error::ConnectorError},
    rest::{
        auth::Credential,
        http::{self, unless_cancelled, unreachable},
        origin::Origin,
        reply::Reply,
        settings::Settings,
        wait,
    },
};

/// The connection to one homeserver.
#[derive(Debug)]
pub struct Asking {
    client: Client,
    origin: Origin,
    credential: Credential,
}

/// What came of a question.
#[derive(Debug)]
pub enum Answer {
    /// 200, with this.
    Here(Value),
    /// 404, with this, or `null` if it was no JSON. Whether it comes from the homeserver its body must tell.
    NotFound(Value),
    /// 400, in the same way.
    BadRequest(Value),
}

/// Larger answers are not read: a page of a thousand accounts has some 400 kB.
const MAX_BYTES: u64 = 8 * 1024 * 1024;

/// A wait that the server asks for is waited for up to here; a longer one is handed to the caller.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often in a row it is waited.
const WAITS: u32 = 3;

impl Asking {
    /// Makes the connection ready; nothing is asked yet.
    ///
    /// # Errors
    /// In words, if the address may not be called.
    pub fn new(url: &str, credential: Credential) -> Result<Self, String> {
        Ok(Self { client: http::client(&Settings::new(url))?, origin: Origin::parse(url)?, credential })
    }

    /// Asks. `words` says what, in words that name nobody; `path` is encoded.
    pub async fn get(
        &self,
        words: &str,
        path: &str,
        query: &[(&str, String)],
        call: &Call,
    ) -> Result<Answer, ConnectorError> {
        let mut waits = 0;
        let mut renewed = false;
        loop {
            let response = self.send(words, path, query, call).await?;
            let status = response.status();
            if status == StatusCode::UNAUTHORIZED && !renewed && self.credential.forget().await {
                renewed = true;
                continue;
            }
            if status != StatusCode::TOO_MANY_REQUESTS {
                return sort(words, response, call).await;
            }
            let asked = wait::asked_for(response.headers(), None).unwrap_or(wait::UNKNOWN);
            if asked > PATIENCE || waits == WAITS {
                return Err(ConnectorError::wait(asked, format!("{words} is limited (429)")));
            }
            waits += 1;
            unless_cancelled(call, tokio::time::sleep(asked)).await?;
        }
    }

    async fn send(
        &self,
        words: &str,
        path: &str,
        query: &[(&str, String)],
        call: &Call,
    ) -> Result<Response, ConnectorError> {
        let mut url = self.origin.join(path).map_err(|e| ConnectorError::permanent(format!("{words}: {e}")))?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let mut request = self.client.get(url).header(ACCEPT, "application/json");
        if let Some((name, value)) = unless_cancelled(call, self.credential.header(&self.client)).await?? {
            request = request.header(name, value);
        }
        unless_cancelled(call, request.send()).await?.map_err(|e| unreachable(words, &e))
    }
}

async fn sort(words: &str, response: Response, call: &Call) -> Result<Answer, ConnectorError> {
    let status = response.status();
    match status.as_u16() {
        200 | 300..=399 => Ok(Answer::Here(read(words, response, call).await?)),
        401 => Err(ConnectorError::permanent(format!("{words} answered {status}: the credentials were refused"))),
        403 => Err(ConnectorError::permanent(format!(
            "{words} answered {status}: the credentials are not those of an administrator of the server"
        ))),
        400 => Ok(Answer::BadRequest(read_or_null(words, response, call).await?)),
        404 => Ok(Answer::NotFound(read_or_null(words, response, call).await?)),
        408 | 425 | 500.. => Err(match wait::asked_for(response.headers(), None) {
            Some(wait) => ConnectorError::wait(wait, format!("{words} answered {status}")),
            None => ConnectorError::transient(format!("{words} answered {status}")),
        }),
        _ => Err(ConnectorError::permanent(format!("{words} answered {status}"))),
    }
}

async fn read(words: &str, response: Response, call: &Call) -> Result<Value, ConnectorError> {
    Ok(Reply::read(response, words, MAX_BYTES, std::iter::empty(), call).await?.value)
}

/// A body that is no JSON comes from something else than the homeserver, which is for the caller to know.
async fn read_or_null(words: &str, response: Response, call: &Call) -> Result<Value, ConnectorError> {
    match read(words, response, call).await {
        Err(ConnectorError::Transient { .. } | ConnectorError::Permanent { .. }) => Ok(Value::Null),
        read => read,
    }
}

/// Encodes a value as one part of a path.
pub fn part(value: &str) -> String {
    let mut text = String::new();
    crate::rest::template::percent_encode(value, &mut text);
    text
}
