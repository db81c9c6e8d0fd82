//! What an installation says of a bot.

use std::{collections::BTreeMap, time::Duration};

use secrecy::SecretString;

/// What an installation says of a bot; the manifest says the rest.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the homeserver is.
    pub url: SecretString,
    /// `bot`, its Matrix ID; `admin_token`, by which its account data is read; `as_token`, by which it is emptied;
    /// `owner_token` and `control_room`, by which it is told to forget.
    pub values: BTreeMap<String, SecretString>,
    /// How long the homeserver may say nothing; a measure of our own if `None`.
    pub read_timeout: Option<Duration>,
}
