//! Sealing of short-lived things that belong to no ticket: what a form carries from page to page.

use crate::{
    aead::{self, OpenError},
    chance::Chance,
    master::MasterKeys,
    secret::Secret,
};

/// Seals for one purpose with a key of its own; opens what was sealed under older master keys, too.
#[derive(Clone, Debug)]
pub struct Sealer(Vec<Secret>);

impl Sealer {
    /// The sealer for `purpose`.
    pub fn new(masters: &MasterKeys, purpose: &str) -> Self {
        Self(masters.all().map(|master| master.derive(purpose)).collect())
    }

    /// Seals `plain` for `place`.
    pub fn seal(&self, chance: &dyn Chance, place: &str, plain: &[u8]) -> Vec<u8> {
        let current = self.0.first().expect("there is always a current master key");
        aead::seal(chance, current, place.as_bytes(), plain)
    }

    /// Opens what was sealed for `place`.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        let mut last = OpenError::DoesNotOpen;
        for key in &self.0 {
            match aead::open(key, place.as_bytes(), sealed) {
                Ok(plain) => return Ok(plain),
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}
