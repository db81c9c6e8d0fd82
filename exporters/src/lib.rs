//! How the desk talks to the systems that hold personal data.
//!
//! [`contract`] is the agreement between the desk and a connector. The engines below it turn a YAML file, read by
//! [`manifest`], into a connector, so that connecting one more system is data and not code. `systems/` beside this
//! folder holds the systems we ship. Nothing here knows the desk.

pub mod contract;
pub mod manifest;

pub mod account_data;
pub mod accounts;
pub mod chain;
pub mod manual;
pub mod rest;
pub mod sql;

pub mod counted;
mod entries;
pub mod open;

pub mod conformance;

#[cfg(test)]
mod shipped_people_tests;
#[cfg(test)]
mod shipped_tests;
