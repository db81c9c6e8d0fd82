//! What is sealed of a disclosure: whom it is about, and what was written down. Each has a key of its own.

use rightsdesk_exporters::contract::subject::Identifier;
use rightsdesk_vault::{
    aead::OpenError,
    chance::Chance,
    master::MasterKeys,
    ticket::{TicketKey, UnwrapError},
};

use super::entity;
use crate::kernel::ids::DisclosureId;

/// Why a disclosure cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Its key was destroyed.
    #[error("the key of this disclosure was destroyed")]
    Destroyed,
    /// Its key does not open with our master key.
    #[error("the key of this disclosure does not open with the master key")]
    Wrapped(#[from] UnwrapError),
    /// It does not open with its key.
    #[error("what is sealed of a disclosure does not open")]
    Sealed(#[from] OpenError),
    /// What was inside is no list of names.
    #[error("the stored names of a disclosure are none")]
    Stored,
}

/// A key for a new disclosure, and the form in which it is stored.
pub fn fresh(masters: &MasterKeys, chance: &dyn Chance, id: DisclosureId) -> (TicketKey, Vec<u8>) {
    let key = TicketKey::generate(chance);
    let wrapped = key.wrap(chance, masters.current(), &owner(id));
    (key, wrapped)
}

/// The key of a disclosure.
pub fn key(masters: &MasterKeys, row: &entity::Model) -> Result<TicketKey, Unreadable> {
    let wrapped = row.key_wrapped.as_deref().ok_or(Unreadable::Destroyed)?;
    Ok(TicketKey::unwrapped(masters, &owner(row.id), wrapped)?)
}

/// Seals the person's names.
pub fn names(key: &TicketKey, chance: &dyn Chance, id: DisclosureId, names: &[Identifier]) -> Vec<u8> {
    let pairs: Vec<_> = names.iter().map(|name| (name.kind().as_str(), name.value())).collect();
    key.seal(chance, &names_place(id), serde_json::json!(pairs).to_string().as_bytes())
}

/// Reads the person's names: kind and value.
pub fn open_names(key: &TicketKey, row: &entity::Model) -> Result<Vec<(String, String)>, Unreadable> {
    let text = key.open_text(&names_place(row.id), &row.names_sealed)?;
    serde_json::from_str(&text).map_err(|_| Unreadable::Stored)
}

/// Seals what was written down.
pub fn words(key: &TicketKey, chance: &dyn Chance, id: DisclosureId, words: &str) -> Vec<u8> {
    key.seal(chance, &words_place(id), words.as_bytes())
}

/// Reads what was written down.
pub fn open_words(key: &TicketKey, row: &entity::Model) -> Result<String, Unreadable> {
    Ok(key.open_text(&words_place(row.id), &row.words_sealed)?)
}

fn owner(id: DisclosureId) -> String {
    format!("disclosure {id}")
}

fn names_place(id: DisclosureId) -> String {
    format!("disclosure.names|{id}")
}

fn words_place(id: DisclosureId) -> String {
    format!("disclosure.words|{id}")
}
