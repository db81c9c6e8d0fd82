//! `suppression`: who is not written to for marketing.

use std::io::BufRead;

use clap::Subcommand;

use super::{print, teaching};
use crate::{
    casework::stopping::suppress::{self, Listed},
    config::file::Config,
    setup, suppression,
};

/// So many addresses are looked up at once.
const AT_ONCE: usize = 1_000;

/// `suppression …`.
#[derive(Debug, Subcommand)]
pub enum Suppression {
    /// Says for each address on standard input whether its owner is on the list of those who get no marketing
    ///
    /// One address a line: a mail address, a Matrix ID or a phone number. One answer a line comes back: `do not write` (on
    /// the list), `not listed`, or `no address`. Nothing is kept of what was asked.
    #[command(after_long_help = teaching::SUPPRESSION_CHECK)]
    Check,
    /// Counts the entries
    ///
    /// The list holds keyed hashes: nobody can read names out of it, but count them.
    #[command(after_long_help = teaching::SUPPRESSION_COUNT)]
    Count,
}

/// Does it; whether all lines are addresses.
pub async fn suppression(config: Config, command: Suppression) -> anyhow::Result<bool> {
    let desk = setup::desk(config).await?;
    if matches!(command, Suppression::Count) {
        print::line(suppression::store::count(&desk.db).await?);
        return Ok(true);
    }
    let mut all_are_addresses = true;
    let mut lines = std::io::stdin().lock().lines();
    loop {
        let some = lines.by_ref().take(AT_ONCE).collect::<Result<Vec<_>, _>>()?;
        if some.is_empty() {
            return Ok(all_are_addresses);
        }
        for listed in suppress::look_up(&desk, &some).await? {
            all_are_addresses &= listed != Listed::NoAddress;
            print::line(listed.words());
        }
    }
}
