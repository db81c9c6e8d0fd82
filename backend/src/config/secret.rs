//! Where a secret is to be found.

use std::path::{Path, PathBuf};

use secrecy::SecretString;
use serde::{
    Deserialize, Deserializer,
    de::{self, value::MapAccessDeserializer},
};

/// A secret: `{ env = "NAME" }` or `{ file = "path" }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Secret {
    /// In this environment variable.
    Env(String),
    /// In this file; one line break at its end does not count. A relative path starts at the configuration's folder.
    File(PathBuf),
}

/// A text that may be written as it is or named like a secret; for addresses that hold a password.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "write an address, or { file = \"path\" } or { env = \"NAME\" } that says where it is")]
pub enum PlainOrSecret {
    /// As it is.
    Plain(String),
    /// Named.
    Named(Secret),
}

/// The same for the reader of files, once it is known that no secret itself was written down.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Place {
    Env(String),
    File(PathBuf),
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PlaceVisitor)
    }
}

struct PlaceVisitor;

impl<'de> de::Visitor<'de> for PlaceVisitor {
    type Value = Secret;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("{ file = \"path\" } or { env = \"NAME\" }")
    }

    // The usual error repeats what was written, which here may be a password.
    fn visit_str<E: de::Error>(self, _: &str) -> Result<Secret, E> {
        Err(E::custom("a secret is never written here; write { file = \"path\" } or { env = \"NAME\" }"))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Secret, A::Error> {
        Ok(match Place::deserialize(MapAccessDeserializer::new(map))? {
            Place::Env(name) => Secret::Env(name),
            Place::File(path) => Secret::File(path),
        })
    }
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
