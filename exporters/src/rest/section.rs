//! The `rest:` section of a manifest as it is written.
//!
//! Unknown keys are refused everywhere: a misspelt `only_if` that was passed over would hand over other people's data.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;

use crate::contract::text::Text;

use super::problem::{Problem, Problems};

pub mod erase;
pub mod notify;
mod one_by_one;
pub mod predicate;
pub mod step;
pub mod write;

use erase::{EraseSpec, VerifySpec};
use notify::NotifySpec;
use one_by_one::one_by_one;
use predicate::Predicate;
use step::StepSpec;
use write::{MarkSpec, WriteSpec};

/// The whole section.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// What the configuration must say besides the address.
    #[serde(default)]
    pub settings: Vec<Setting>,
    /// How we show who we are.
    pub auth: AuthSpecs,
    /// Headers of every call, such as one that pins a version. Values may use settings.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// How the API says that it is asked too much.
    #[serde(default)]
    pub limits: Limits,
    /// What in a body of any step means that the call failed, although the status says 200.
    #[serde(default)]
    pub error_when: Vec<Predicate>,
    /// Hosts that a file may be fetched from by redirect, without our credentials: `storage.example` or `*.storage.example`.
    #[serde(default)]
    pub file_hosts: Vec<String>,
    /// The ways to say to this API who the person is.
    #[serde(default)]
    pub identities: Vec<WaySpec>,
    /// How to see that the API can be reached and finds people. Left out where nothing is read here.
    pub probe: Option<Probe>,
    /// The calls, parents before their children. Read one by one, see [`Section::steps`].
    #[serde(default, rename = "steps")]
    raw_steps: Vec<Value>,
    /// How people are erased, step by step. Read one by one, see [`Section::erase`].
    #[serde(default, rename = "erase")]
    raw_erase: Vec<Value>,
    /// What is looked at once more afterwards.
    #[serde(default)]
    pub verify: Vec<VerifySpec>,
    /// How data is corrected. Read one by one, see [`Section::rectify`].
    #[serde(default, rename = "rectify")]
    raw_rectify: Vec<Value>,
    /// How data is marked as locked. Read one by one, see [`MarkSpec::read`].
    #[serde(default)]
    pub restrict: MarkSpec,
    /// How data is marked as not to be used for marketing.
    #[serde(default)]
    pub object: MarkSpec,
    /// How a recipient is told what was done with data that it got. Read one by one, see [`Section::notify`].
    #[serde(default, rename = "notify")]
    raw_notify: Vec<Value>,
}

impl Section {
    /// Reads the section; a slip in a step is reported with the step's place and name.
    pub fn read(section: &Value) -> Result<Self, Problems> {
        Self::deserialize(section).map_err(|e| Problem::new("", e.to_string()).into())
    }

    /// The steps, or all slips in them.
    pub fn steps(&self) -> Result<Vec<StepSpec>, Problems> {
        one_by_one("steps", &self.raw_steps)
    }

    /// The steps that correct, or all slips in them.
    pub fn rectify(&self) -> Result<Vec<WriteSpec>, Problems> {
        one_by_one("rectify", &self.raw_rectify)
    }

    /// The steps that tell a recipient, or all slips in them.
    pub fn notify(&self) -> Result<Vec<NotifySpec>, Problems> {
        one_by_one("notify", &self.raw_notify)
    }

    /// The steps that erase, or all slips in them.
    pub fn erase(&self) -> Result<Vec<EraseSpec>, Problems> {
        one_by_one("erase", &self.raw_erase)
    }
}

/// One thing the configuration must say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// Its name in the configuration.
    pub name: String,
    /// What to write there.
    pub description: Text,
    /// A credential: may stand in `auth` only.
    #[serde(default)]
    pub secret: bool,
    /// May be left out.
    #[serde(default)]
    pub optional: bool,
    /// What stands for it if it is left out.
    pub default: Option<String>,
}

/// How we show who we are: for reading, and for erasing, writing and telling if we may.
#[derive(Clone, Debug)]
pub struct AuthSpecs {
    /// For reading.
    pub read: AuthSpec,
    /// For erasing.
    pub erase: Option<AuthSpec>,
    /// For corrections and marks.
    pub write: Option<AuthSpec>,
    /// For notices to a recipient.
    pub notify: Option<AuthSpec>,
}

