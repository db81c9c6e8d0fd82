//! Where a secret is to be found.

use std::path::{Path, PathBuf};

use secrecy::SecretString;
use serde::Deserialize;

/// A secret: `{ env = "NAME" }` or `{ file = "path" }`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Secret {
    /// In this environment variable.
    Env(String),
    /// In this file; one line break at its end does not count. A relative path starts at the configuration's folder.
    File(PathBuf),
}

/// A text that may be written as it is or named like a secret; for addresses that hold a password.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum PlainOrSecret {
    /// As it is.
    Plain(String),
    /// Named.
    Named(Secret),
}

/// A secret that is not where it should be.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// No such variable.
    #[error("the environment variable {0} is not set")]
    NoVariable(String),
    /// The file cannot be read.
    #[error("the file {path} cannot be read")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Nothing is in it.
    #[error("{0} is empty")]
    Empty(String),
}

impl Secret {
    /// Reads it; relative paths start at `base`.
    pub fn read(&self, base: &Path) -> Result<SecretString, SecretError> {
        let (text, place) = match self {
            Self::Env(name) => (
                std::env::var(name).map_err(|_| SecretError::NoVariable(name.clone()))?,
                format!("the variable {name}"),
            ),
            Self::File(path) => {
                let path = base.join(path);
                let text = std::fs::read_to_string(&path)
                    .map_err(|source| SecretError::File { path: path.clone(), source })?;
                let text = text.strip_suffix('\n').unwrap_or(&text);
                (text.strip_suffix('\r').unwrap_or(text).to_owned(), format!("the file {}", path.display()))
            }
        };
        if text.is_empty() { Err(SecretError::Empty(place)) } else { Ok(SecretString::from(text)) }
    }
}

impl PlainOrSecret {
    /// Reads it; relative paths start at `base`.
    pub fn read(&self, base: &Path) -> Result<SecretString, SecretError> {
        match self {
            Self::Plain(text) => Ok(SecretString::from(text.clone())),
            Self::Named(secret) => secret.read(base),
        }
    }
}
