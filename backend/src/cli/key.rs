//! `key`: a fresh master key.

use rightsdesk_vault::{chance::SystemChance, master::MasterKey};

/// Prints one.
pub fn key() {
    println!("{}", MasterKey::generate(&SystemChance).to_text().as_str());
}
