//! `suppression`: who is not written to for marketing.

use std::io::BufRead;

use clap::Subcommand;

use super::print;
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
    /// the list), `not listed`, or `no address`. Ends with 1 if a line is no address. Nothing is kept of what was asked.
    #[command(
        after_help = "For example:\n\n  cut -d, -f2 audience.csv | rightsdesk suppression check --config rightsdesk.toml"
    )]
    Check,
    /// Counts the entries
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
