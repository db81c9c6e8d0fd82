//! After a connected system was restored from a backup, those who had been erased since are erased again.
//!
//! By the manifest's rules, and by what people had decided about each of them, as far as their ticket can still be read. An
//! order to replay is an act of somebody who knows of the restore and has seen how many it would concern: by itself the desk
//! only reports that somebody is there again, for a person may also have come back of their own will.

use chrono::{DateTime, Utc};
use rightsdesk_exporters::{
    contract::{
        call::Call,
        eraser::Eraser,
        erasure::{Erased, Order, Preview},
        outcome::Certainty,
        pseudonym::Pseudonyms,
        subject::{Identifier, IdentifierKind, Subject},
    },
    counted::counted,
};
use serde_json::json;

use super::{
    in_turn, put_on_ledger,
    reappeared::{self, Back, NoRoll, Of},
};
use crate::{
    audit,
    casework::{error::CaseError, sealing},
    deactivation,
    desk::Desk,
    hold, identifier,
    kernel::{actor::Actor, database, ids::BatchId},
    ledger::{batch::Batch, cause::Cause, entry::Entry, what::What},
    register::connected::Connected,
    task,
};

/// Names that lead to names: a system is asked so often for further ones.
const MOST_ROUNDS: usize = 4;

/// What is to be replayed.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Those who were erased since this moment: that of the backup.
    pub since: DateTime<Utc>,
    /// People to leave out, as [`Back::line`] names them: somebody knows that they came back by themselves.
    pub except: Vec<String>,
    /// Whether they are erased, or only counted.
    pub mode: Mode,
}

/// Whether anything is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Only what would be done is told.
    Look,
    /// It is done.
    Erase,
}

/// What became of somebody who is there again, or would become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Only rows that are kept on purpose: they were never gone.
    KeptOnly,
    /// So many rows would be deleted or blanked.
    Would(u64),
    /// So many rows were, and nothing is left.
    Erased(u64),
    /// Left out, as was wished.
    LeftOut,
    /// It cannot be done without people, and why. Nothing was changed, unless it says so.
    NeedsPeople(String),
}

/// What came of one system.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// So many people had been erased from it in that time.
    pub erased: usize,
    /// So many names were read out.
    pub heard: u64,
    /// Those of them who are there: the line that told of them, when they were erased, and what became of them.
    pub people: Vec<(String, DateTime<Utc>, Fate)>,
}

impl Replayed {
    /// Whether nobody is left who should be gone.
    pub fn is_well(&self) -> bool {
        self.people.iter().all(|(_, _, fate)| match fate {
            Fate::KeptOnly | Fate::Erased(_) | Fate::LeftOut => true,
            Fate::Would(_) | Fate::NeedsPeople(_) => false,
        })
    }

    fn count(&self, is_such: impl Fn(&Fate) -> bool) -> usize {
        self.people.iter().filter(|(_, _, fate)| is_such(fate)).count()
    }
}

/// Replays what the ledger tells of a system.
pub async fn replay(desk: &Desk, system: &Connected, wish: &Wish, call: &Call) -> Result<Replayed, CaseError> {
    let eraser = system.connector.eraser().ok_or_else(|| CaseError::fault(NoRoll::Unable))?;
    let roll = reappeared::call_roll(desk, system, (Of::DoneOrPart, Some(wish.since)), call)
        .await
        .map_err(CaseError::fault)?;
    let batch = BatchId(desk.ids.fresh());
    let mut people = Vec::new();
    for back in roll.back {
        let fate = if wish.except.contains(&back.line) {
            Fate::LeftOut
        } else {
            let again = Again { desk, system, eraser, batch, call };
            again.erase(&back, wish.mode).await?
        };
        people.push((back.line, back.at, fate));
    }
    let replayed = Replayed { erased: roll.erased, heard: roll.heard, people };
    if wish.mode == Mode::Erase {
        note(desk, system, wish, batch, &replayed).await?;
    }
    Ok(replayed)
}

