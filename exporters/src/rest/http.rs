//! One call: sent to the pinned origin, kept within its rate, and its answer sorted into "here it is", "nothing there",
//! "not now" and "not like this".
//!
//! Messages name the step and the path as the manifest writes it, never an address with values in it.

use std::{future::Future, time::Duration};

use reqwest::{
    Client, Method, Response, StatusCode, Url,
    header::{ACCEPT, HeaderMap},
    redirect::Policy,
};
use secrecy::ExposeSecret as _;
use serde_json::Value;
use tokio::time::Instant;

use crate::contract::{call::Call, error::ConnectorError};

use super::{
    auth::{Credential, Leave},
    erase::plan::EraseStep,
    origin::Origin,
    pace::Pace,
    plan::Plan,
    request::Verb,
    settings::Settings,
    wait,
};

/// Why a call brought nothing.
#[derive(Debug)]
pub enum Fault {
    /// The API, or the rate we keep, asks us to wait. The same call may be made again.
    Limited {
        /// How long.
        wait: Duration,
        /// Who asks for it.
        what: String,
    },
    /// Anything else.
    Stop(ConnectorError),
}

impl From<ConnectorError> for Fault {
    fn from(error: ConnectorError) -> Self {
        Self::Stop(error)
    }
}

impl From<Fault> for ConnectorError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Limited { wait, what } => Self::wait(wait, what),
            Fault::Stop(error) => error,
        }
    }
}

/// A call that is ready to be sent.
#[derive(Debug)]
pub struct Ask<'a> {
    /// Whose pace it is kept within: the step's place among the reading steps, or behind them in the order of [`Plan::changing`].
    pub pace: usize,
    /// The step's name.
    pub name: &'a str,
    /// What it is for, which decides by whose leave it is made.
    pub may: May,
    /// The method.
    pub verb: Verb,
    /// The path as the manifest writes it.
    pub as_written: &'a str,
    /// Statuses that mean that there is nothing.
    pub not_found: &'a [u16],
    /// The path, encoded.
    pub path: String,
    /// The parameters.
    pub query: Vec<(String, String)>,
    /// What is sent.
    pub body: AskBody,
    /// Headers of this call alone.
    pub headers: Vec<(String, String)>,
    /// How long the whole of it may take, if that is longer or shorter than usual.
    pub timeout: Option<Duration>,
}

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    /// It reads.
    Read,
    /// It erases, or asks how the erasing is getting on.
    Erase,
    /// It writes a correction or a mark.
    Write,
    /// It tells a recipient.
    Notify,
}

/// What is sent.
#[derive(Debug)]
pub enum AskBody {
    /// Nothing.
    Nothing,
    /// A form.
    Form(Vec<(String, String)>),
    /// JSON.
    Json(Value),
}

impl Ask<'_> {
    /// The call in words that name nobody: `issues: GET /api/0/…/{issues.id}/`.
    pub fn words(&self) -> String {
        format!("{}: {} {}", self.name, self.verb.name(), self.as_written)
    }
}

/// The connection to one API.
#[derive(Debug)]
pub struct Http {
    client: Client,
    /// For erasing and writing, which some systems take minutes for.
    patient: Client,
    origin: Origin,
    credential: Credential,
    leave: Leave,
    headers: HeaderMap,
    limited_status: Vec<u16>,
    wait_until_header: Option<String>,
    /// For each step its pace, if it has a rate.
    paces: Vec<Option<Pace>>,
}

/// How often in a row a call is made again after a short wait.
const WAITS: u32 = 3;

impl Http {
    /// Makes the connection ready; nothing is called yet.
    pub fn new(
        plan: &Plan,
        settings: &Settings,
        credential: Credential,
        leave: Leave,
        headers: HeaderMap,
    ) -> Result<Self, String> {
        let longest = plan.changing().filter_map(EraseStep::timeout).max().unwrap_or_default();
        let rates = plan.changing().map(EraseStep::rate);
        Ok(Self {
            client: client(settings)?,
            patient: client_that_waits(settings, settings.read_timeout.max(longest))?,
            origin: Origin::parse(&settings.url)?,
            credential,
            leave,
            headers,
            limited_status: plan.limits.limited_status.clone(),
            wait_until_header: plan.limits.wait_until_header.clone(),
            paces: plan.steps.iter().map(|step| step.rate).chain(rates).map(|rate| rate.map(Pace::new)).collect(),
        })
    }

