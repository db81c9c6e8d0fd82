//! What is sealed of a hold: whom it is about, and what staff wrote. Each hold has a key of its own.

use rightsdesk_exporters::contract::subject::{Identifier, IdentifierKind};
use rightsdesk_vault::{aead::OpenError, chance::Chance, master::MasterKeys, ticket::TicketKey, ticket::UnwrapError};

use super::{entity, name::Named, step};
use crate::kernel::ids::{HoldId, HoldStepId};

/// Why a hold cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Its key was destroyed.
    #[error("the key of this hold was destroyed")]
    Destroyed,
    /// It was lifted long ago.
    #[error("the names of this hold were destroyed")]
    Forgotten,
    /// Its key does not open with our master key.
    #[error("the key of this hold does not open with the master key")]
    Wrapped(#[from] UnwrapError),
    /// It does not open with its key.
    #[error("what is sealed of a hold does not open")]
    Sealed(#[from] OpenError),
    /// What was inside is no list of names.
    #[error("the stored names of a hold are none")]
    Stored,
}

/// A key for a new hold, and the form in which it is stored.
pub fn fresh(masters: &MasterKeys, chance: &dyn Chance, hold: HoldId) -> (TicketKey, Vec<u8>) {
    let key = TicketKey::generate(chance);
    let wrapped = key.wrap(chance, masters.current(), &owner(hold));
    (key, wrapped)
}

/// The key of a hold.
pub fn key(masters: &MasterKeys, hold: &entity::Model) -> Result<TicketKey, Unreadable> {
    let wrapped = hold.key_wrapped.as_deref().ok_or(Unreadable::Destroyed)?;
    Ok(TicketKey::unwrapped(masters, &owner(hold.id), wrapped)?)
}

/// What stands beside a name that somebody typed.
const TYPED: &str = "typed";

/// Seals the person's names.
pub fn names(key: &TicketKey, chance: &dyn Chance, hold: HoldId, names: &[Named]) -> Vec<u8> {
    let words = |it: &Named| {
        let mut words = vec![it.name.kind().as_str().to_owned(), it.name.value().to_owned()];
        words.extend(it.is_typed.then(|| TYPED.to_owned()));
        words
    };
    let names: Vec<_> = names.iter().map(words).collect();
    key.seal(chance, &names_place(hold), serde_json::json!(names).to_string().as_bytes())
}

/// Reads the person's names.
pub fn open_names(key: &TicketKey, hold: &entity::Model) -> Result<Vec<Identifier>, Unreadable> {
    Ok(open_named(key, hold)?.into_iter().map(|it| it.name).collect())
}

/// The same, with how each came there.
pub fn open_named(key: &TicketKey, hold: &entity::Model) -> Result<Vec<Named>, Unreadable> {
    if !hold.knows_names() {
        return Err(Unreadable::Forgotten);
    }
    let text = key.open_text(&names_place(hold.id), &hold.names_sealed)?;
    let stored: Vec<Vec<String>> = serde_json::from_str(&text).map_err(|_| Unreadable::Stored)?;
    stored.iter().map(|words| read(words)).collect()
}

fn read(words: &[String]) -> Result<Named, Unreadable> {
    let (kind, value, is_typed) = match words {
        [kind, value] => (kind, value, false),
        [kind, value, how] if how == TYPED => (kind, value, true),
        _ => return Err(Unreadable::Stored),
    };
    let kind = IdentifierKind::parse(kind).map_err(|_| Unreadable::Stored)?;
    let name = Identifier::new(kind, value.as_str()).map_err(|_| Unreadable::Stored)?;
    Ok(Named { name, is_typed })
}

/// Seals what staff wrote at a step.
pub fn words(key: &TicketKey, chance: &dyn Chance, step: HoldStepId, words: &str) -> Vec<u8> {
    key.seal(chance, &words_place(step), words.as_bytes())
}

/// Reads what staff wrote at a step.
pub fn open_words(key: &TicketKey, step: &step::Model) -> Result<String, Unreadable> {
    Ok(key.open_text(&words_place(step.id), &step.words_sealed)?)
}

/// Seals why the person is not told.
pub fn untold(key: &TicketKey, chance: &dyn Chance, hold: HoldId, why: &str) -> Vec<u8> {
    key.seal(chance, &untold_place(hold), why.as_bytes())
}

/// Reads why the person is not told; none if they are.
pub fn open_untold(key: &TicketKey, hold: &entity::Model) -> Result<Option<String>, Unreadable> {
    let sealed = hold.untold_sealed.as_deref();
    Ok(sealed.map(|sealed| key.open_text(&untold_place(hold.id), sealed)).transpose()?)
}

fn owner(hold: HoldId) -> String {
    format!("hold {hold}")
}

fn names_place(hold: HoldId) -> String {
    format!("hold.names|{hold}")
}

fn untold_place(hold: HoldId) -> String {
    format!("hold.untold|{hold}")
}

fn words_place(step: HoldStepId) -> String {
    format!("hold_step.words|{step}")
}