async fn note(
    desk: &Desk,
    system: &Connected,
    wish: &Wish,
    batch: BatchId,
    replayed: &Replayed,
) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    let details = json!({
        "system": system.key,
        "since": wish.since,
        "batch": batch,
        "erased": replayed.count(|fate| matches!(fate, Fate::Erased(_))),
        "kept": replayed.count(|fate| *fate == Fate::KeptOnly),
        "left_out": replayed.count(|fate| *fate == Fate::LeftOut),
        "need_people": replayed.count(|fate| matches!(fate, Fate::NeedsPeople(_))),
    });
    let line = audit::entry::Entry::aside(desk.now(), Actor::Desk, "erasures_replayed");
    audit::store::append(&tx, [line.with(details)]).await?;
    tx.commit().await?;
    Ok(())
}

/// What is needed to erase somebody again.
struct Again<'a> {
    desk: &'a Desk,
    system: &'a Connected,
    eraser: &'a dyn Eraser,
    batch: BatchId,
    call: &'a Call,
}

impl Again<'_> {
    async fn erase(&self, back: &Back, mode: Mode) -> Result<Fate, CaseError> {
        let names = self.names(back).await.map_err(CaseError::fault)?;
        if self.is_open_again(back, &names).await? {
            return Ok(Fate::NeedsPeople("the account was opened again after it was erased".to_owned()));
        }
        let subject = Subject::new(names.clone()).map_err(CaseError::fault)?;
        let order = decided(self.desk, back).await?;
        let preview = self.eraser.preview(&subject, &order, self.call).await.map_err(CaseError::fault)?;
        if let Some(obstacle) = preview.obstacles.first() {
            let more = preview.obstacles.len() - 1;
            return Ok(Fate::NeedsPeople(format!("{}: {} (and {more} more)", obstacle.at, obstacle.what)));
        }
        if preview.is_empty() {
            return Ok(Fate::KeptOnly);
        }
        let rows = changed(&preview);
        // What was there on purpose is there as well, and nobody can tell one from the other by rules.
        if back.is_part {
            return Ok(Fate::NeedsPeople(format!(
                "their erasure was broken off, and only what line {} of the ledger counts was gone; there are {} now: look at \
                 the ticket, for what was kept from it then is among them",
                back.line,
                counted(rows, "row", "rows")
            )));
        }
        if mode == Mode::Look {
            return Ok(Fate::Would(rows));
        }
        if !self.begin(back, &names, &preview).await? {
            return Ok(Fate::NeedsPeople("a legal hold names this person".to_owned()));
        }
        let pseudonyms = self.pseudonyms();
        let erasing = in_turn::Erasing {
            system: &self.system.key,
            eraser: self.eraser,
            pseudonyms: &pseudonyms,
            call: self.call,
        };
        let evidence = match erasing.erase(self.desk, &subject, &preview).await {
            Ok(Erased::Done(evidence)) => evidence,
            Ok(Erased::Changed(_)) => {
                return Ok(Fate::NeedsPeople(
                    "it changed between the look and the erasure; replay once more".to_owned(),
                ));
            }
            // Others go on: what was done so far is in the ledger, and a second replay does the rest.
            Err(error) => return Ok(Fate::NeedsPeople(error.to_string())),
        };
        let verified = self.eraser.verify(&subject, &order, self.call).await.map_err(CaseError::fault)?;
        self.note(back, &preview, What::Done, put_on_ledger::counts(Some(&evidence))).await?;
        if verified.is_clean() {
            Ok(Fate::Erased(rows))
        } else {
            Ok(Fate::NeedsPeople("it was erased, and names still stand there; `system verify` says where".to_owned()))
        }
    }

    /// Whether the desk has heard since that the person opened an account again: then what is there may be new.
    async fn is_open_again(&self, back: &Back, names: &[Identifier]) -> Result<bool, CaseError> {
        let accounts = names.iter().filter(|name| name.kind().as_str() == IdentifierKind::MATRIX_ID);
        let blinds = accounts
            .flat_map(|name| identifier::store::blinds(&self.desk.index, IdentifierKind::MATRIX_ID, name.value()));
        let lines = deactivation::store::with_blinds(&self.desk.db, blinds.collect()).await?;
        Ok(lines.iter().any(|line| line.reopened_at.is_some_and(|at| at >= back.at)))
    }

    /// The names that were found, and those that the system knows to be the same person's.
    async fn names(
        &self,
        back: &Back,
    ) -> Result<Vec<Identifier>, rightsdesk_exporters::contract::error::ConnectorError> {
        let mut names = back.names.clone();
        for _ in 0..MOST_ROUNDS {
            let Ok(subject) = Subject::new(names.clone()) else { break };
            let learned = self.system.connector.resolve(&subject, self.call).await?;
            let known = learned.into_iter().filter(|learned| learned.certainty == Certainty::Known);
            let new: Vec<_> = known.map(|learned| learned.identifier).filter(|name| !names.contains(name)).collect();
            if new.is_empty() {
                break;
            }
            names.extend(new);
        }
        Ok(names)
    }

    /// Writes that it begins; false, and nothing is written, if a legal hold names the person.
    async fn begin(&self, back: &Back, names: &[Identifier], preview: &Preview) -> Result<bool, CaseError> {
        let tx = database::write(&self.desk.db).await?;
        let blinds = hold::name::blinds_of_all(&self.desk.index, names);
        if !hold::store::held_for_certain(&tx, &self.system.key, &blinds).await?.is_empty() {
            return Ok(false);
        }
        put_on_ledger::put(&tx, self.entry(back, preview, What::Begun, json!({}))).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn note(
        &self,
        back: &Back,
        preview: &Preview,
        what: What,
        details: serde_json::Value,
    ) -> Result<(), CaseError> {
        let tx = database::write(&self.desk.db).await?;
        put_on_ledger::put(&tx, self.entry(back, preview, what, details)).await?;
        tx.commit().await?;
        Ok(())
    }

    fn entry(&self, back: &Back, preview: &Preview, what: What, details: serde_json::Value) -> Entry {
        Entry {
            at: self.desk.now(),
            cause: Cause::Batch(Batch::Replay, self.batch),
            system: self.system.key.clone(),
            plan: preview.hash.clone(),
            what,
            people: vec![back.known_as.clone()],
            details,
        }
    }

    fn pseudonyms(&self) -> Pseudonyms {
        Pseudonyms::keyed(self.desk.masters.current().derive("erasure pseudonyms").expose().to_vec())
    }
}

/// What people had decided about this person, as far as their ticket can still be read.
async fn decided(desk: &Desk, back: &Back) -> Result<Order, CaseError> {
    let bare = Order::by_the_manifest(desk.now());
    let Cause::Task { ticket, task } = back.cause else { return Ok(bare) };
    let opened = match sealing::open(&desk.db, desk, ticket).await {
        Ok(opened) => opened,
        Err(CaseError::NotFound | CaseError::Gone) => return Ok(bare),
        Err(error) => return Err(error),
    };
    let Some(row) = task::store::by_id(&desk.db, task).await? else { return Ok(bare) };
    let erasure = opened.result_of(&row)?.erasure;
    Ok(match erasure {
        Some(erasure) => Order { as_of: desk.now(), ..erasure.preview.order },
        None => bare,
    })
}

/// Rows that are deleted or blanked.
fn changed(preview: &Preview) -> u64 {
    let rows = preview.collections.iter().map(|outlook| {
        let shared = outlook.shared.as_ref().filter(|shared| !shared.fields.is_empty());
        outlook.deleted + outlook.blanked + shared.map_or(0, |shared| shared.rows)
    });
    rows.sum()
}
