//! What can be typed about evidence.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{config_file::ConfigFile, teaching};

/// `evidence …`.
#[derive(Debug, Args)]
// The command that takes it has the same name: without this they would be one group.
#[group(skip)]
pub struct Evidence {
    /// The ticket's reference: DR-7KQ4-M2XW
    pub ticket: Option<String>,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// What else to do
    #[command(subcommand)]
    pub command: Option<EvidenceCommand>,
}

/// What else can be done with evidence.
#[derive(Debug, Subcommand)]
pub enum EvidenceCommand {
    /// Checks the signature, the check sums and the hashes of a bundle
    ///
    /// Whoever has the bundle and the public key can do it, without the desk and its database.
    #[command(after_long_help = teaching::EVIDENCE_VERIFY)]
    Verify {
        /// The bundle
        file: PathBuf,
        /// The public key that must have signed it, as the desk publishes it; if not given, that of the configuration
        #[arg(long)]
        key: Option<String>,
    },
}

/// `key …`.
#[derive(Debug, Subcommand)]
pub enum Key {
    /// Prints the public key with which evidence is signed
    ///
    /// One line for each master key, the current one first. Publish it: others check evidence with it.
    #[command(after_long_help = teaching::KEY_PUBLIC)]
    Public(ConfigFile),
}
