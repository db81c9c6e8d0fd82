//! The master key: the one secret that stands outside the database.
//!
//! It comes from a file or from an environment variable. It wraps the keys of the tickets and keys the look-up hashes,
//! and is never used for anything directly. It can be replaced: new keys are wrapped under the current one, older
//! ones stay at hand to unwrap what was wrapped before.

use std::{fmt, fs, io, path::Path};

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose},
};
use zeroize::Zeroizing;

use crate::{chance::Chance, secret::Secret};

/// Takes base64 with and without its padding.
const FORGIVING: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The key above all others, 256 bits.
#[derive(Clone, Debug)]
pub struct MasterKey {
    secret: Secret,
    id: MasterKeyId,
}

impl MasterKey {
    /// A new key.
    pub fn generate(chance: &dyn Chance) -> Self {
        Self::from_secret(Secret::generate(chance))
    }

    /// Reads a key from its text form, base64 of 32 bytes; blanks around it do not matter.
    pub fn from_text(text: &str) -> Result<Self, MasterKeyError> {
        let bytes = Zeroizing::new(FORGIVING.decode(text.trim()).map_err(|_| MasterKeyError::NotAKey)?);
        Self::from_slice(&bytes)
    }

    /// Reads a key from a file that holds either the 32 bytes or their base64 text.
    ///
    /// On Unix a file that everybody on the machine can read or write is refused.
    pub fn from_file(path: &Path) -> Result<Self, MasterKeyError> {
        refuse_open_file(path)?;
        let bytes = Zeroizing::new(fs::read(path).map_err(MasterKeyError::Unreadable)?);
        if bytes.len() == 32 {
            return Self::from_slice(&bytes);
        }
        Self::from_text(std::str::from_utf8(&bytes).map_err(|_| MasterKeyError::NotAKey)?)
    }

    /// Writes the text form to a new file that only its owner can read. An existing file is never overwritten.
    pub fn to_new_file(&self, path: &Path) -> io::Result<()> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        io::Write::write_all(&mut file, self.to_text().as_bytes())?;
        io::Write::write_all(&mut file, b"\n")?;
        file.sync_all()
    }

    /// The text form, which [`from_text`](Self::from_text) reads.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(general_purpose::STANDARD.encode(self.secret.expose()))
    }

    /// A name for this key that tells nothing about it: stands beside whatever it wrapped.
    pub fn id(&self) -> MasterKeyId {
        self.id
    }

    /// A key for one purpose, such as `"password pepper"`. The same purpose always gives the same key.
    pub fn derive(&self, purpose: &str) -> Secret {
        self.secret.derive(purpose)
    }

    fn from_slice(bytes: &[u8]) -> Result<Self, MasterKeyError> {
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| MasterKeyError::NotAKey)?;
        // A run of one byte is a placeholder that somebody forgot to fill in.
        if bytes.iter().all(|byte| *byte == bytes[0]) {
            return Err(MasterKeyError::Placeholder);
        }
        Ok(Self::from_secret(Secret::from_bytes(bytes)))
    }

    fn from_secret(secret: Secret) -> Self {
        let id = *secret.derive("master key id").expose().first_chunk().expect("a key is longer than its name");
        Self { secret, id: MasterKeyId(id) }
    }
}

/// Which master key wrapped something.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MasterKeyId(pub(crate) [u8; 8]);

impl fmt::Display for MasterKeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for MasterKeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The current master key and those before it.
#[derive(Clone, Debug)]
pub struct MasterKeys {
    current: MasterKey,
    older: Vec<MasterKey>,
}

impl MasterKeys {
    /// A desk that has had only one key.
    pub fn only(current: MasterKey) -> Self {
        Self { current, older: Vec::new() }
    }

    /// A desk whose key was replaced; `older` in any order.
    pub fn with_older(current: MasterKey, older: Vec<MasterKey>) -> Self {
        Self { current, older }
    }

    /// The key that new things are wrapped under.
    pub fn current(&self) -> &MasterKey {
        &self.current
    }

    /// The key of that name, if we still have it.
    pub fn by_id(&self, id: MasterKeyId) -> Option<&MasterKey> {
        self.all().find(|key| key.id == id)
    }

    /// All keys, the current one first.
    pub fn all(&self) -> impl Iterator<Item = &MasterKey> {
        std::iter::once(&self.current).chain(&self.older)
    }
}

/// Why there is no master key.
#[derive(Debug, thiserror::Error)]
pub enum MasterKeyError {
    /// The file is not there or not ours.
    #[error("the file cannot be read")]
    Unreadable(#[source] io::Error),
    /// Everybody on the machine can read or change it.
    #[error("every user of the machine can read or change it; close it with chmod 600")]
    OpenToAll,
    /// Neither 32 bytes nor the base64 of 32 bytes.
    #[error("this is no key: it must be 32 random bytes, or their base64 text")]
    NotAKey,
    /// 32 times the same byte.
    #[error("this is a placeholder: it must be 32 random bytes, or their base64 text")]
    Placeholder,
}

#[cfg(unix)]
fn refuse_open_file(path: &Path) -> Result<(), MasterKeyError> {
    let mode = std::os::unix::fs::MetadataExt::mode(&fs::metadata(path).map_err(MasterKeyError::Unreadable)?);
    if mode & 0o007 == 0 { Ok(()) } else { Err(MasterKeyError::OpenToAll) }
}

#[cfg(not(unix))]
fn refuse_open_file(_: &Path) -> Result<(), MasterKeyError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::CountedChance;

    fn key(seed: u64) -> MasterKey {
        MasterKey::generate(&CountedChance::seeded(seed))
    }

    #[test]
    fn a_key_survives_its_text_form() {
        let text = key(1).to_text();
        assert_eq!(MasterKey::from_text(&text).unwrap().id(), key(1).id());
        assert_eq!(MasterKey::from_text(&format!("  {}\n", text.trim_end_matches('='))).unwrap().id(), key(1).id());
        assert_ne!(key(2).id(), key(1).id());
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "secret", "c2hvcnQ=", &"A".repeat(64)] {
            assert!(matches!(MasterKey::from_text(text), Err(MasterKeyError::NotAKey)), "{text:?}");
        }
        let zeros = format!("{}=", "A".repeat(43));
        assert!(matches!(MasterKey::from_text(&zeros), Err(MasterKeyError::Placeholder)));
    }

    #[test]
    fn a_debug_print_shows_no_key() {
        let printed = format!("{:?}", MasterKeys::only(key(1)));
        assert!(!printed.contains(key(1).to_text().as_str()), "{printed}");
        assert!(printed.contains("Secret(…)"), "{printed}");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_everybody_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let path = std::env::temp_dir().join(format!("rightsdesk-master-{}", std::process::id()));
        let _ = fs::remove_file(&path);
        key(1).to_new_file(&path).unwrap();
        assert_eq!(MasterKey::from_file(&path).unwrap().id(), key(1).id());
        assert!(key(2).to_new_file(&path).is_err(), "an existing key is not overwritten");

        fs::write(&path, key(1).secret.expose()).unwrap();
        assert_eq!(MasterKey::from_file(&path).unwrap().id(), key(1).id(), "raw bytes will do");

        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(MasterKey::from_file(&path), Err(MasterKeyError::OpenToAll)));
        fs::remove_file(&path).unwrap();
        assert!(matches!(MasterKey::from_file(&path), Err(MasterKeyError::Unreadable(_))));
    }
}
