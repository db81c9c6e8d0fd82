//! `audit verify`.

use super::print;
use crate::{audit, config::file::Config, ledger, setup};

/// Whether the chains of the log and of the ledger of erasures hold; prints the answers.
pub async fn verify(config: &Config) -> anyhow::Result<bool> {
    let db = setup::database(config).await?;
    let log = told("the log", audit::store::first_broken(&db).await?);
    let ledger = told("the ledger of erasures", ledger::store::first_broken(&db).await?);
    Ok(log && ledger)
}

fn told(what: &str, broken: Option<i64>) -> bool {
    match broken {
        None => print::line(format_args!("{what}: the chain holds")),
        Some(line) => print::line(format_args!("{what}: line {line} is missing or was altered")),
    }
    broken.is_none()
}
