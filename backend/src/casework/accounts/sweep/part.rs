//! A sweep in one system: a line in the ledger, the erasure, a line in the ledger.
//!
//! Between the two lines the process may die: the next one sees the first line, erases whoever is left, and writes the second.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    time::Duration,
};

use rightsdesk_exporters::contract::{
    call::Call,
    erasure::{Evidence, Order},
    pseudonym::Pseudonyms,
    subject::Subject,
    sweep::Fate,
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::{
    conclude,
    erase_each::Erasing,
    given_up, lots,
    people::{self, Person},
    search, still, still_closed,
    stopped::{self, Stopped},
};
use crate::{
    casework::{erasing::put_on_ledger, error::CaseError},
    deactivation::{
        claim,
        part::{self, Asides, Fates, Model},
        search::Searched,
        sweep,
    },
    desk::Desk,
    hold,
    kernel::{
        database,
        ids::{BatchId, SweepId},
        lease::Lease,
    },
    ledger::{
        self,
        batch::Batch,
        cause::Cause,
        entry::Entry,
        names::{Names, read},
        what::What,
    },
    register::{self, connected::Connected},
};

/// Stands among the ledger's details of a sweep where more may have been done than was counted: an earlier try was broken off
/// and its counts went with it.
pub(super) const AT_LEAST: &str = "at_least";

/// What came of a part.
#[derive(Default)]
struct Came {
    fates: Fates,
    aside: Asides,
    evidence: Option<Evidence>,
    /// Where names still stand; none if nobody looked.
    searched: Option<Searched>,
    /// Whether the ledger has to say that it was done.
    has_begun: bool,
    /// Whether an earlier try had begun that did not come to its end: what it had done is not in the counts.
    was_begun: bool,
    /// How the ledger names each, by place: hashed once for both of its lines, and before its transaction begins.
    named: BTreeMap<i32, Names>,
    /// Of whom it says so: whoever was set aside is not looked for when a backup was restored.
    proven: Vec<Names>,
}

/// Erases the people of the sweep from the system.
pub async fn take(desk: &Desk, lease: Lease<Model>, cancel: CancellationToken) -> Result<(), CaseError> {
    let part = lease.row().clone();
    let budget = Duration::from_secs(desk.config.work.call_seconds);
    let call = Call { id: part.id.to_string(), cancel, budget };
    match work(desk, &part, &call).await {
        Ok(came) => settle(desk, lease, came).await,
        Err(Stopped::Ours(error)) => Err(error),
        Err(Stopped::System(error)) => {
            let now = desk.now();
            let next = stopped::next(error, part.attempts, part.max_attempts, now);
            let tx = database::write(&desk.db).await?;
            if let Some(problem) = &next.problem {
                tracing::warn!(part = %part.id, system = %part.system, problem, "a sweep did not come about");
                register::state::failed(&tx, &part.system, problem, now).await?;
            }
            let step = if next.is_again { part::GIVE_BACK } else { part::GIVE_UP };
            let columns = vec![("problem", next.problem.clone().into())];
            if lease.settle(&tx, step, next.due_at, columns).await?.is_ok() {
                if !next.is_again {
                    let system = desk.systems.name(&part.system, "en");
                    given_up::tell(&tx, desk, part.sweep_id, &system, &next.problem.unwrap_or_default()).await?;
                }
                tx.commit().await?;
            }
            Ok(())
        }
    }
}

async fn work(desk: &Desk, part: &Model, call: &Call) -> Result<Came, Stopped> {
    let mut came = Came::default();
    let Some(system) = desk.systems.get(&part.system) else {
        // Nobody is proven here, so all of them are due again, and the next sweep goes by the systems that are there then.
        tracing::warn!(part = %part.id, system = %part.system, "a sweep leaves out a system that is not configured any more");
        came.was_begun = has_begun(&desk.db, part).await?;
        came.has_begun = came.was_begun;
        return Ok(came);
    };
    let sweep = sweep::by_id(&desk.db, part.sweep_id).await?.ok_or(CaseError::NotFound)?;
    // Some may have been opened again since.
    let closed: BTreeSet<_> = claim::of(&desk.db, sweep.id)
        .await?
        .into_iter()
        .filter(|line| line.reopened_at.is_none())
        .map(|line| line.id)
        .collect();
    let mut people = people::open(desk, &sweep)?;
    people.retain(|person| closed.contains(&person.line));
    still_closed::ask_again(desk, &sweep, &mut people, call).await?;
    // Somebody of whom the system knows no sort of name cannot be in it.
    let mut asked: Vec<(Person, Subject)> = Vec::new();
    for person in people {
        match known_here(system, &person) {
            Some(subject) => asked.push((person, subject)),
            None => came.fates.push((person.place, 0, 0)),
        }
    }
    came.named = asked.iter().map(|(person, _)| (person.place, names(desk, person))).collect();
    begin(desk, part, &mut asked, &mut came).await?;
    if asked.is_empty() {
        return Ok(came);
    }
    let order = Order::by_the_manifest(desk.now());
    let pseudonyms = Pseudonyms::keyed(desk.masters.current().derive("erasure pseudonyms").expose().to_vec());
    let erasing = Erasing { desk, order: &order, pseudonyms: &pseudonyms, call };
    let (fates, evidence) = lots::all(desk, part, system, &asked, &erasing).await?;
    let is_proven = |fate: &Option<Fate>| matches!(fate, Some(Fate::Proven { .. }));
    let proven = asked.iter().zip(&fates).filter(|(_, fate)| is_proven(fate));
    let proven: Vec<_> = proven.map(|((_, subject), _)| subject.clone()).collect();
    came.searched = search::search(part, system, &proven, &erasing).await?;
    for ((person, _), fate) in asked.iter().zip(fates) {
        match fate {
            Some(Fate::Proven { rows, kept }) => {
                came.proven.extend(came.named.get(&person.place).cloned());
                came.fates.push((person.place, rows, kept));
            }
            Some(Fate::SetAside(obstacles)) => came.aside.push((person.place, obstacles)),
            // Not to be erased any more: the sweep's end says why.
            None => {}
        }
    }
    came.evidence = Some(evidence);
    Ok(came)
}

fn known_here(system: &Connected, person: &Person) -> Option<Subject> {
    let accepts = &system.connector.about().accepts;
    let names = person.identifiers();
    // A system that is looked into by people accepts no kind, and everybody may be in it.
    let may_be_here = accepts.is_empty() || names.iter().any(|name| accepts.contains(name.kind()));
    if may_be_here { Subject::new(names).ok() } else { None }
}

/// Leaves out whoever is held by now, and writes into the ledger whose data is about to be erased.
async fn begin(
    desk: &Desk,
    part: &Model,
    asked: &mut Vec<(Person, Subject)>,
    came: &mut Came,
) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    // No hold is set from here on until the line stands there.
    hold::store::serialise(&tx).await?;
    // Nor is any account opened again, as far as the desk hears of it.
    database::serialise(&tx, "deactivation").await?;
    let people: Vec<_> = asked.iter().map(|(person, _)| person.clone()).collect();
    let not_now = still::not_now(desk, &tx, part, &people).await?;
    asked.retain(|(person, _)| !not_now.contains(&person.place));
    let begun = ledger::store::named_in(&tx, batch(part.sweep_id), &part.system, What::Begun).await?;
    came.was_begun = !begun.is_empty();
    // What an earlier try has begun is told to be over too, even if nobody is left to be erased now.
    came.has_begun = came.was_begun || !asked.is_empty();
    // Who was held then and is not any more stands on no line yet.
    let known: HashSet<Vec<String>> =
        begun.iter().filter_map(|line| read(line)).flatten().map(|names| names.hashes().to_vec()).collect();
    let people = asked.iter().filter_map(|(person, _)| came.named.get(&person.place).cloned());
    let people: Vec<_> = people.filter(|names| !known.contains(names.hashes())).collect();
    if !people.is_empty() {
        put_on_ledger::put(&tx, line(desk, part, What::Begun, people, json!({}))).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn has_begun(db: &impl ConnectionTrait, part: &Model) -> Result<bool, CaseError> {
    Ok(ledger::store::has_batch(db, batch(part.sweep_id), &part.system, What::Begun).await?)
}

/// How the ledger names a sweep.
pub fn batch(sweep: SweepId) -> BatchId {
    BatchId(sweep.0)
}

fn names(desk: &Desk, person: &Person) -> Names {
    Names::of(&desk.index, &person.identifiers())
}

fn line(desk: &Desk, part: &Model, what: What, people: Vec<Names>, details: serde_json::Value) -> Entry {
    let cause = Cause::Batch(Batch::Sweep, batch(part.sweep_id));
    Entry { at: desk.now(), cause, system: part.system.clone(), plan: String::new(), what, people, details }
}

/// Writes down what came of it; after the last part, what becomes of the accounts.
async fn settle(desk: &Desk, lease: Lease<Model>, came: Came) -> Result<(), CaseError> {
    let now = desk.now();
    let part = lease.row().clone();
    let tx = database::write(&desk.db).await?;
    // Of two who settle the last two parts of a sweep at the same time, the second waits here and sees what the first
    // has written.
    database::serialise(&tx, &format!("sweep {}", part.sweep_id)).await?;
    let text = |value: serde_json::Value| sea_orm::Value::from(value.to_string());
    let columns = vec![
        ("fates", text(json!(came.fates))),
        ("aside", text(json!(came.aside))),
        ("evidence", came.evidence.as_ref().map(|evidence| json!(evidence).to_string()).into()),
        ("residues", came.searched.as_ref().map(|searched| json!(searched).to_string()).into()),
        ("ended_at", now.into()),
        ("problem", Option::<String>::None.into()),
    ];
    if lease.settle(&tx, part::END, now, columns).await?.is_err() {
        tracing::warn!(part = %part.id, "the lease was lost; what came of it is left to whoever has it now");
        return Ok(());
    }
    if came.has_begun {
        let mut details = put_on_ledger::counts(came.evidence.as_ref());
        if came.was_begun {
            details[AT_LEAST] = json!(true);
        }
        put_on_ledger::put(&tx, line(desk, &part, What::Done, came.proven, details)).await?;
    }
    register::state::answered(&tx, &part.system, now).await?;
    if part::open(&tx, part.sweep_id).await? == 0 {
        conclude::conclude(&tx, desk, part.sweep_id).await?;
    }
    tx.commit().await?;
    desk.wake.notify_waiters();
    // The next accounts, at once. If it fails, what recurs looks again.
    if let Err(error) = super::gather::gather(desk).await {
        tracing::warn!(%error, "the next accounts could not be claimed");
    }
    Ok(())
}