    /// The origin that calls are pinned to.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Whether we may erase.
    pub fn may_erase(&self) -> bool {
        self.leave.erase.is_some()
    }

    /// Whether we may write.
    pub fn may_write(&self) -> bool {
        self.leave.write.is_some()
    }

    /// Whether we may tell a recipient.
    pub fn may_notify(&self) -> bool {
        self.leave.notify.is_some()
    }

    /// The client without our credentials, for a file that lies elsewhere.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Makes a call. `None` means that there is nothing, by a status that the step lists. A redirect is returned as it
    /// is. Waits of up to `patience` are waited for here.
    pub async fn ask(&self, ask: &Ask<'_>, call: &Call, patience: Duration) -> Result<Option<Response>, Fault> {
        let response = self.send(ask, call, patience).await?;
        sort(ask, response)
    }

    /// Makes a call and returns the answer whatever its status, except one that asks us to wait for longer than `patience`.
    /// A call that got no answer is not made again.
    pub async fn send(&self, ask: &Ask<'_>, call: &Call, patience: Duration) -> Result<Response, Fault> {
        let credential = self.credential(ask)?;
        let mut waits = 0;
        let mut renewed = false;
        loop {
            let fault = match self.once(ask, credential, call).await {
                Ok(response)
                    if response.status() == StatusCode::UNAUTHORIZED && !renewed && credential.forget().await =>
                {
                    renewed = true;
                    continue;
                }
                Ok(response) => match self.limit(ask, &response) {
                    None => return Ok(response),
                    Some(fault) => fault,
                },
                Err(fault) => fault,
            };
            match fault {
                Fault::Limited { wait, .. } if wait <= patience && waits < WAITS => {
                    waits += 1;
                    unless_cancelled(call, tokio::time::sleep(wait)).await?;
                }
                Fault::Limited { .. } | Fault::Stop(_) => return Err(fault),
            }
        }
    }

    fn credential(&self, ask: &Ask<'_>) -> Result<&Credential, ConnectorError> {
        let (credential, what) = match ask.may {
            May::Read => return Ok(&self.credential),
            May::Erase => (&self.leave.erase, "erasing"),
            May::Write => (&self.leave.write, "writing"),
            May::Notify => (&self.leave.notify, "notices"),
        };
        credential.as_ref().ok_or_else(|| {
            let words = ask.words();
            ConnectorError::permanent(format!("{words}: no credential for {what} is configured; nothing was asked"))
        })
    }

    fn limit(&self, ask: &Ask<'_>, response: &Response) -> Option<Fault> {
        let code = response.status().as_u16();
        self.limited_status.contains(&code).then(|| Fault::Limited {
            wait: wait::asked_for(response.headers(), self.wait_until_header.as_deref()).unwrap_or(wait::UNKNOWN),
            what: format!("{} is limited ({code})", ask.words()),
        })
    }

    async fn once(&self, ask: &Ask<'_>, credential: &Credential, call: &Call) -> Result<Response, Fault> {
        let words = ask.words();
        if let Some(pace) = &self.paces[ask.pace] {
            pace.take(Instant::now()).map_err(|wait| Fault::Limited {
                wait,
                what: format!("{words}: the rate that the manifest sets is used up"),
            })?;
        }
        let mut url = self.origin.join(&ask.path).map_err(|e| ConnectorError::permanent(format!("{words}: {e}")))?;
        add_query(&mut url, &ask.query);
        if let Credential::Query(name, token) = credential {
            url.query_pairs_mut().append_pair(name, token.expose_secret());
        }
        let client = match ask.may {
            May::Read => &self.client,
            May::Erase | May::Write | May::Notify => &self.patient,
        };
        let request = client.request(method(ask.verb), url);
        let request = match &ask.body {
            AskBody::Nothing => request,
            AskBody::Json(json) => request.json(json),
            AskBody::Form(fields) => {
                let mut fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (&**k, &**v)).collect();
                if let Credential::Form(name, token) = credential {
                    fields.push((name, token.expose_secret()));
                }
                request.form(&fields)
            }
        };
        let mut request = request.header(ACCEPT, "application/json, */*;q=0.1").headers(self.headers.clone());
        for (name, value) in &ask.headers {
            request = request.header(name, value);
        }
        if let Some(timeout) = ask.timeout {
            request = request.timeout(timeout);
        }
        if let Some((name, value)) = unless_cancelled(call, credential.header(&self.client)).await?? {
            request = request.header(name, value);
        }
        let response = match ask.may {
            // Whoever hangs up does not know whether it is carried out after all: what was ordered to be destroyed is waited
            // for, and the next one is not ordered.
            May::Erase => request.send().await,
            May::Read | May::Write | May::Notify => unless_cancelled(call, request.send()).await?,
        };
        let response = response.map_err(|e| unreachable(&words, &e))?;
        // What is here names no person.
        tracing::debug!(
            step = %ask.name,
            method = ask.verb.name(),
            path = %ask.as_written,
            status = response.status().as_u16(),
            request_id = request_id(&response),
            "asked"
        );
        Ok(response)
    }
}

