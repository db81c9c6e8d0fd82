//! Which systems there are, by the key they are configured with.

use std::{collections::BTreeMap, sync::Arc};

use rightsdesk_exporters::contract::{connector::Connector, text::Text};

/// One connected system.
#[derive(Clone)]
pub struct Connected {
    /// What it is called here: a second instance of the same kind has another key than its manifest.
    pub key: String,
    /// Its name for people, if not that of the manifest.
    pub name: Option<String>,
    /// How many calls at once.
    pub parallel: u32,
    /// How it is reached.
    pub connector: Arc<dyn Connector>,
}

impl Connected {
    /// Its name for people.
    pub fn name(&self, language: &str) -> String {
        match &self.name {
            Some(name) => name.clone(),
            None => self.connector.about().name.for_language(language).to_owned(),
        }
    }

    /// What it is, for people.
    pub fn description(&self) -> &Text {
        &self.connector.about().description
    }
}

impl std::fmt::Debug for Connected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connected").field("key", &self.key).field("parallel", &self.parallel).finish_non_exhaustive()
    }
}

/// All connected systems, in the order of their keys.
#[derive(Clone, Debug, Default)]
pub struct Systems {
    by_key: BTreeMap<String, Connected>,
    limits: Vec<(String, u32)>,
}

impl Systems {
    /// These systems; of two with the same key the later counts, which the configuration refuses before.
    pub fn new(systems: impl IntoIterator<Item = Connected>) -> Self {
        let by_key: BTreeMap<_, _> = systems.into_iter().map(|system| (system.key.clone(), system)).collect();
        let limits = by_key.values().map(|system| (system.key.clone(), system.parallel)).collect();
        Self { by_key, limits }
    }

    /// The system with this key.
    pub fn get(&self, key: &str) -> Option<&Connected> {
        self.by_key.get(key)
    }

    /// All that hold data; not those of recipients, which are only told.
    pub fn iter(&self) -> impl Iterator<Item = &Connected> {
        self.by_key.values().filter(|system| !system.connector.about().told_only)
    }

    /// The name of the system with this key, or the key if it is not connected any more.
    pub fn name(&self, key: &str, language: &str) -> String {
        self.get(key).map_or_else(|| key.to_owned(), |system| system.name(language))
    }

    /// How many calls at once, by key.
    pub fn limits(&self) -> &[(String, u32)] {
        &self.limits
    }
}
