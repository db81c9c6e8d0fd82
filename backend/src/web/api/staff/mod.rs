//! What staff may do: a file for the shape of what is told about something, and one for what can be done with it.

pub mod page;
pub mod person;

pub mod summary;
pub mod tickets;

pub mod detail;
pub mod detail_parts;
pub mod ticket;

pub mod grounds;
pub mod identifiers;
pub mod writing;

pub mod correcting;
pub mod erased_part;
pub mod erasing;
pub mod evidence;
pub mod task;
pub mod tasks;
pub mod uploads;

pub mod package;
pub mod packages;
pub mod withholding;

pub mod applies;
pub mod complaints;
pub mod deactivations;
pub mod disclosures;
pub mod drift;
pub mod handing_on;
pub mod handovers;
pub mod holds;
pub mod informed;
pub mod letter_samples;
pub mod letters;
pub mod locks;
pub mod new_code;
pub mod notices;
pub mod people;
pub mod questions;
pub mod rechecks;
pub mod reply_texts;
pub mod report;
pub mod suppression;
pub mod systems;

pub mod operations;
