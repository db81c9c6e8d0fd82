//! The Matrix Authentication Service, by its admin API.
//!
//! Where it stands before a homeserver it is the one that closes accounts, and unlike Synapse it knows when.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reqwest::Url;
use secrecy::SecretString;
use serde::Deserialize;

use super::{
    account::Account,
    asking::{Answer, Asking, part},
    homeserver::{At, Closed, Homeserver, Page, Place, Standing},
};
use crate::{
    contract::{call::Call, error::ConnectorError},
    rest::{auth::Credential, origin::Origin, section::AuthSpec},
};

/// The admin API of one authentication service.
#[derive(Debug)]
pub struct Mas {
    server_name: String,
    asking: Asking,
    origin: Origin,
}

/// How many accounts are asked for at once.
const ROWS: u32 = 100;

/// What is asked for with our credentials: the admin API, read and write are one there.
const SCOPE: &str = "urn:mas:admin";

const USERS: &str = "/api/admin/v1/users";
const LIST: &str = "the list of deactivated users (admin/v1/users)";
const ONE: &str = "the look-up of a user (users/by-username)";

/// The parameter with the place in a list.
const AFTER: &str = "page[after]";

#[derive(Deserialize)]
struct List {
    data: Vec<Resource>,
    links: Links,
}

#[derive(Deserialize)]
struct Links {
    next: Option<String>,
}

#[derive(Deserialize)]
struct One {
    data: Resource,
}

#[derive(Deserialize)]
struct Resource {
    attributes: User,
}

/// What is read of a user.
#[derive(Deserialize)]
struct User {
    username: String,
    /// Must be there, be it null: without it we would take everybody for open.
    #[serde(deserialize_with = "Option::deserialize")]
    deactivated_at: Option<DateTime<Utc>>,
}

impl Mas {
    /// The service at `url` for the homeserver `server_name`, asked with the credentials of a client that its policy
    /// lists under `admin_clients` and that sends its secret in the body (`client_secret_post`). Nothing is asked yet.
    ///
    /// # Errors
    /// In words, if the address may not be called.
    pub fn new(
        url: &str,
        server_name: impl Into<String>,
        client_id: SecretString,
        client_secret: SecretString,
    ) -> Result<Self, String> {
        let origin = Origin::parse(url)?;
        let (id, secret) = ("client_id".to_owned(), "client_secret".to_owned());
        let values = BTreeMap::from([(id.clone(), client_id), (secret.clone(), client_secret)]);
        let spec = AuthSpec::Oauth2ClientCredentials {
            token_url: String::new(),
            client_id: id,
            client_secret: secret,
            scope: Some(SCOPE.to_owned()),
        };
        let token_url = origin.join("/oauth2/token")?;
        let credential = Credential::open(&spec, &values, Some(token_url.into()))?;
        Ok(Self { server_name: server_name.into(), asking: Asking::new(url, credential)?, origin })
    }

    /// The cursor in a link to the next page. The link itself is not followed, and must be one of this list.
    fn cursor(&self, link: &str) -> Option<String> {
        let list = self.origin.join(USERS).ok()?;
        let url: Url = list.join(link).ok()?;
        // Behind a proxy with a path of its own the service knows its own path only.
        let is_list = self.origin.is_of(&url) && url.path().ends_with(USERS);
        let (_, cursor) = url.query_pairs().find(|(name, _)| name == AFTER).filter(|_| is_list)?;
        Some(cursor.into_owned()).filter(|cursor| !cursor.is_empty())
    }
}

#[async_trait]
impl Homeserver for Mas {
    fn server_name(&self) -> &str {
        &self.server_name
    }

    async fn closed(&self, place: Option<Place>, call: &Call) -> Result<Page, ConnectorError> {
        call.still_wanted()?;
        let after = match place {
            None => None,
            Some(Place(At::After(cursor))) => Some(cursor),
            Some(Place(At::Row(_))) => return Err(ConnectorError::permanent("the place is of another list")),
        };
        let mut query = vec![("filter[status]", "deactivated".to_owned()), ("page[first]", ROWS.to_string())];
        query.extend(after.clone().map(|cursor| (AFTER, cursor)));
        let list = match self.asking.get(LIST, USERS, &query, call).await? {
            Answer::Here(value) => List::deserialize(&value).map_err(|_| another_shape(LIST))?,
            Answer::NotFound(_) | Answer::BadRequest(_) => {
                return Err(ConnectorError::permanent(format!(
                    "{LIST} was refused: the address is of no authentication service, or hides its admin API"
                )));
            }
        };
        let mut page = Page { accounts: Vec::new(), unreadable: 0, next: None };
        for Resource { attributes: user } in list.data {
            if user.deactivated_at.is_none() {
                return Err(ConnectorError::permanent(format!(
                    "{LIST} has users who are not deactivated: the service does not know the filter"
                )));
            }
            match Account::of(&user.username, &self.server_name) {
                Ok(account) => page.accounts.push(Closed { account, since: user.deactivated_at }),
                Err(_) => page.unreadable += 1,
            }
        }
        if let Some(link) = list.links.next {
            let cursor = self.cursor(&link).filter(|cursor| after.as_ref() != Some(cursor));
            let cursor = cursor.ok_or_else(|| {
                ConnectorError::permanent(format!("{LIST} goes on with a link that does not lead on in it"))
            })?;
            page.next = Some(Place(At::After(cursor)));
        }
        Ok(page)
    }

    async fn standing(&self, account: &Account, call: &Call) -> Result<Standing, ConnectorError> {
        if account.server_name() != self.server_name {
            return Err(ConnectorError::permanent("the account is of another homeserver"));
        }
        let path = format!("{USERS}/by-username/{}", part(account.localpart()));
        let user = match self.asking.get(ONE, &path, &[], call).await? {
            Answer::Here(value) => One::deserialize(&value).map_err(|_| another_shape(ONE))?.data.attributes,
            Answer::NotFound(value) if value["errors"].is_array() => return Ok(Standing::Unknown),
            Answer::NotFound(_) | Answer::BadRequest(_) => {
                return Err(ConnectorError::permanent(format!(
                    "{ONE} answered, but not in the words of the service: the address is of something else"
                )));
            }
        };
        if user.username != account.localpart() {
            return Err(ConnectorError::permanent(format!("{ONE} answered with another user")));
        }
        Ok(match user.deactivated_at {
            Some(since) => Standing::Closed { since: Some(since) },
            None => Standing::Open,
        })
    }
}

/// An answer of another shape may come from a proxy that is in trouble, so it is worth asking again.
fn another_shape(words: &str) -> ConnectorError {
    ConnectorError::transient(format!("{words} answered JSON of another shape than the service's"))
}
