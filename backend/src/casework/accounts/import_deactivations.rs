//! A file of closed accounts is read in, line by line: what is wrong with one never stops the others, and is told.

use serde_json::json;

use super::note_deactivations;
use crate::{
    audit::{self, entry::Entry},
    casework::error::CaseError,
    deactivation::{
        import::{self, Model, Refused},
        sighting::Sighting,
        state::Source,
    },
    desk::Desk,
    kernel::{actor::Actor, database},
};

/// So many lines are noted at once.
const MOST_AT_ONCE: usize = 1000;

/// So many refused lines are kept to be shown; all are counted.
const MOST_KEPT: usize = 1000;

/// A line of the file, as far as it could be read.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// What it says, or why it says nothing. The reason never repeats the line.
    pub read: Result<Sighting, String>,
}

/// What came of it, in lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// All lines.
    pub lines: u64,
    /// Accounts that were not known to be closed.
    pub new: u64,
    /// Accounts that were, and of which nothing new was learnt.
    pub known: u64,
    /// Accounts that were, and whose time is better known now.
    pub better: u64,
    /// Lines that were refused.
    pub refused: u64,
}

/// Reads all lines in; tells `refused` of each that is not taken, in their order, as soon as it is known.
pub async fn import(
    desk: &Desk,
    lines: impl Iterator<Item = Line>,
    mut refused: impl FnMut(u64, &str),
) -> Result<Imported, CaseError> {
    let mut imported = Imported::default();
    let mut kept: Refused = Vec::new();
    let mut tell = |number: u64, why: &str, imported: &mut Imported| {
        imported.refused += 1;
        if kept.len() < MOST_KEPT {
            kept.push((number, why.to_owned()));
        }
        refused(number, why);
    };
    let mut lines = lines.peekable();
    while lines.peek().is_some() {
        let (mut numbers, mut sightings, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
        for line in lines.by_ref().take(MOST_AT_ONCE) {
            imported.lines += 1;
            match line.read {
                Ok(sighting) => {
                    numbers.push(line.number);
                    sightings.push(sighting);
                }
                Err(why) => wrong.push((line.number, why)),
            }
        }
        let noted = note_deactivations::note(desk, Source::Import, sightings).await?;
        imported.new += noted.new;
        imported.known += noted.known;
        imported.better += noted.better;
        for refused in noted.refused {
            wrong.push((numbers.get(refused.position).copied().unwrap_or_default(), refused.why.to_string()));
        }
        wrong.sort();
        for (number, why) in wrong {
            tell(number, &why, &mut imported);
        }
    }
    write_down(desk, imported, kept).await?;
    Ok(imported)
}

async fn write_down(desk: &Desk, imported: Imported, kept: Refused) -> Result<(), CaseError> {
    let now = desk.now();
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let row = Model {
        id: desk.ids.fresh(),
        at: now,
        lines: number(imported.lines),
        added: number(imported.new),
        known: number(imported.known),
        better: number(imported.better),
        refused: number(imported.refused),
        report: json!(kept).to_string(),
    };
    let details = json!({
        "lines": imported.lines, "new": imported.new, "known": imported.known, "better": imported.better,
        "refused": imported.refused,
    });
    let tx = database::write(&desk.db).await?;
    import::insert(&tx, row).await?;
    audit::store::append(&tx, [Entry::aside(now, Actor::Desk, "deactivations_imported").with(details)]).await?;
    tx.commit().await?;
    Ok(())
}
