//! `deactivations import` and `deactivations status`.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
};

use anyhow::Context;
use chrono::TimeDelta;
use clap::Subcommand;
use rightsdesk_exporters::counted::counted;
use serde_json::json;

use super::{
    closed_accounts::{self, Format},
    print, teaching,
};
use crate::{
    casework::accounts::{import_deactivations, sweep::scope},
    config::file::Config,
    deactivation::{
        figures::{self, Day},
        part, sweep,
    },
    desk::Desk,
    setup,
};

/// What is said where accounts are closed and no system is swept.
pub(super) const NOTHING_SWEPT: &str = "no connected system is one from which closed accounts are erased, so they are noted and \
    nothing is erased; name some in the section `deactivation`, or write `satellite` in a manifest";

/// `deactivations …`.
#[derive(Debug, Subcommand)]
pub enum Deactivations {
    /// Reads a file of closed accounts in: CSV with headings, or JSON Lines
    ///
    /// Each line names an account and, if that is known, when it was closed; without a time, now counts. To read a file in
    /// twice does no harm: each account stands once, and an earlier time is taken over. Lines that cannot be true are
    /// refused and printed, one each, with their number and the reason; the others are taken.
    #[command(after_long_help = teaching::DEACTIVATIONS_IMPORT)]
    Import {
        /// The file; - reads standard input
        file: PathBuf,
        /// How it is written; found out from its first character if not given
        #[arg(long, value_enum)]
        format: Option<Format>,
    },
    /// Says how many closed accounts stand where, and whether any is late
    ///
    /// Somebody has to look if accounts come near their thirtieth day or are past it, or if a sweep was given up.
    #[command(after_long_help = teaching::DEACTIVATIONS_STATUS)]
    Status {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// Does it; whether all is well.
pub async fn deactivations(config: Config, command: Deactivations) -> anyhow::Result<bool> {
    match command {
        Deactivations::Import { file, format } => import(config, &file, format).await,
        Deactivations::Status { json } => status(config, json).await,
    }
}

async fn import(config: Config, path: &Path, format: Option<Format>) -> anyhow::Result<bool> {
    let file: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        let file = File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
        Box::new(BufReader::new(file))
    };
    let lines = closed_accounts::read(file, format)?;
    let desk = setup::desk(config).await?;
    tell_of_nothing_swept(&desk);
    let refused = |number: u64, why: &str| print::line(format_args!("line {number}: {why}"));
    let told = import_deactivations::import(&desk, lines, refused).await?;
    print::line(format_args!(
        "{}: {} new, {} known before that brought a better time only, {} known before, {} refused",
        counted(told.lines, "line", "lines"),
        told.new,
        told.better,
        told.known,
        told.refused
    ));
    Ok(told.refused == 0)
}

/// On standard error: what is read by programs stays as it is.
fn tell_of_nothing_swept(desk: &Desk) {
    if scope::covered(desk).next().is_none() {
        eprintln!("rightsdesk: {NOTHING_SWEPT}");
    }
}

async fn status(config: Config, as_json: bool) -> anyhow::Result<bool> {
    let desk = setup::desk(config).await?;
    tell_of_nothing_swept(&desk);
    let today = desk.today();
    let days = figures::by_day(&desk.db, today - TimeDelta::days(36_500), today).await?;
    let all = days.iter().fold(Day::default(), |all, (_, day)| all.with(*day));
    let alarm = figures::alarm(&desk.db, desk.config.deactivation.marks(today)).await?;
    let given_up = sweep::given_up(&desk.db).await?.len() + part::given_up(&desk.db).await?.len();
    if as_json {
        print::line(json!({
            "received": all.received, "waiting": all.waiting, "running": all.running, "proven": all.proven,
            "held": all.held, "with_people": all.with_people, "kept": all.kept, "cancelled": all.cancelled, "late": all.late,
            "behind": alarm.behind, "urgent": alarm.urgent, "overdue": alarm.overdue, "given_up": given_up,
        }));
    } else {
        for (what, count) in [
            ("closed accounts", all.received),
            ("waiting", all.waiting),
            ("running", all.running),
            ("proven", all.proven),
            ("held", all.held),
            ("left to people", all.with_people),
            ("kept by decision", all.kept),
            ("opened again", all.cancelled),
            ("late", all.late),
        ] {
            print::line(format_args!("{what:<16} {count:>9}"));
        }
        if alarm.urgent > 0 {
            let day = desk.config.deactivation.alert_day;
            print::line(format_args!(
                "{} closed {} ago or earlier and not done; {} overdue",
                counted(alarm.urgent, "account was", "accounts were"),
                counted(day, "day", "days"),
                counted(alarm.overdue, "is", "are")
            ));
        }
        if given_up > 0 {
            print::line(format_args!(
                "{} given up; somebody has to look",
                counted(given_up, "sweep was", "sweeps were")
            ));
        }
    }
    Ok(alarm.urgent == 0 && given_up == 0)
}
