//! What is asked of the homeserver.

use std::collections::BTreeMap;

use reqwest::{Client, Method, RequestBuilder, StatusCode, Url};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    contract::{call::Call, error::ConnectorError},
    rest::{
        http::{client, unless_cancelled, unreachable},
        settings::Settings as Patience,
    },
};

use super::settings::Settings;

/// The most that one answer may hold, in bytes.
const LARGEST: usize = 64 << 20;

/// Account data: by the type of the entry, its content.
pub(super) type Entries = BTreeMap<String, Value>;

/// All that the bot keeps.
#[derive(Debug, Default, Deserialize)]
pub(super) struct AccountData {
    #[serde(default)]
    pub(super) global: Entries,
    /// By the room.
    #[serde(default)]
    pub(super) rooms: BTreeMap<String, Entries>,
}

/// A homeserver and the bot's account there.
#[derive(Debug)]
pub(super) struct Homeserver {
    client: Client,
    url: Url,
    bot: String,
    admin_token: SecretString,
    /// Without it nothing can be changed.
    as_token: Option<SecretString>,
    /// Without it the bot is told nothing.
    owner: Option<Owner>,
}

/// The bot's administrator.
#[derive(Debug)]
struct Owner {
    token: SecretString,
    /// Their room with the bot.
    room: String,
}

impl AccountData {
    /// One entry, of a room or globally.
    pub(super) fn entry(&self, room: Option<&str>, kind: &str) -> Option<&Value> {
        let entries = match room {
            Some(room) => self.rooms.get(room)?,
            None => &self.global,
        };
        entries.get(kind)
    }
}

impl Homeserver {
    /// From what the installation says.
    pub(super) fn of(settings: &Settings) -> Result<Self, ConnectorError> {
        let missing = |what: &str| ConnectorError::permanent(format!("the settings lack `{what}`"));
        let url = Url::parse(settings.url.expose_secret()).ok().filter(|url| !url.cannot_be_a_base());
        let url = url.ok_or_else(|| ConnectorError::permanent("the homeserver's address is none"))?;
        let secret = |name: &str| settings.values.get(name);
        let bot = secret("bot").ok_or_else(|| missing("bot"))?.expose_secret().to_owned();
        if !bot.starts_with('@') || !bot.contains(':') {
            return Err(ConnectorError::permanent("`bot` is no Matrix ID"));
        }
        let mut patience = Patience::new(url.as_str());
        patience.read_timeout = settings.read_timeout.unwrap_or(patience.read_timeout);
        Ok(Self {
            client: client(&patience).map_err(ConnectorError::permanent)?,
            url,
            bot,
            admin_token: secret("admin_token").ok_or_else(|| missing("admin_token"))?.clone(),
            as_token: secret("as_token").cloned(),
            owner: match (secret("owner_token"), secret("control_room")) {
                (None, None) => None,
                (Some(token), Some(room)) => {
                    Some(Owner { token: token.clone(), room: room.expose_secret().to_owned() })
                }
                (Some(_), None) => return Err(missing("control_room")),
                (None, Some(_)) => return Err(missing("owner_token")),
            },
        })
    }

