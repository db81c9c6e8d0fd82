//! The saved texts that a ticket offers.

use crate::{web::case::Case, web::page::desk::ticket::saved::SavedText};

/// Those of the person's language.
pub fn of(case: &Case) -> Vec<SavedText> {
    let saved = case.reply_texts.iter();
    saved.map(|row| SavedText { id: row.id.to_string(), name: row.name.clone(), right: row.for_right }).collect()
}
