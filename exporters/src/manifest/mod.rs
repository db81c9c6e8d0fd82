//! The YAML file that describes one system: its entry in the register and how it is asked.
//!
//! The format is fideslang (the language of the Fides project) with our additions under `rightsdesk_meta`. Reading and
//! judging are one act: [`read::read`] answers either a [`model::Manifest`] that an engine may trust, or every
//! [`finding::Finding`] at once, each with its line. What Fides drops without a word (an unknown key, a key at the
//! wrong level, a reference to nowhere) is a finding here, because a key that is dropped is data that is not handed over.
//!
//! What must always hold: a manifest that was read without an error finding has every reference resolved, every
//! collection reachable from an identity, and no field that is both secret and portable.

pub mod finding;
pub mod model;
pub mod node;
pub mod read;

mod collection;
mod correct;
mod dataset;
mod erasure;
mod erasure_rules;
mod extends;
mod field;
mod home;
mod left_out;
mod links;
mod marks;
mod reading;
mod reference;
mod rightsdesk;
mod said;
mod system;
mod taxonomy;
mod usefulness;
mod words;

#[cfg(test)]
mod erasure_tests;
#[cfg(test)]
mod lint_tests;
#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod tests;
