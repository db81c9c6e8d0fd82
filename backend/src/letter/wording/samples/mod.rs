//! Every letter with made-up values: what tests hold against the law, and what staff look at before anybody gets one.
//!
//! Who writes, whom one can complain to and where the links lead is handed in: a desk shows its letters as they leave it.
//! Nothing else in a sample is true of anybody.

mod asking;
mod fulfilled;
pub mod house;
mod others;
mod person;
pub mod texts;

use house::{House, Sample};

use crate::words::language::Language;

/// All of them in one language, in the order in which a request meets them.
///
/// # Errors
/// None in practice, see [`Wording::render`](super::rendered::Wording::render).
pub fn all(house: &House, language: Language) -> askama::Result<Vec<Sample>> {
    let mut all = person::all(house, language)?;
    all.extend(fulfilled::all(house, language)?);
    all.extend(asking::all(house, language)?);
    all.extend(others::all(house, language)?);
    Ok(all)
}
