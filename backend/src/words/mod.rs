//! What the desk says to people, in English, French and German.
//!
//! All texts of the pages stand in one tree of structs ([`public`] for everybody, [`desk`] and [`terms`] for staff), and each language
//! is a `const` of that tree: a text that is missing in one language does not compile. A text may hold places `{0}` and
//! `{1}`, filled by [`mod@fill`]; a test compares the places across languages. Public texts obey a list of words that
//! must never appear ([`plain`]).

pub mod about;
pub mod again;
pub mod asking;
pub mod catalogue;
pub mod closed_accounts;
pub mod closings;
pub mod complaining;
pub mod correcting;
pub mod countries;
pub mod date;
pub mod deciding;
pub mod desk;
pub mod disclosing;
pub mod drifting;
pub mod elsewhere;
pub mod erased;
pub mod erasing;
pub mod evidence;
pub mod fill;
pub mod guiding;
pub mod handing;
pub mod handing_on;
pub mod holding;
pub mod informing;
pub mod kinds_of_data;
pub mod language;
pub mod lettering;
pub mod linked;
pub mod locking;
pub mod number;
pub mod parts;
pub mod plain;
pub mod public;
pub mod remedies;
pub mod reminding;
pub mod replying;
pub mod reporting;
pub mod reviewing;
pub mod standing;
pub mod stopping;
pub mod taking_back;
pub mod telling;
pub mod terms;
pub mod wishing;
pub mod withholding;
pub mod working;
