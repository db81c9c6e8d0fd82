//! `ledger verify` and `ledger replay`.

use anyhow::{Context, bail};
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use rightsdesk_exporters::{contract::call::Call, counted::counted};

use super::{
    chain_arguments::{Ledger, Replay},
    chains, print,
};
use crate::{
    casework::erasing::replay::{self, Fate, Mode, Replayed, Wish},
    config::file::Config,
    register::connected::Connected,
    setup,
};

/// Does what was asked; whether all is well.
pub async fn ledger(config: Config, command: Ledger) -> anyhow::Result<bool> {
    match command {
        Ledger::Verify(anchored) => chains::verify_ledger(&config, &anchored).await,
        Ledger::Replay(wish) => replay(config, wish).await,
    }
}

async fn replay(config: Config, order: Replay) -> anyhow::Result<bool> {
    let since = moment(&order.since, &config)?;
    let desk = setup::desk(config).await?;
    let mode = if order.carry_out { Mode::Erase } else { Mode::Look };
    let wish = Wish { since, except: order.except, mode };
    let systems: Vec<&Connected> = match &order.system {
        Some(key) => vec![desk.systems.get(key).with_context(|| format!("no system is called {key}"))?],
        None => desk.systems.iter().collect(),
    };
    let mut is_well = true;
    for system in systems {
        let can = system.connector.roll().is_some() && system.connector.eraser().is_some();
        if !can {
            if order.system.is_some() {
                bail!("{} cannot read its names out, or nobody can be erased from it by us", system.key);
            }
            print::line(format_args!(
                "{}: left out; it cannot read its names out, or a person erases there",
                system.key
            ));
            continue;
        }
        let replayed = replay::replay(&desk, system, &wish, &Call::unhurried("replay")).await;
        let replayed = replayed.with_context(|| system.key.clone())?;
        tell(&system.key, &replayed);
        is_well &= replayed.is_well();
    }
    if !is_well && mode == Mode::Look {
        eprintln!(
            "nothing was changed. If a backup brought these people back, `--do` erases them again; whoever came back by \
             themselves is left out by `--except LINE`"
        );
    }
    Ok(is_well)
}

fn tell(system: &str, replayed: &Replayed) {
    let Replayed { erased, heard, people } = replayed;
    print::line(format_args!(
        "{system}: {} erased; {} read out; {}",
        counted(erased, "person was", "people were"),
        counted(heard, "name was", "names were"),
        counted(people.len(), "matches", "match")
    ));
    for (line, at, fate) in people {
        let at = at.format("%Y-%m-%d %H:%M");
        let words = match fate {
            Fate::KeptOnly => "only what is kept on purpose is there".to_owned(),
            Fate::Would(rows) => format!("{} would be deleted or blanked", counted(rows, "row", "rows")),
            Fate::Erased(rows) => {
                format!("erased again: {} deleted or blanked; nothing is left", counted(rows, "row", "rows"))
            }
            Fate::LeftOut => "left out".to_owned(),
            Fate::NeedsPeople(why) => format!("a person has to see to it: {why}"),
        };
        print::line(format_args!("  {line:<10} erased {at}  {words}"));
    }
}

/// A moment as people write it: a day (its beginning, in the desk's time zone), or a time with its zone.
fn moment(text: &str, config: &Config) -> anyhow::Result<DateTime<Utc>> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Ok(moment.to_utc());
    }
    let day: NaiveDate = text.parse().map_err(|_| {
        anyhow::anyhow!("{text:?} is no time: write a day, 2026-11-20, or a moment, 2026-11-20T04:00:00Z")
    })?;
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    let moment = config.time_zone().from_local_datetime(&midnight).earliest();
    Ok(moment.map_or_else(|| midnight.and_utc(), |moment| moment.to_utc()))
}
