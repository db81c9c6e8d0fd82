//! A part of an erasure in words.

use crate::{
    desk::Desk,
    request::part::Part,
    words::{fill::Fill, language::Language},
};

/// A part in words: `only in IRC bridge, Web shop; the account stays`.
pub fn words(desk: &Desk, part: &Part, language: Language) -> String {
    let w = language.parts();
    let names: Vec<_> = part.systems.iter().map(|system| desk.systems.name(system, language.code())).collect();
    match (names.is_empty(), part.keeps_account) {
        (true, true) => w.account_stays.to_owned(),
        (true, false) => w.everything.to_owned(),
        (false, true) => format!("{}; {}", w.only.with(names.join(", ")), w.account_stays),
        (false, false) => w.only.with(names.join(", ")),
    }
}
