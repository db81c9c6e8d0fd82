//! How we show the API who we are.
//!
//! The credential is made ready when the connector is opened, is marked sensitive so that no debug print shows it, and
//! is put into the request at the last moment.

use std::{collections::BTreeMap, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::{
    Client, Url,
    header::{AUTHORIZATION, HeaderName, HeaderValue},
};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use tokio::{sync::Mutex, time::Instant};

use crate::contract::error::ConnectorError;

use super::{origin, section::AuthSpec};

/// What is shown with every call.
#[derive(Debug)]
pub enum Credential {
    /// Nothing.
    None,
    /// A header.
    Header(HeaderName, HeaderValue),
    /// A parameter of the query.
    Query(String, SecretString),
    /// A field of the posted form.
    Form(String, SecretString),
    /// A token that is fetched first.
    Oauth2(Box<Oauth2>),
}

/// Client credentials of OAuth 2, and the token they last brought.
#[derive(Debug)]
pub struct Oauth2 {
    token_url: Url,
    client_id: SecretString,
    client_secret: SecretString,
    scope: Option<String>,
    token: Mutex<Option<(HeaderValue, Instant)>>,
}

/// A token is not used in its last minute, in which it might expire under way.
const MARGIN: Duration = Duration::from_secs(60);

/// No token is used for longer, whatever the API says of it.
const LONGEST_LIFE: Duration = Duration::from_secs(24 * 3_600);

/// Our credentials for what changes something, as far as the configuration has them.
#[derive(Debug)]
pub struct Leave {
    /// For erasing.
    pub erase: Option<Credential>,
    /// For writing.
    pub write: Option<Credential>,
    /// For telling a recipient.
    pub notify: Option<Credential>,
}

impl Credential {
    /// Makes the credential ready from the settings that the manifest names.
    pub fn open(
        spec: &AuthSpec,
        values: &BTreeMap<String, SecretString>,
        token_url: Option<String>,
    ) -> Result<Self, String> {
        let value = |name: &String| values.get(name).ok_or_else(|| format!("the setting {name} is missing"));
        let plain = |name: &String| value(name).map(|secret| secret.expose_secret());
        Ok(match spec {
            AuthSpec::None {} => Self::None,
            AuthSpec::Bearer { token } => {
                Self::Header(AUTHORIZATION, header(&format!("Bearer {}", plain(token)?.trim()))?)
            }
            AuthSpec::Basic { user, password } => {
                let password = password.as_ref().map(plain).transpose()?.unwrap_or_default();
                let both = STANDARD.encode(format!("{}:{}", plain(user)?, password));
                Self::Header(AUTHORIZATION, header(&format!("Basic {both}"))?)
            }
            AuthSpec::Header { name, value } => {
                let name = name.parse().map_err(|_| format!("{name:?} is not the name of a header"))?;
                Self::Header(name, header(plain(value)?.trim())?)
            }
            AuthSpec::Query { name, value: token } => Self::Query(name.clone(), value(token)?.clone()),
            AuthSpec::Form { name, value: token } => Self::Form(name.clone(), value(token)?.clone()),
            AuthSpec::Oauth2ClientCredentials { client_id, client_secret, scope, .. } => {
                let token_url =
                    Url::parse(&token_url.unwrap_or_default()).map_err(|e| format!("the token address: {e}"))?;
                if !origin::is_safe(&token_url) {
                    return Err("the token address must begin with https://".to_owned());
                }
                Self::Oauth2(Box::new(Oauth2 {
                    token_url,
                    client_id: value(client_id)?.clone(),
                    client_secret: value(client_secret)?.clone(),
                    scope: scope.clone(),
                    token: Mutex::default(),
                }))
            }
        })
    }

    /// The header to send, fetching a token first where that is needed.
    pub async fn header(&self, client: &Client) -> Result<Option<(HeaderName, HeaderValue)>, ConnectorError> {
        match self {
            Self::None | Self::Query(..) | Self::Form(..) => Ok(None),
            Self::Header(name, value) => Ok(Some((name.clone(), value.clone()))),
            Self::Oauth2(oauth) => Ok(Some((AUTHORIZATION, oauth.token(client).await?))),
        }
    }

    /// Drops a token that the API no longer takes; whether there was one to drop.
    pub async fn forget(&self) -> bool {
        match self {
            Self::None | Self::Header(..) | Self::Query(..) | Self::Form(..) => false,
            Self::Oauth2(oauth) => oauth.token.lock().await.take().is_some(),
        }
    }
}

fn header(text: &str) -> Result<HeaderValue, String> {
    let mut value = HeaderValue::from_str(text)
        .map_err(|_| "the credential has characters that a header cannot hold".to_owned())?;
    value.set_sensitive(true);
    Ok(value)
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: String,
    /// Seconds; RFC 6749 recommends it and lets it be absent.
    expires_in: Option<u64>,
}

impl Oauth2 {
    async fn token(&self, client: &Client) -> Result<HeaderValue, ConnectorError> {
        // Held across the request, so that many calls at once fetch one token.
        let mut token = self.token.lock().await;
        if let Some((value, until)) = token.as_ref()
            && Instant::now() < *until
        {
            return Ok(value.clone());
        }
        let (value, lifetime) = self.fetch(client).await?;
        *token = Some((value.clone(), Instant::now() + lifetime.saturating_sub(MARGIN)));
        Ok(value)
    }

    async fn fetch(&self, client: &Client) -> Result<(HeaderValue, Duration), ConnectorError> {
        let mut form = vec![
            ("grant_type", "client_credentials"),
            ("client_id", self.client_id.expose_secret()),
            ("client_secret", self.client_secret.expose_secret()),
        ];
        if let Some(scope) = &self.scope {
            form.push(("scope", scope));
        }
        let answer = client.post(self.token_url.clone()).form(&form).send().await;
        let answer = answer.map_err(|_| ConnectorError::transient("the token address cannot be reached"))?;
        let status = answer.status();
        if status.is_client_error() && status.as_u16() != 429 {
            return Err(ConnectorError::permanent(format!(
                "the token address refused the client credentials ({status}): check client id, secret and scope"
            )));
        }
        if !status.is_success() {
            return Err(ConnectorError::transient(format!("the token address answered {status}")));
        }
        let answer: TokenAnswer = answer
            .json()
            .await
            .map_err(|_| ConnectorError::transient("the token address answered something else than a token"))?;
        let value = header(&format!("Bearer {}", answer.access_token)).map_err(ConnectorError::permanent)?;
        // A token of unknown life is used for this call only.
        Ok((value, Duration::from_secs(answer.expires_in.unwrap_or(0)).min(LONGEST_LIFE)))
    }
}
