//! Synapse, by its admin API.
//!
//! Its list of closed accounts does not say since when, so the first sighting has to count where nothing better is known.
//! What else it says of an account is not read: `creation_ts` is in milliseconds here and in seconds in the look-up of one
//! account, and neither tells when it was closed.

use std::{
    collections::HashSet,
    sync::atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Deserializer, de};
use serde_json::Value;

use super::{
    account::Account,
    asking::{Answer, Asking, part},
    homeserver::{At, Closed, Homeserver, Page, Place, Standing},
    overlap::{Joined, OVERLAP, Overlap},
};
use crate::{
    contract::{call::Call, error::ConnectorError},
    rest::auth::Credential,
};

/// The admin API of one Synapse.
#[derive(Debug)]
pub struct Synapse {
    server_name: String,
    asking: Asking,
    rows: u64,
    /// Whether guests are asked for. A Synapse that leaves its accounts to an authentication service has none, and
    /// refuses the very question.
    with_guests: AtomicBool,
}

/// How many accounts are asked for at once.
const ROWS: u64 = 1000;

const LIST: &str = "the list of deactivated users (v3/users)";
const ONE: &str = "the look-up of a user (v2/users)";

/// A page of `v3/users`.
#[derive(Deserialize)]
struct List {
    users: Vec<Value>,
    next_token: Option<Value>,
}

/// What is read of a user.
#[derive(Deserialize)]
struct User {
    name: String,
    #[serde(deserialize_with = "flag")]
    deactivated: bool,
}

/// Versions and databases differ in whether they say `true` or 1.
fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Bool(flag) => Ok(flag),
        Value::Number(number) if number.as_u64() == Some(0) => Ok(false),
        Value::Number(number) if number.as_u64() == Some(1) => Ok(true),
        Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            Err(de::Error::custom("neither true nor false"))
        }
    }
}

impl Synapse {
    /// The Synapse at `url` whose accounts end with `server_name`, asked with the access token of an administrator.
    /// Nothing is asked yet.
    ///
    /// # Errors
    /// In words, if the address may not be called or the token cannot be one.
    pub fn new(url: &str, server_name: impl Into<String>, token: &SecretString) -> Result<Self, String> {
        let mut bearer = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret().trim()))
            .map_err(|_| "the access token has characters that a header cannot hold".to_owned())?;
        bearer.set_sensitive(true);
        let asking = Asking::new(url, Credential::Header(AUTHORIZATION, bearer))?;
        Ok(Self { server_name: server_name.into(), asking, rows: ROWS, with_guests: AtomicBool::new(true) })
    }

    /// The same with pages of so many rows, more than twenty; for tests.
    #[must_use]
    pub fn with_rows(self, rows: u64) -> Self {
        Self { rows: rows.max(OVERLAP + 1), ..self }
    }

    async fn page(&self, from: u64, call: &Call) -> Result<List, ConnectorError> {
        loop {
            let with_guests = self.with_guests.load(Ordering::Relaxed);
            let query = [
                ("deactivated", "true".to_owned()),
                // Without it, those who were locked before they were deactivated are left out.
                ("locked", "true".to_owned()),
                ("guests", with_guests.to_string()),
                ("order_by", "name".to_owned()),
                ("dir", "f".to_owned()),
                ("from", from.to_string()),
                ("limit", self.rows.to_string()),
            ];
            let why = match self.asking.get(LIST, "/_synapse/admin/v3/users", &query, call).await? {
                Answer::Here(value) => return List::deserialize(&value).map_err(|_| another_shape(LIST)),
                Answer::BadRequest(value) if with_guests && value["errcode"] == "M_INVALID_PARAM" => {
                    self.with_guests.store(false, Ordering::Relaxed);
                    continue;
                }
                Answer::BadRequest(_) => "answered 400",
                Answer::NotFound(_) => {
                    "answered 404: the address is of no Synapse, of one that is too old, or hides its admin API"
                }
            };
            return Err(ConnectorError::permanent(format!("{LIST} {why}")));
        }
    }

    /// The accounts of a page, and how many rows were none.
    fn read(&self, users: &[User]) -> Result<(Vec<Closed>, usize), ConnectorError> {
        let mut accounts = Vec::new();
        let mut unreadable = 0;
        for user in users {
            if !user.deactivated {
                return Err(ConnectorError::permanent(format!(
                    "{LIST} has users who are not deactivated: this Synapse does not know the filter"
                )));
            }
            match Account::parse(&user.name) {
                Ok(account) if account.server_name() == self.server_name => {
                    accounts.push(Closed { account, since: None });
                }
                Ok(_) => {
                    return Err(ConnectorError::permanent(format!(
                        "{LIST} has users of another server than the configured server_name"
                    )));
                }
                Err(_) => unreadable += 1,
            }
        }
        Ok((accounts, unreadable))
    }
}

