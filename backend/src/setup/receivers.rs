//! What is needed to send somebody's data straight to a receiver. What is missing here would be missed only when the first
//! package is sent.

use secrecy::ExposeSecret;

use crate::config::{
    file::Config,
    receiver::{Reached, ReceiverSection, SHORTEST_PASSPHRASE},
    secret::SecretError,
};

/// Why nothing can be sent to a receiver.
#[derive(Debug, thiserror::Error)]
pub enum ReceiverError {
    /// What it knows us by is not where it should be.
    #[error("its token")]
    Token(#[source] SecretError),
    /// What opens the files is not where it should be.
    #[error("its passphrase")]
    Passphrase(#[source] SecretError),
    /// Whoever gets hold of a file could guess it.
    #[error("its passphrase is too short to lock anything; agree on one of at least {SHORTEST_PASSPHRASE} characters")]
    Short,
}

/// Whether all is there that one of them needs. Of one that is reached in no way the file itself tells.
pub fn receiver(config: &Config, section: &ReceiverSection) -> Result<(), ReceiverError> {
    match section.reached() {
        None | Some(Reached::Https { token: None, .. }) => {}
        Some(Reached::Https { token: Some(token), .. }) => {
            token.read(&config.base).map_err(ReceiverError::Token)?;
        }
        Some(Reached::Mail { passphrase, .. }) => {
            let passphrase = passphrase.read(&config.base).map_err(ReceiverError::Passphrase)?;
            if passphrase.expose_secret().chars().count() < SHORTEST_PASSPHRASE {
                return Err(ReceiverError::Short);
            }
        }
    }
    Ok(())
}
