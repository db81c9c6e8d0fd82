//! The desk is set up from its configuration: keys, database, storage, mail, systems. The first thing that is missing is
//! said in words, with what to do.

use std::{path::Path, sync::Arc};

use rightsdesk_exporters::{
    contract::error::ConnectorError,
    counted::counted,
    manifest::{self, finding::Finding},
    open::{self, Instance, Settings},
};
use rightsdesk_vault::{
    chance::SystemChance,
    index::BlindIndex,
    master::{MasterKey, MasterKeyError, MasterKeys},
};
use sea_orm::DatabaseConnection;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Notify;

use crate::{
    config::{
        calendars::CalendarError,
        check::{self, Trouble},
        file::{Config, SystemSection},
        secret::{Secret, SecretError},
    },
    desk::Desk,
    kernel::{clock::SystemClock, database, ids::RandomIds, storage::Storage},
    post::transport::{NoWayOut, Post},
    register::connected::{Connected, Systems},
    staff::password::Pepper,
};

pub mod homeservers;
pub mod named;
pub mod receivers;

/// Why the desk cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// A calendar of the configuration.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// The file says what cannot be meant, as `check` tells it.
    #[error("{key}: {what}")]
    Wrong {
        /// Where in the file.
        key: String,
        /// What, and what to do.
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
    /// The master key is none.
    #[error("the master key in {place}")]
    Master {
        /// The file or the variable.
        place: String,
        /// Why.
        #[source]
        source: MasterKeyError,
    },
    /// The address is of no database that we can use.
    #[error("database.url starts with neither sqlite:// nor postgres://; the desk keeps its own data in one of these")]
    NoDatabase,
    /// The database does not answer.
    #[error("the desk's own database cannot be used")]
    Database(#[source] sea_orm::DbErr),
    /// There is no such file yet.
    #[error("there is no database at {0} yet; run `rightsdesk migrate`")]
    NoFile(String),
    /// The tables are of an earlier version, or not there at all.
    #[error("{} missing in the database; run `rightsdesk migrate`", counted(.0, "step is", "steps are"))]
    Outdated(usize),
    /// The storage cannot be used.
    #[error("the storage directory cannot be used")]
    Storage(#[source] std::io::Error),
    /// Mail cannot leave.
    #[error("mail cannot be sent")]
    Post(#[source] NoWayOut),
    /// A manifest cannot be read.
    #[error("the manifest {path} cannot be read")]
    ManifestFile {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A manifest is not right.
    #[error("{}", findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Manifest {
        /// What is wrong.
        findings: Vec<Finding>,
    },
    /// Two systems have one key.
    #[error("two systems are called {0}; give one of them another `key`")]
    Twice(String),
    /// A receiver could be sent nothing.
    #[error("receiver {name}")]
    Receiver {
        /// Which.
        name: String,
        /// Why.
        #[source]
        source: receivers::ReceiverError,
    },
    /// A homeserver's section is not right.
    #[error(transparent)]
    Homeserver(#[from] homeservers::HomeserverError),
    /// A connector cannot be made.
    #[error("the system {key} cannot be connected")]
    Open {
        /// Which.
        key: String,
        /// Why.
        #[source]
        source: ConnectorError,
    },
}

/// The keys that the configuration names.
pub fn masters(config: &Config) -> Result<MasterKeys, SetupError> {
    let current = master(config, &config.keys.master)?;
    let older = config.keys.older.iter().map(|secret| master(config, secret)).collect::<Result<Vec<_>, _>>()?;
    Ok(MasterKeys::with_older(current, older))
}

fn master(config: &Config, secret: &Secret) -> Result<MasterKey, SetupError> {
    match secret {
        // A file is checked for who may read it.
        Secret::File(path) => {
            let path = config.base.join(path);
            MasterKey::from_file(&path)
                .map_err(|source| SetupError::Master { place: path.display().to_string(), source })
        }
        Secret::Env(name) => {
            let text = secret.read(&config.base).map_err(|source| in_words("the master key", source))?;
            MasterKey::from_text(text.expose_secret())
                .map_err(|source| SetupError::Master { place: format!("the variable {name}"), source })
        }
    }
}

fn in_words(what: &str, source: SecretError) -> SetupError {
    SetupError::Secret { what: what.to_owned(), source }
}

/// Where the desk's own database is.
pub fn database_address(config: &Config) -> Result<SecretString, SetupError> {
    let url = config.database.url.read(&config.base).map_err(|source| in_words("the database's address", source))?;
    let kinds = ["sqlite:", "postgres:", "postgresql:"];
    if kinds.iter().any(|kind| url.expose_secret().starts_with(kind)) {
        Ok(anchored(url, &config.base))
    } else {
        Err(SetupError::NoDatabase)
    }
}

/// A relative path of an SQLite database starts at the configuration's folder, as all others do, wherever the command is typed:
/// else a second, empty desk would be made where somebody happens to stand.
fn anchored(url: SecretString, base: &Path) -> SecretString {
    let Some(path) = url.expose_secret().strip_prefix("sqlite://") else { return url };
    if path.is_empty() || path.starts_with(['/', ':', '?']) || base.as_os_str().is_empty() {
        return url;
    }
    let base = std::path::absolute(base).unwrap_or_else(|_| base.to_owned());
    format!("sqlite://{}", base.join(path).display()).into()
}

/// The desk's own database, connected. It must be there, and its tables up to date.
pub async fn database(config: &Config) -> Result<DatabaseConnection, SetupError> {
    let url = database_address(config)?;
    if let Some(path) = database::missing_file(url.expose_secret()) {
        return Err(SetupError::NoFile(path.display().to_string()));
    }
    let db = database::connect(url.expose_secret(), config.database.connections).await;
    let db = db.map_err(SetupError::Database)?;
    match database::pending_migrations(&db).await.map_err(SetupError::Database)? {
        0 => Ok(db),
        missing => Err(SetupError::Outdated(missing)),
    }
}

/// The desk's own database, brought up to date; the file of an SQLite one is made if it is not there. Also says how many steps
/// were taken. Nothing else makes a database.
pub async fn migrated_database(config: &Config) -> Result<(DatabaseConnection, usize), SetupError> {
    let url = database_address(config)?;
    let db = database::connect_or_make(url.expose_secret(), config.database.connections).await;
    let db = db.map_err(SetupError::Database)?;
    let missing = database::pending_migrations(&db).await.map_err(SetupError::Database)?;
    database::migrate(&db).await.map_err(SetupError::Database)?;
    Ok((db, missing))
}

/// The whole desk. Whatever `check` calls wrong without connecting to anything is refused here.
pub async fn desk(config: Config) -> Result<Desk, SetupError> {
    if let Some(Trouble { key, what, .. }) = check::first_wrong(&config) {
        return Err(SetupError::Wrong { key, what });
    }
    for receiver in &config.receivers {
        let result = receivers::receiver(&config, receiver);
        result.map_err(|source| SetupError::Receiver { name: receiver.name.clone(), source })?;
    }
    let masters = masters(&config)?;
    let systems = systems(&config)?;
    if let Some(Trouble { key, what, .. }) = named::wrong(&config, &systems).into_iter().next() {
        return Err(SetupError::Wrong { key, what });
    }
    let db = database(&config).await?;
    Ok(Desk {
        db,
        clock: Arc::new(SystemClock),
        ids: Arc::new(RandomIds),
        chance: Arc::new(SystemChance),
        index: BlindIndex::new(&masters),
        pepper: pepper(&masters),
        masters,
        systems,
        homeservers: homeservers::homeservers(&config)?,
        calendars: config.calendars()?,
        storage: Storage::open(&config.base.join(&config.storage.directory)).map_err(SetupError::Storage)?,
        post: Post::open(&config).map_err(SetupError::Post)?,
        config,
        wake: Notify::new(),
    })
}

/// What is mixed into passwords. It is bound to the oldest master key, so that changing the key locks nobody out.
pub fn pepper(masters: &MasterKeys) -> Pepper {
    let oldest = masters.all().last().unwrap_or(masters.current());
    Pepper(*oldest.derive("password pepper").expose())
}

/// All connected systems.
pub fn systems(config: &Config) -> Result<Systems, SetupError> {
    let mut systems: Vec<Connected> = Vec::new();
    for section in &config.systems {
        let system = system(config, section)?;
        if systems.iter().any(|other| other.key == system.key) {
            return Err(SetupError::Twice(system.key));
        }
        systems.push(system);
    }
    Ok(Systems::new(systems))
}

/// One connected system. Connects to nothing yet.
pub fn system(config: &Config, section: &SystemSection) -> Result<Connected, SetupError> {
    let manifest = read_manifest(&config.base.join(&section.manifest))?;
    let key = section.key.clone().unwrap_or_else(|| manifest.system.key.clone());
    let url = section.url.as_ref().map(|url| url.read(&config.base)).transpose();
    let url = url.map_err(|source| in_words(&format!("the address of {key}"), source))?;
    let mut secrets = std::collections::BTreeMap::new();
    for (name, secret) in &section.secrets {
        let value = secret.read(&config.base);
        let value = value.map_err(|source| in_words(&format!("the secret {name} of {key}"), source))?;
        secrets.insert(name.clone(), value);
    }
    // What is no secret reaches the engine by the same way.
    secrets.extend(section.settings.iter().map(|(name, value)| (name.clone(), SecretString::from(value.clone()))));
    let instance = section.key.as_ref().map(|key| Instance { key: key.clone(), name: key.clone() });
    let settings = Settings { url, secrets, instance, ..Settings::default() };
    let connector = open::open(&manifest, &settings).map_err(|source| SetupError::Open { key: key.clone(), source })?;
    Ok(Connected { key, name: section.name.clone(), parallel: section.parallel, connector })
}

/// Reads a manifest; its findings are the error.
pub fn read_manifest(path: &Path) -> Result<manifest::model::Manifest, SetupError> {
    let name = path.display().to_string();
    let text =
        std::fs::read_to_string(path).map_err(|source| SetupError::ManifestFile { path: name.clone(), source })?;
    manifest::read::read(&text, &name).map_err(|findings| SetupError::Manifest { findings })
}