    /// Whether anything could be changed: the token is there, and is the bot's.
    pub(super) async fn may_write(&self, call: &Call) -> Result<bool, ConnectorError> {
        let Some(token) = &self.as_token else { return Ok(false) };
        let request = self.request(Method::GET, &["_matrix", "client", "v3", "account", "whoami"], token);
        match self.send(request, call).await {
            Ok(answer) => Ok(answer["user_id"] == self.bot.as_str()),
            Err(ConnectorError::Permanent { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// All account data of the bot.
    pub(super) async fn all(&self, call: &Call) -> Result<AccountData, ConnectorError> {
        let path = ["_synapse", "admin", "v1", "users", self.bot.as_str(), "accountdata"];
        let mut answer = self.send(self.request(Method::GET, &path, &self.admin_token), call).await?;
        serde_json::from_value(answer["account_data"].take())
            .map_err(|_| ConnectorError::permanent("the homeserver answered something else than account data"))
    }

    /// One entry as it is now, of a room or globally, in the bot's own name.
    pub(super) async fn entry(&self, room: Option<&str>, kind: &str, call: &Call) -> Result<Value, ConnectorError> {
        let token = self.as_token()?;
        self.send(self.request(Method::GET, &self.path_to(room, kind), token), call).await
    }

    /// Puts an entry, of a room or globally.
    pub(super) async fn put(
        &self,
        room: Option<&str>,
        kind: &str,
        content: &Value,
        call: &Call,
    ) -> Result<(), ConnectorError> {
        let token = self.as_token()?;
        self.send(self.request(Method::PUT, &self.path_to(room, kind), token).json(content), call).await.map(|_| ())
    }

    /// Whether anybody is there to tell the bot something.
    pub(super) fn may_say(&self) -> bool {
        self.owner.is_some()
    }

    fn owner(&self) -> Result<&Owner, ConnectorError> {
        self.owner
            .as_ref()
            .ok_or_else(|| ConnectorError::permanent("the settings lack `owner_token` and `control_room`"))
    }

    /// Says something to the bot in its administrator's name; the event. Of the same `name` it is said once.
    pub(super) async fn say(&self, name: &str, text: &str, call: &Call) -> Result<String, ConnectorError> {
        let owner = self.owner()?;
        let path = ["_matrix", "client", "v3", "rooms", &owner.room, "send", "m.room.message", name];
        let body = json!({ "msgtype": "m.text", "body": text });
        let answer = self.send(self.request(Method::PUT, &path, &owner.token).json(&body), call).await?;
        let event = answer["event_id"].as_str().map(str::to_owned);
        event.ok_or_else(|| ConnectorError::transient("the homeserver does not say what was sent"))
    }

    /// What the bot has said there since that event.
    pub(super) async fn said_since(&self, event: &str, call: &Call) -> Result<Vec<String>, ConnectorError> {
        let owner = self.owner()?;
        let path = ["_matrix", "client", "v3", "rooms", &owner.room, "messages"];
        let request = self.request(Method::GET, &path, &owner.token).query(&[("dir", "b"), ("limit", "100")]);
        let answer = self.send(request, call).await?;
        // The newest comes first.
        let events = answer["chunk"].as_array().into_iter().flatten();
        let since = events.take_while(|it| it["event_id"] != event).filter(|it| it["sender"] == self.bot.as_str());
        Ok(since.filter_map(|it| it["content"]["body"].as_str().map(str::to_owned)).collect())
    }

    fn as_token(&self) -> Result<&SecretString, ConnectorError> {
        self.as_token.as_ref().ok_or_else(|| ConnectorError::permanent("the settings lack `as_token`"))
    }

    fn path_to<'a>(&'a self, room: Option<&'a str>, kind: &'a str) -> Vec<&'a str> {
        let mut path = vec!["_matrix", "client", "v3", "user", self.bot.as_str()];
        path.extend(room.map(|room| ["rooms", room]).into_iter().flatten());
        path.extend(["account_data", kind]);
        path
    }

    fn request(&self, method: Method, path: &[&str], token: &SecretString) -> RequestBuilder {
        let mut url = self.url.clone();
        // Each step is escaped: a type may hold a whole address, slashes included.
        url.path_segments_mut().expect("looked at when it was made").pop_if_empty().extend(path);
        self.client.request(method, url).bearer_auth(token.expose_secret())
    }

    async fn send(&self, request: RequestBuilder, call: &Call) -> Result<Value, ConnectorError> {
        const WORDS: &str = "account data";
        let mut answer = unless_cancelled(call, request.send()).await?.map_err(|error| unreachable(WORDS, &error))?;
        let status = answer.status();
        match status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                return Err(ConnectorError::permanent(format!("{WORDS}: the homeserver refuses our token ({status})")));
            }
            StatusCode::NOT_FOUND => {
                return Err(ConnectorError::permanent(format!(
                    "{WORDS}: the homeserver does not know the bot ({status})"
                )));
            }
            status if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
                return Err(ConnectorError::transient(format!("{WORDS}: the homeserver answered {status}")));
            }
            status if !status.is_success() => {
                return Err(ConnectorError::permanent(format!("{WORDS}: the homeserver answered {status}")));
            }
            _ => {}
        }
        let mut body = Vec::new();
        while let Some(piece) =
            unless_cancelled(call, answer.chunk()).await?.map_err(|error| unreachable(WORDS, &error))?
        {
            if body.len() + piece.len() > LARGEST {
                return Err(ConnectorError::permanent(format!("{WORDS}: the answer is larger than {LARGEST} bytes")));
            }
            body.extend_from_slice(&piece);
        }
        match serde_json::from_slice(&body) {
            Ok(Value::Object(answer)) => Ok(Value::Object(answer)),
            Ok(_) | Err(_) => Err(ConnectorError::transient(format!("{WORDS}: the answer is no JSON object"))),
        }
    }
}

/// An entry that holds nothing.
pub(super) fn nothing() -> Value {
    Value::Object(Map::new())
}
