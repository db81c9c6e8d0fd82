//! What the configuration says about one connected API: its address, and the settings that its manifest asks for.

use std::{collections::BTreeMap, time::Duration};

use secrecy::SecretString;

/// The settings of one system. All values are kept as secrets, because some of them are.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address that all calls go to; `https`, or on this machine.
    pub url: String,
    /// The values that the manifest's `settings:` names.
    pub values: BTreeMap<String, SecretString>,
    /// How long is waited for a connection.
    pub connect_timeout: Duration,
    /// How long is waited for the next piece of an answer.
    pub read_timeout: Duration,
}

impl Settings {
    /// An address, no further settings, ten seconds to connect and a minute between two pieces of an answer.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            values: BTreeMap::new(),
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(60),
        }
    }

    /// The same with one more value.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<SecretString>) -> Self {
        self.values.insert(name.into(), value.into());
        self
    }
}
