//! One call: sent to the pinned origin, kept within its rate, and its answer sorted into "here it is", "nothing there",
//! "not now" and "not like this".
//!
//! Messages name the step and the path as the manifest writes it, never an address with values in it.

use std::{future::Future, time::Duration};

use reqwest::{
    Client, Response, StatusCode, Url,
    header::{ACCEPT, HeaderMap},
    redirect::Policy,
};
use secrecy::ExposeSecret as _;
use serde_json::Value;
use tokio::time::Instant;

use crate::contract::{call::Call, error::ConnectorError};

use super::{
    auth::Credential,
    origin::Origin,
    pace::Pace,
    plan::{BodyPlan, Plan, Step},
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
    /// Which step of the plan.
    pub number: usize,
    /// The step.
    pub step: &'a Step,
    /// The path, encoded.
    pub path: String,
    /// The parameters.
    pub query: Vec<(String, String)>,
    /// What is posted.
    pub body: AskBody,
}

/// What is posted.
#[derive(Debug)]
pub enum AskBody {
    /// Nothing: a GET.
    Get,
    /// A form.
    Form(Vec<(String, String)>),
    /// JSON.
    Json(Value),
}

impl Ask<'_> {
    /// The call in words that name nobody: `issues: GET /api/0/…/{issues.id}/`.
    pub fn words(&self) -> String {
        format!("{}: {} {}", self.step.name, self.method(), self.step.request.path_as_written)
    }

    fn method(&self) -> &'static str {
        match self.step.request.body {
            BodyPlan::Get => "GET",
            BodyPlan::Form(_) | BodyPlan::Json(_) => "POST",
        }
    }
}

/// The connection to one API.
#[derive(Debug)]
pub struct Http {
    client: Client,
    origin: Origin,
    credential: Credential,
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
    pub fn new(plan: &Plan, settings: &Settings, credential: Credential, headers: HeaderMap) -> Result<Self, String> {
        Ok(Self {
            client: client(settings)?,
            origin: Origin::parse(&settings.url)?,
            credential,
            headers,
            limited_status: plan.limits.limited_status.clone(),
            wait_until_header: plan.limits.wait_until_header.clone(),
            paces: plan.steps.iter().map(|step| step.rate.map(Pace::new)).collect(),
        })
    }

    /// The origin that calls are pinned to.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The client without our credentials, for a file that lies elsewhere.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Makes a call. `None` means that there is nothing, by a status that the step lists. A redirect is returned as it
    /// is. Waits of up to `patience` are waited for here.
    pub async fn ask(&self, ask: &Ask<'_>, call: &Call, patience: Duration) -> Result<Option<Response>, Fault> {
        let mut waits = 0;
        let mut renewed = false;
        loop {
            let fault = match self.once(ask, call).await {
                Ok(response)
                    if response.status() == StatusCode::UNAUTHORIZED && !renewed && self.credential.forget().await =>
                {
                    renewed = true;
                    continue;
                }
                Ok(response) => match self.sort(ask, response) {
                    Ok(sorted) => return Ok(sorted),
                    Err(fault) => fault,
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

    async fn once(&self, ask: &Ask<'_>, call: &Call) -> Result<Response, Fault> {
        let words = ask.words();
        if let Some(pace) = &self.paces[ask.number] {
            pace.take(Instant::now()).map_err(|wait| Fault::Limited {
                wait,
                what: format!("{words}: the rate that the manifest sets is used up"),
            })?;
        }
        let mut url = self.origin.join(&ask.path).map_err(|e| ConnectorError::permanent(format!("{words}: {e}")))?;
        add_query(&mut url, &ask.query);
        if let Credential::Query(name, token) = &self.credential {
            url.query_pairs_mut().append_pair(name, token.expose_secret());
        }
        let request = match &ask.body {
            AskBody::Get => self.client.get(url),
            AskBody::Json(json) => self.client.post(url).json(json),
            AskBody::Form(fields) => {
                let mut fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (&**k, &**v)).collect();
                if let Credential::Form(name, token) = &self.credential {
                    fields.push((name, token.expose_secret()));
                }
                self.client.post(url).form(&fields)
            }
        };
        let mut request = request.header(ACCEPT, "application/json, */*;q=0.1").headers(self.headers.clone());
        if let Some((name, value)) = unless_cancelled(call, self.credential.header(&self.client)).await?? {
            request = request.header(name, value);
        }
        let response = unless_cancelled(call, request.send()).await?.map_err(|e| unreachable(&words, &e))?;
        // The place where a call is written down, once evidence of calls is kept: what is here names no person.
        tracing::debug!(
            step = %ask.step.name,
            method = ask.method(),
            path = %ask.step.request.path_as_written,
            status = response.status().as_u16(),
            request_id = response.headers().get("x-request-id").and_then(|id| id.to_str().ok()),
            "asked"
        );
        Ok(response)
    }

    fn sort(&self, ask: &Ask<'_>, response: Response) -> Result<Option<Response>, Fault> {
        let status = response.status();
        let words = ask.words();
        let code = status.as_u16();
        if self.limited_status.contains(&code) {
            let wait = wait::asked_for(response.headers(), self.wait_until_header.as_deref());
            return Err(Fault::Limited {
                wait: wait.unwrap_or(wait::UNKNOWN),
                what: format!("{words} is limited ({code})"),
            });
        }
        if status.is_success() || status.is_redirection() {
            return Ok(Some(response));
        }
        if ask.step.not_found.contains(&code) {
            return Ok(None);
        }
        Err(Fault::Stop(match code {
            401 | 403 => ConnectorError::permanent(format!(
                "{words} answered {status}: the credentials were refused; check the token and what it may read"
            )),
            408 | 425 | 500.. => match wait::asked_for(response.headers(), None) {
                Some(wait) => ConnectorError::wait(wait, format!("{words} answered {status}")),
                None => ConnectorError::transient(format!("{words} answered {status}")),
            },
            _ => ConnectorError::permanent(format!("{words} answered {status}")),
        }))
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
    // The programs install a provider first thing; a test or a tool may not have, and reqwest panics without one.
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        let _raced = rustls::crypto::ring::default_provider().install_default();
    }
    Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(settings.connect_timeout)
        .read_timeout(settings.read_timeout)
        .user_agent(concat!("rightsdesk/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|_| "the HTTP client cannot be made".to_owned())
}
