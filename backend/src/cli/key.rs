//! `key`: a fresh master key.

use rightsdesk_vault::{chance::SystemChance, master::MasterKey};

use super::print;

/// Prints one.
pub fn key() {
    print::line(format_args!("{}", MasterKey::generate(&SystemChance).to_text().as_str()));
}
