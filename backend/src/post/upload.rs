//! Sending an archive straight to another provider, by HTTPS, as a stream.
//!
//! Redirects are not followed: the address was checked by a person, another was not. What the receiver answers is the proof
//! that it has it.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::{Body, Client, StatusCode, header, redirect::Policy};
use secrecy::{ExposeSecret, SecretString};

use super::transport::PostError;

/// How long the receiver may say nothing.
const PATIENCE: Duration = Duration::from_secs(120);

/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 64 * 1024;

/// What is sent, and to whom.
#[derive(Debug)]
pub struct Upload<'a> {
    /// Where to.
    pub url: &'a str,
    /// What the receiver knows us by.
    pub token: Option<&'a SecretString>,
    /// The same at every attempt, so that the receiver can tell a repetition.
    pub key: String,
    /// What the file is called.
    pub file_name: String,
    /// How long it is.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: [u8; 32],
}

/// What the receiver said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The SHA-256 that it says it got, in hexadecimal, if it says one.
    pub sha256: Option<String>,
}

/// Sends it.
///
/// # Errors
/// What may pass is [`PostError::Transient`]; a receiver that says no, or that got something else, is
/// [`PostError::Permanent`].
pub async fn send(upload: &Upload<'_>, body: Body) -> Result<Answer, PostError> {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        let _raced = rustls::crypto::ring::default_provider().install_default();
    }
    let client = Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .read_timeout(PATIENCE)
        .connect_timeout(Duration::from_secs(30))
        .user_agent(concat!("rightsdesk/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|_| PostError::Permanent("the HTTP client cannot be made".to_owned()))?;
    let digest = format!("sha-256=:{}:", STANDARD.encode(upload.sha256));
    let mut request = client
        .post(upload.url)
        .header(header::CONTENT_TYPE, "application/zip")
        .header(header::CONTENT_LENGTH, upload.bytes)
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", upload.file_name))
        .header("idempotency-key", &upload.key)
        .header("content-digest", digest)
        .body(body);
    if let Some(token) = upload.token {
        request = request.bearer_auth(token.expose_secret());
    }
    let mut response = request.send().await.map_err(|error| PostError::Transient(in_words(&error)))?;
    let status = response.status();
    let mut said = Vec::new();
    // What is longer is no answer of ours, and is not read to its end.
    while said.len() < LONGEST_ANSWER
        && let Some(piece) = response.chunk().await.map_err(|error| PostError::Transient(in_words(&error)))?
    {
        said.extend_from_slice(&piece[..piece.len().min(LONGEST_ANSWER - said.len())]);
    }
    let sha256 = said_sha256(&said);
    match status {
        _ if status.is_success() => {}
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => {
            return Err(PostError::Transient(format!("answered {status}")));
        }
        _ if status.is_server_error() => return Err(PostError::Transient(format!("answered {status}"))),
        _ => return Err(PostError::Permanent(format!("answered {status}"))),
    }
    if sha256.as_ref().is_some_and(|got| *got != hex(&upload.sha256)) {
        return Err(PostError::Permanent("something else arrived than was sent".to_owned()));
    }
    Ok(Answer { status: status.as_u16(), sha256 })
}

/// The member `sha256` of a JSON answer.
fn said_sha256(said: &[u8]) -> Option<String> {
    let said: serde_json::Value = serde_json::from_slice(said).ok()?;
    said["sha256"].as_str().map(str::to_lowercase)
}

/// In lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What went wrong, without the address: it may carry a secret.
fn in_words(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        "no answer in time".to_owned()
    } else if error.is_connect() {
        "nobody answers there".to_owned()
    } else {
        "the connection broke".to_owned()
    }
}
