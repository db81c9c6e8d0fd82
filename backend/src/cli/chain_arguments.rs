//! What can be typed about what is written in chains: the log and the ledger of erasures.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::teaching;
use crate::kernel::chain::Head;

/// `audit …`.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Goes through the log and says whether the chain holds; exits with 1 and the first broken line if not
    ///
    /// Each line of the log holds a hash of itself and of the line before, so that one that was altered, added or taken away
    /// later is found. The last line's number and hash are printed: kept elsewhere, and given with --expect, they also find
    /// that the end was cut off. The ledger of erasures is verified too. Reads only.
    #[command(after_long_help = teaching::AUDIT_VERIFY)]
    Verify(Anchored),
}

/// What is known of a chain from elsewhere.
#[derive(Debug, Args)]
pub struct Anchored {
    /// A line that was there, as an earlier run printed it
    #[arg(long, value_name = "NUMBER:HASH")]
    pub expect: Option<Head>,
    /// A file, best on another machine, in which each run notes where the chains end, and whose notes it compares
    #[arg(long, value_name = "FILE")]
    pub anchor: Option<PathBuf>,
}

/// `ledger …`.
#[derive(Debug, Subcommand)]
pub enum Ledger {
    /// Goes through the ledger and says whether the chain holds; exits with 1 and the first broken line if not
    ///
    /// The last line's number and hash are printed: kept elsewhere, and given with --expect, they also find that the end was
    /// cut off. Reads only.
    #[command(after_long_help = teaching::LEDGER_VERIFY)]
    Verify(Anchored),
    /// After a system was restored from a backup: finds who of the erased is there again, and erases them again
    ///
    /// The ledger knows people by keyed hashes only, so every name in the system is read out and compared. Without --do
    /// nothing is changed; with it, they are erased by the manifest's rules and by what had been decided for them. Somebody may
    /// have come back by themselves, with a new account: the desk cannot tell, so look first, and leave them out with --except.
    #[command(after_long_help = teaching::LEDGER_REPLAY)]
    Replay(Replay),
}

/// What to replay.
#[derive(Debug, Args)]
pub struct Replay {
    /// Those who were erased since then: when the backup was made; 2026-11-20, or 2026-11-20T04:00:00Z
    #[arg(long, value_name = "TIME")]
    pub since: String,
    /// Only this system; all that can do it if not given
    #[arg(long, value_name = "KEY")]
    pub system: Option<String>,
    /// Leave this person out, who is named as the look names them; may be given several times
    #[arg(long, value_name = "LINE")]
    pub except: Vec<String>,
    /// Erase them; without it, they are only counted
    #[arg(long = "do")]
    pub carry_out: bool,
}
