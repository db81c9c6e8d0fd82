//! A manifest and the settings of one installation become a connector.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use secrecy::{ExposeSecret as _, SecretString};

use crate::{
    account_data::{self, connector::AccountDataConnector},
    chain::connector::ChainConnector,
    contract::{connector::Connector, error::ConnectorError, register::System},
    manifest::{
        model::{Engine, Manifest},
        read::tables,
    },
    manual::connector::ManualConnector,
    rest::{
        self,
        compile::{compile, compile_beside},
        connector::RestConnector,
        plan::Plan,
    },
    sql::connector::{STATEMENT_TIME, SqlConnector},
};

/// The setting that holds the address of the API beside a system's tables.
pub const API_URL: &str = "api_url";

/// What an installation says of one system; the manifest says the rest.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Where the system is. For a database with user and password: `postgres://user:password@host/name`.
    pub url: Option<SecretString>,
    /// What else the engine needs: tokens and whatever the manifest's `rest.settings` names, by those names.
    pub secrets: BTreeMap<String, SecretString>,
    /// How long a single question to the system may take; the engine's own measure if nothing is said.
    pub statement_time: Option<Duration>,
    /// The key and name of this instance, where one manifest serves several (production and staging).
    pub instance: Option<Instance>,
}

/// One of several installations of the same system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Its own key, in place of the manifest's.
    pub key: String,
    /// What is put behind the manifest's name, such as `staging`.
    pub name: String,
}

/// Opens the connector; nothing is asked yet.
///
/// # Errors
/// If the settings lack something or name no system of the kind. Messages hold no secret.
pub fn open(manifest: &Manifest, settings: &Settings) -> Result<Arc<dyn Connector>, ConnectorError> {
    let mut system = manifest.system.clone();
    if let Some(instance) = &settings.instance {
        system.key.clone_from(&instance.key);
        system.name = system.name.with_suffix(&format!(" ({})", instance.name));
    }
    match &manifest.engine {
        Engine::Sql(datasets) => {
            let url =
                settings.url.as_ref().ok_or_else(|| ConnectorError::permanent("the database's address is missing"))?;
            let statement_time = settings.statement_time.unwrap_or(STATEMENT_TIME);
            let Some(section) = &manifest.api else {
                return Ok(Arc::new(SqlConnector::new(system, datasets, url, statement_time)?));
            };
            let beside: Vec<_> = datasets.iter().flat_map(tables).collect();
            let plan = compile_beside(&section.to_json(), &beside)
                .map_err(|problems| ConnectorError::permanent(problems.to_string()))?;
            let api = api(&system, &plan, settings)?;
            Ok(Arc::new(ChainConnector::new(system, datasets, url, statement_time, plan, api)?))
        }
        Engine::Rest(section) => {
            let url =
                settings.url.as_ref().ok_or_else(|| ConnectorError::permanent("the system's address is missing"))?;
            let plan =
                compile(&section.to_json()).map_err(|problems| ConnectorError::permanent(problems.to_string()))?;
            let mut rest = rest::settings::Settings::new(url.expose_secret());
            rest.values.clone_from(&settings.secrets);
            rest.read_timeout = settings.statement_time.unwrap_or(rest.read_timeout);
            let connector = RestConnector::open(system, plan, rest);
            Ok(Arc::new(connector.map_err(|e| ConnectorError::permanent(e.to_string()))?))
        }
        Engine::AccountData(section) => {
            let url = settings.url.clone();
            let url = url.ok_or_else(|| ConnectorError::permanent("the homeserver's address is missing"))?;
            let values = settings.secrets.clone();
            let bot = account_data::settings::Settings { url, values, read_timeout: settings.statement_time };
            Ok(Arc::new(AccountDataConnector::open(system, section.clone(), &bot)?))
        }
        Engine::Manual(work) => Ok(Arc::new(ManualConnector::new(system, work.clone()))),
    }
}

/// The API beside a system's tables, if one is configured.
fn api(system: &System, plan: &Plan, settings: &Settings) -> Result<Option<RestConnector>, ConnectorError> {
    let Some(url) = settings.secrets.get(API_URL) else {
        return match settings.secrets.keys().next() {
            None => Ok(None),
            Some(name) => Err(ConnectorError::permanent(format!("{name} is set, but {API_URL} is missing"))),
        };
    };
    let mut rest = rest::settings::Settings::new(url.expose_secret());
    rest.values =
        settings.secrets.iter().filter(|(name, _)| *name != API_URL).map(|(n, v)| (n.clone(), v.clone())).collect();
    let connector = RestConnector::open(system.clone(), plan.clone(), rest);
    connector.map(Some).map_err(|e| ConnectorError::permanent(e.to_string()))
}
