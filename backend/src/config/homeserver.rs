//! The homeservers whose closed accounts we hear of.

use serde::Deserialize;

use super::secret::Secret;

/// The longest time from one look at a list to the next, in minutes.
pub const MOST_MINUTES: i64 = 24 * 60;

/// One homeserver: asked regularly, or calling us as it happens, or both.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeserverSection {
    /// What its accounts end with: the part of a Matrix ID after the colon.
    pub server_name: String,
    /// Whom to ask which accounts are closed.
    pub ask: Option<Ask>,
    /// How often, in minutes.
    #[serde(default = "hourly")]
    pub every_minutes: i64,
    /// What signs the calls that tell us of this server's accounts; during a change of secret, both.
    #[serde(default)]
    pub webhook_secrets: Vec<Secret>,
    /// Accounts that are no people's: what their localparts begin with, as those that bridges make.
    #[serde(default)]
    pub leave_out: Vec<String>,
}

fn hourly() -> i64 {
    60
}

/// Whom to ask which accounts are closed.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Ask {
    /// Synapse itself, by its admin API.
    Synapse {
        /// Its address.
        url: String,
        /// The access token of an administrator.
        token: Secret,
    },
    /// The Matrix Authentication Service, where it has the accounts: it knows since when they are closed.
    Mas {
        /// Its address.
        url: String,
        /// A client that its policy lists under `admin_clients`.
        client_id: String,
        /// The client's secret.
        client_secret: Secret,
    },
}
