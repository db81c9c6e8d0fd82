//! `disclosures import`.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
};

use anyhow::Context;
use chrono::NaiveDate;
use clap::Subcommand;
use rightsdesk_exporters::contract::subject::Identifier;
use serde::Deserialize;

use super::{print, teaching};
use crate::{
    casework::{
        error::CaseError,
        telling::record_disclosure::{self, Disclosing, Recorder},
    },
    config::file::Config,
    desk::Desk,
    disclosure::basis::Basis,
    identifier::check,
    setup,
};

/// `disclosures …`.
#[derive(Debug, Subcommand)]
pub enum Disclosures {
    /// Reads a file of disclosures in: a JSON object on each line
    ///
    /// Each line says who was given what of whom, and when. Lines that cannot be true are refused and printed, one each,
    /// with their number and the reason; the others are taken. To read a file in twice records its lines twice.
    #[command(after_long_help = teaching::DISCLOSURES_IMPORT)]
    Import {
        /// The file; - reads standard input
        file: PathBuf,
    },
}

/// One line.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    recipient: String,
    disclosed_on: NaiveDate,
    categories: Vec<String>,
    basis: String,
    identifiers: BTreeMap<String, String>,
    #[serde(default)]
    systems: Vec<String>,
    #[serde(default)]
    words: String,
    #[serde(default)]
    is_inquiry: bool,
    withheld_ground: Option<String>,
    withheld_until: Option<NaiveDate>,
}

/// Does it; whether every line was taken.
pub async fn disclosures(config: Config, command: Disclosures) -> anyhow::Result<bool> {
    match command {
        Disclosures::Import { file } => import(config, &file).await,
    }
}

async fn import(config: Config, path: &Path) -> anyhow::Result<bool> {
    let file: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        let file = File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
        Box::new(BufReader::new(file))
    };
    let desk = setup::desk(config).await?;
    let (mut taken, mut refused) = (0, 0);
    for (number, line) in (1_u64..).zip(file.lines()) {
        let line = line.context("the file cannot be read")?;
        if line.trim().is_empty() {
            continue;
        }
        match take(&desk, &line).await? {
            Ok(()) => taken += 1,
            Err(why) => {
                refused += 1;
                print::line(format_args!("line {number}: {why}"));
            }
        }
    }
    print::line(format_args!("{taken} recorded, {refused} refused"));
    Ok(refused == 0)
}

/// Records a line, or says why not. Nothing of the line is repeated: it is about people.
async fn take(desk: &Desk, line: &str) -> anyhow::Result<Result<(), String>> {
    let Ok(line) = serde_json::from_str::<Line>(line) else {
        return Ok(Err("it is not as `rightsdesk disclosures import --help` shows".to_owned()));
    };
    let Ok(basis) = line.basis.parse::<Basis>() else {
        return Ok(Err("its basis is none of order, law, contract, consent, interest".to_owned()));
    };
    let names = line.identifiers.iter().map(|(kind, value)| check::read(kind, value));
    let Ok(names) = names.collect::<Result<Vec<Identifier>, _>>() else {
        return Ok(Err("an identifier is none".to_owned()));
    };
    let disclosing = Disclosing {
        recipient: line.recipient,
        basis,
        is_inquiry: line.is_inquiry,
        kinds: line.categories,
        systems: line.systems,
        on: line.disclosed_on,
        names,
        ticket: None,
        words: line.words,
        withheld: line.withheld_ground.map(|ground| (ground, line.withheld_until.unwrap_or(NaiveDate::MIN))),
    };
    match record_disclosure::record(desk, Recorder::Import, disclosing).await {
        Ok(_) => Ok(Ok(())),
        Err(CaseError::Refused(refusal)) => Ok(Err(refusal.to_string())),
        Err(other) => Err(other.into()),
    }
}
