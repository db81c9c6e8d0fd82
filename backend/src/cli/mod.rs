//! The command line. One file for each command.

pub mod arguments;
pub mod ask;
pub mod chain_arguments;
pub mod chains;
pub mod check;
pub mod closed_accounts;
pub mod config_file;
pub mod deactivations;
pub mod deadline;
pub mod disclosures;
pub mod drift;
pub mod erasing;
pub mod erasing_words;
pub mod evidence;
pub mod evidence_arguments;
pub mod export_sink;
pub mod key;
pub mod ledger;
pub mod print;
pub mod rectifying;
pub mod report;
pub mod run;
pub mod staff;
pub mod suppression;
pub mod system;
pub mod system_arguments;
pub mod teaching;
pub mod typed_password;

#[cfg(test)]
mod erasing_tests;
#[cfg(test)]
mod teaching_tests;