#[async_trait]
impl Homeserver for Synapse {
    fn server_name(&self) -> &str {
        &self.server_name
    }

    async fn closed(&self, place: Option<Place>, call: &Call) -> Result<Page, ConnectorError> {
        let mut overlap = match place {
            None => Overlap::default(),
            Some(Place(At::Row(overlap))) => overlap,
            Some(Place(At::After(_))) => return Err(ConnectorError::permanent("the place is of another list")),
        };
        loop {
            call.still_wanted()?;
            let list = self.page(overlap.from, call).await?;
            let users: Result<Vec<User>, _> = list.users.iter().map(User::deserialize).collect();
            let users = users.map_err(|_| another_shape(LIST))?;
            let names: HashSet<String> = users.iter().map(|user| user.name.clone()).collect();
            match overlap.join(&names) {
                Joined::Yes => {}
                Joined::No(further_back) => {
                    overlap = further_back;
                    continue;
                }
                Joined::Hopeless => {
                    return Err(ConnectorError::transient(format!("{LIST} changes faster than it can be read")));
                }
            }
            let (mut accounts, unreadable) = self.read(&users)?;
            accounts.retain(|closed| !overlap.has(closed.account.as_str()));
            let rows = u64::try_from(users.len()).unwrap_or(u64::MAX);
            let next = match list.next_token {
                // A list that says that it goes on and shows nothing would be asked for ever.
                Some(_) if rows <= OVERLAP => return Err(another_shape(LIST)),
                Some(_) => Some(Place(At::Row(overlap.behind(rows, names)))),
                None => None,
            };
            return Ok(Page { accounts, unreadable, next });
        }
    }

    async fn standing(&self, account: &Account, call: &Call) -> Result<Standing, ConnectorError> {
        if account.server_name() != self.server_name {
            return Err(ConnectorError::permanent("the account is of another homeserver"));
        }
        let path = format!("/_synapse/admin/v2/users/{}", part(account.as_str()));
        let user = match self.asking.get(ONE, &path, &[], call).await? {
            Answer::Here(value) => User::deserialize(&value).map_err(|_| another_shape(ONE))?,
            Answer::NotFound(value) if value["errcode"] == "M_NOT_FOUND" => return Ok(Standing::Unknown),
            Answer::NotFound(_) | Answer::BadRequest(_) => {
                return Err(ConnectorError::permanent(format!(
                    "{ONE} answered, but not in the words of Synapse: the address is of something else"
                )));
            }
        };
        if user.name != account.as_str() {
            return Err(ConnectorError::permanent(format!("{ONE} answered with another user")));
        }
        Ok(if user.deactivated { Standing::Closed { since: None } } else { Standing::Open })
    }
}

/// An answer of another shape may come from a proxy that is in trouble, so it is worth asking again.
fn another_shape(words: &str) -> ConnectorError {
    ConnectorError::transient(format!("{words} answered JSON of another shape than Synapse's"))
}