impl<'de> Deserialize<'de> for AuthSpecs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Each {
            read: Option<AuthSpec>,
            erase: Option<AuthSpec>,
            write: Option<AuthSpec>,
            notify: Option<AuthSpec>,
        }
        let written = Value::deserialize(deserializer)?;
        if ["read", "erase", "write", "notify"].into_iter().any(|what| written.get(what).is_some()) {
            let Each { read, erase, write, notify } = Each::deserialize(written).map_err(D::Error::custom)?;
            return Ok(Self { read: read.unwrap_or(AuthSpec::None {}), erase, write, notify });
        }
        let read = AuthSpec::deserialize(written).map_err(D::Error::custom)?;
        Ok(Self { read, erase: None, write: None, notify: None })
    }
}

/// How we show who we are. Each value is the name of a setting.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AuthSpec {
    /// Not at all.
    None {},
    /// `Authorization: Bearer …`.
    Bearer {
        /// The token's setting.
        token: String,
    },
    /// `Authorization: Basic …`.
    Basic {
        /// The user name's setting.
        user: String,
        /// The password's setting; left out for APIs that take a key as user name and nothing else.
        password: Option<String>,
    },
    /// A header of the API's own.
    Header {
        /// The header's name.
        name: String,
        /// The key's setting.
        value: String,
    },
    /// A parameter of the query.
    Query {
        /// The parameter's name.
        name: String,
        /// The token's setting.
        value: String,
    },
    /// A field of the form that is posted.
    Form {
        /// The field's name.
        name: String,
        /// The token's setting.
        value: String,
    },
    /// OAuth 2 client credentials (RFC 6749 §4.4); the token is kept until a minute before it expires.
    Oauth2ClientCredentials {
        /// Where a token is had; may use settings.
        token_url: String,
        /// The client id's setting.
        client_id: String,
        /// The client secret's setting.
        client_secret: String,
        /// What is asked for.
        scope: Option<String>,
    },
}

impl AuthSpec {
    /// The settings that must be there for it.
    pub fn settings(&self) -> impl Iterator<Item = &String> {
        let (one, other) = match self {
            Self::None {} => (None, None),
            Self::Bearer { token } => (Some(token), None),
            Self::Basic { user, password } => (Some(user), password.as_ref()),
            Self::Header { value, .. } | Self::Query { value, .. } | Self::Form { value, .. } => (Some(value), None),
            Self::Oauth2ClientCredentials { client_id, client_secret, .. } => (Some(client_id), Some(client_secret)),
        };
        one.into_iter().chain(other)
    }
}

/// How the API says that it is asked too much.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The statuses that mean it. Some APIs say 403 or 503.
    #[serde(default = "too_many_requests")]
    pub limited_status: Vec<u16>,
    /// A header with the moment (seconds since 1970) from which it may be asked again, used when there is no `Retry-After`.
    pub wait_until_header: Option<String>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { limited_status: too_many_requests(), wait_until_header: None }
    }
}

fn too_many_requests() -> Vec<u16> {
    vec![429]
}

/// One way to say to the API who the person is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaySpec {
    /// Its name, which steps list under `any_of`.
    pub name: String,
    /// The kind of identifier that it takes.
    pub kind: String,
    /// How the identifier is composed, when only parts of it are wanted: `{project}/{id}`.
    pub form: Option<String>,
    /// Texts made from `{value}` (and the parts of `form`); steps use them as `{identity.<term>}`.
    pub terms: BTreeMap<String, String>,
}

/// How to see that the API can be reached and finds people.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// A step that answers without a person being named.
    pub reach: String,
    /// How to look for the planted person, where an API may answer "nothing" although there is something.
    pub find: Option<Canary>,
}

/// The planted person.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Canary {
    /// The step that must find them.
    pub step: String,
    /// What sort of identifier the setting holds.
    pub kind: String,
    /// The setting that holds their identifier. While it is not set, an empty answer is believed.
    pub setting: String,
}
