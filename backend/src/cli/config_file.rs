//! Which configuration a command works with.

use std::path::PathBuf;

use clap::Args;

use crate::config::{file::Config, misread::ConfigError};

/// Which configuration counts.
#[derive(Debug, Args)]
pub struct ConfigFile {
    /// The configuration file; rightsdesk.toml in this folder if not given
    #[arg(long, short, global = true, value_name = "FILE", env = "RIGHTSDESK_CONFIG")]
    pub config: Option<PathBuf>,
}

impl ConfigFile {
    /// Reads it.
    pub fn read(&self) -> Result<Config, ConfigError> {
        Config::read(&self.path())
    }

    /// Reads it. None if nobody named one and the usual one is not there.
    pub fn read_if_there(&self) -> Result<Option<Config>, ConfigError> {
        let is_there = self.config.is_some() || self.path().exists();
        is_there.then(|| self.read()).transpose()
    }

    fn path(&self) -> PathBuf {
        self.config.clone().unwrap_or_else(|| PathBuf::from("rightsdesk.toml"))
    }
}
