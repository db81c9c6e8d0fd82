//! `audit verify` and `ledger verify`: whether the chains hold, and to the very end.

use std::{
    fmt,
    fs::{self, OpenOptions},
    io::Write,
    path::Path,
};

use anyhow::{Context, bail};
use rightsdesk_exporters::counted::counted;
use sea_orm::DatabaseConnection;

use super::{chain_arguments::Anchored, print};
use crate::{
    audit,
    casework::erasing::put_on_ledger::{self, tied},
    config::file::Config,
    kernel::chain::{Head, Walked},
    ledger, setup,
};

/// One of the two chains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chain {
    Log,
    Ledger,
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Log => "the log",
            Self::Ledger => "the ledger of erasures",
        })
    }
}

impl Chain {
    /// What a file of anchors calls it.
    const fn code(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Ledger => "ledger",
        }
    }

    /// Where it ended when the other chain was last tied to it.
    async fn tied(self, db: &DatabaseConnection) -> anyhow::Result<Option<Head>> {
        Ok(match self {
            Self::Log => tied(ledger::store::last_details(db).await?.as_deref(), put_on_ledger::LOG),
            Self::Ledger => {
                let details = audit::store::last_details(db, put_on_ledger::EVENT).await?;
                tied(details.as_deref(), put_on_ledger::LEDGER)
            }
        })
    }

    async fn walk(self, db: &DatabaseConnection, expected: Vec<Head>) -> anyhow::Result<Walked> {
        Ok(match self {
            Self::Log => audit::store::walk(db, expected).await?,
            Self::Ledger => ledger::store::walk(db, expected).await?,
        })
    }
}

/// Whether the chains of the log and of the ledger hold; prints the answers.
pub async fn verify_log(config: &Config, anchored: &Anchored) -> anyhow::Result<bool> {
    let db = setup::database(config).await?;
    let log = verify(&db, Chain::Log, anchored.expect.as_ref(), anchored.anchor.as_deref()).await?;
    let ledger = verify(&db, Chain::Ledger, None, anchored.anchor.as_deref()).await?;
    Ok(log && ledger)
}

/// Whether the chain of the ledger holds; prints the answer.
pub async fn verify_ledger(config: &Config, anchored: &Anchored) -> anyhow::Result<bool> {
    let db = setup::database(config).await?;
    verify(&db, Chain::Ledger, anchored.expect.as_ref(), anchored.anchor.as_deref()).await
}

async fn verify(
    db: &DatabaseConnection,
    chain: Chain,
    expect: Option<&Head>,
    anchor: Option<&Path>,
) -> anyhow::Result<bool> {
    let mut expected: Vec<Head> = expect.cloned().into_iter().collect();
    expected.extend(chain.tied(db).await?);
    if let Some(file) = anchor {
        expected.extend(anchors(file, chain)?);
    }
    let Walked { head, fault } = chain.walk(db, expected).await?;
    match fault {
        Some(fault) => print::line(format_args!("{chain}: {fault}")),
        None if head.seq == 0 => print::line(format_args!("{chain}: it has no lines yet")),
        None => {
            let lines = counted(head.seq, "line", "lines");
            print::line(format_args!("{chain}: the chain holds; {lines}, the last is {head}"));
            if let Some(file) = anchor {
                keep(file, chain, &head)?;
            }
        }
    }
    Ok(fault.is_none())
}

/// What a file of anchors says of a chain; nothing if there is no file yet.
fn anchors(file: &Path, chain: Chain) -> anyhow::Result<Vec<Head>> {
    let name = file.display();
    let text = match fs::read_to_string(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        text => text.with_context(|| format!("{name} cannot be read"))?,
    };
    let mut heads = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let whose =
            line.split_once(' ').filter(|(code, _)| [Chain::Log, Chain::Ledger].iter().any(|c| c.code() == *code));
        let Some((code, head)) = whose else { bail!("{name}, line {}: it begins with neither log nor ledger", at + 1) };
        let head = head.parse().with_context(|| format!("{name}, line {}", at + 1))?;
        if code == chain.code() {
            heads.push(head);
        }
    }
    Ok(heads)
}

/// Adds a line to a file of anchors.
fn keep(file: &Path, chain: Chain, head: &Head) -> anyhow::Result<()> {
    let line = format!("{} {head}\n", chain.code());
    let text = fs::read_to_string(file).unwrap_or_default();
    if text.ends_with(&line) || text.contains(&format!("\n{line}")) || text.starts_with(&line) {
        return Ok(());
    }
    let opened = OpenOptions::new().append(true).create(true).open(file);
    let mut opened = opened.with_context(|| format!("{} cannot be written", file.display()))?;
    opened.write_all(line.as_bytes()).with_context(|| format!("{} cannot be written", file.display()))
}
