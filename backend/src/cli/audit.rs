//! `audit verify`.

use super::print;
use crate::{audit::store, config::file::Config, setup};

/// Whether the chain holds; prints the answer.
pub async fn verify(config: &Config) -> anyhow::Result<bool> {
    let db = setup::database(config).await?;
    match store::first_broken(&db).await? {
        None => {
            print::line(format_args!("the chain holds"));
            Ok(true)
        }
        Some(line) => {
            print::line(format_args!("line {line} is missing or was altered"));
            Ok(false)
        }
    }
}
