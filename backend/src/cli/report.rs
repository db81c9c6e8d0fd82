//! `report`: what was asked for, and what became of it.

use anyhow::Context;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use rightsdesk_vault::reference::Reference;

use super::{config_file::ConfigFile, print};
use crate::{
    casework::report::{gather, record, span::Span, table},
    config::file::Config,
    setup, ticket,
};

/// `report`.
#[derive(Debug, Args)]
pub struct ReportCommand {
    /// The configuration
    #[command(flatten)]
    pub config: ConfigFile,
    /// The first day of receipt; the first of January if not given
    #[arg(long, value_name = "DAY")]
    from: Option<NaiveDate>,
    /// The last day of receipt; today if not given
    #[arg(long, value_name = "DAY")]
    to: Option<NaiveDate>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// Instead, the record of this ticket in the terms of the Data Privacy Vocabulary (JSON-LD)
    #[arg(long, value_name = "REFERENCE", conflicts_with_all = ["from", "to", "format"])]
    ticket: Option<String>,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// A table of three columns
    Csv,
    /// One JSON object
    Json,
}

/// Prints it.
pub async fn report(config: Config, command: ReportCommand) -> anyhow::Result<()> {
    let desk = setup::desk(config).await?;
    if let Some(written) = &command.ticket {
        let reference: Reference = written.parse().with_context(|| format!("{written} is no reference"))?;
        let row = ticket::store::by_reference(&desk.db, &reference.to_string()).await?;
        let row = row.with_context(|| format!("there is no ticket {reference}"))?;
        print::line(record::record(&desk.db, &desk, row.id).await?);
        return Ok(());
    }
    let usual = Span::this_year(desk.today());
    let span = Span::new(command.from.unwrap_or(usual.from()), command.to.unwrap_or(usual.to()))?;
    let report = gather::gather(&desk, span).await?;
    match command.format {
        Format::Csv => print::line(table::csv(&report).trim_end()),
        Format::Json => print::line(serde_json::to_string(&report)?),
    }
    Ok(())
}
