//! The homeservers, as the configuration says.

use std::sync::Arc;

use chrono::TimeDelta;
use rightsdesk_exporters::accounts::{account::Account, homeserver::Homeserver, mas::Mas, synapse::Synapse};
use secrecy::SecretString;

use crate::{
    config::{
        file::Config,
        homeserver::{Ask, HomeserverSection, MOST_MINUTES},
        secret::{Secret, SecretError},
    },
    register::{
        homeservers::{Asked, Connected, Homeservers, Sort},
        hook::HookKey,
    },
};

/// Why a homeserver cannot be asked or heard.
#[derive(Debug, thiserror::Error)]
pub enum HomeserverError {
    /// Its section is not right.
    #[error("the homeserver {server_name}: {what}")]
    Wrong {
        /// Which.
        server_name: String,
        /// What, in words.
        what: String,
    },
    /// A secret is not where it should be.
    #[error("{what}")]
    Secret {
        /// Which.
        what: String,
        /// Why.
        #[source]
        source: SecretError,
    },
}

/// All of them. Nothing is asked yet. That none stands there twice is seen in the file.
pub fn homeservers(config: &Config) -> Result<Homeservers, HomeserverError> {
    let all: Result<Vec<_>, _> = config.homeservers.iter().map(|section| homeserver(config, section)).collect();
    Ok(Homeservers::new(all?))
}

/// One of them.
pub fn homeserver(config: &Config, section: &HomeserverSection) -> Result<Connected, HomeserverError> {
    let name = &section.server_name;
    if Account::of("a", name).is_err() {
        return Err(wrong(section, "this is no server name; it is what stands behind the colon of a Matrix ID"));
    }
    let secret = |what: &str, secret: &Secret| -> Result<SecretString, HomeserverError> {
        let read = secret.read(&config.base);
        read.map_err(|source| HomeserverError::Secret { what: format!("the {what} of the homeserver {name}"), source })
    };
    let asked = match &section.ask {
        None => None,
        Some(Ask::Synapse { url, token }) => {
            let server = Synapse::new(url, name, &secret("token", token)?).map_err(|what| wrong(section, what))?;
            Some((Sort::Synapse, Arc::new(server) as Arc<dyn Homeserver>))
        }
        Some(Ask::Mas { url, client_id, client_secret }) => {
            let client_secret = secret("client secret", client_secret)?;
            let server = Mas::new(url, name, client_id.clone().into(), client_secret);
            Some((Sort::Mas, Arc::new(server.map_err(|what| wrong(section, what))?) as Arc<dyn Homeserver>))
        }
    };
    if !(1..=MOST_MINUTES).contains(&section.every_minutes) {
        return Err(wrong(section, format!("`every_minutes` must be between 1 and {MOST_MINUTES}")));
    }
    let every = TimeDelta::minutes(section.every_minutes);
    let mut hook_keys = Vec::new();
    for place in &section.webhook_secrets {
        let key = HookKey::read(&secret("webhook secret", place)?);
        hook_keys.push(key.map_err(|error| wrong(section, format!("the webhook secret: {error}")))?);
    }
    Ok(Connected {
        server_name: name.clone(),
        asked: asked.map(|(sort, homeserver)| Asked { sort, homeserver, every }),
        hook_keys,
        leave_out: section.leave_out.clone(),
    })
}

fn wrong(section: &HomeserverSection, what: impl Into<String>) -> HomeserverError {
    HomeserverError::Wrong { server_name: section.server_name.clone(), what: what.into() }
}