/// What the API calls this request, if it says so.
pub fn request_id(response: &Response) -> Option<&str> {
    let names = ["x-request-id", "x-amzn-requestid", "request-id", "x-sentry-request-id"];
    names.into_iter().find_map(|name| response.headers().get(name)?.to_str().ok())
}

fn sort(ask: &Ask<'_>, response: Response) -> Result<Option<Response>, Fault> {
    let status = response.status();
    if status.is_success() || status.is_redirection() {
        return Ok(Some(response));
    }
    if ask.not_found.contains(&status.as_u16()) {
        return Ok(None);
    }
    Err(Fault::Stop(refused(&ask.words(), ask.may, &response)))
}

/// Says what a status that is none of the expected ones means, and whether asking again may help.
pub fn refused(words: &str, may: May, response: &Response) -> ConnectorError {
    let status = response.status();
    match status.as_u16() {
        401 | 403 => {
            let what = match may {
                May::Read => "read",
                May::Erase => "erase",
                May::Write => "write",
                May::Notify => "send",
            };
            ConnectorError::permanent(format!(
                "{words} answered {status}: the credentials were refused; check the token and what it may {what}"
            ))
        }
        408 | 425 | 500.. => match wait::asked_for(response.headers(), None) {
            Some(wait) => ConnectorError::wait(wait, format!("{words} answered {status}")),
            None => ConnectorError::transient(format!("{words} answered {status}")),
        },
        _ => ConnectorError::permanent(format!("{words} answered {status}")),
    }
}

const fn method(verb: Verb) -> Method {
    match verb {
        Verb::Get => Method::GET,
        Verb::Post => Method::POST,
        Verb::Put => Method::PUT,
        Verb::Patch => Method::PATCH,
        Verb::Delete => Method::DELETE,
    }
}

fn add_query(url: &mut Url, query: &[(String, String)]) {
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
}

/// Says what became of a request that got no answer. The error's own text is not used: it may hold the address.
pub fn unreachable(words: &str, error: &reqwest::Error) -> ConnectorError {
    let what = if error.is_timeout() {
        "did not answer in time"
    } else if error.is_connect() {
        "cannot be reached"
    } else if error.is_body() || error.is_decode() {
        "broke off its answer"
    } else {
        "could not be asked"
    };
    ConnectorError::transient(format!("{words}: the system {what}"))
}

/// What the future brings, unless the answer is no longer wanted before it is there.
pub async fn unless_cancelled<T>(call: &Call, future: impl Future<Output = T>) -> Result<T, ConnectorError> {
    tokio::select! {
        biased;
        () = call.cancel.cancelled() => Err(ConnectorError::Cancelled),
        done = future => Ok(done),
    }
}

/// The client for calls that follow no redirect and use no proxy.
pub fn client(settings: &Settings) -> Result<Client, String> {
    client_that_waits(settings, settings.read_timeout)
}

fn client_that_waits(settings: &Settings, read_timeout: Duration) -> Result<Client, String> {
    // The programs install a provider first thing; a test or a tool may not have, and reqwest panics without one.
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        let _raced = rustls::crypto::ring::default_provider().install_default();
    }
    Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(settings.connect_timeout)
        .read_timeout(read_timeout)
        .user_agent(concat!("rightsdesk/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|_| "the HTTP client cannot be made".to_owned())
}
