//! A sweep is prepared: who its people are, by all their names, and who is left out.

use std::{collections::BTreeMap, time::Duration};

use rightsdesk_exporters::contract::call::Call;
use tokio_util::sync::CancellationToken;

use super::{
    given_up, leave_out,
    people::{self, Person},
    resolve, scope, still_closed,
    stopped::{self, Stopped},
    withheld::{self, Withheld},
};
use crate::{
    casework::error::CaseError,
    deactivation::{
        claim,
        entity::Model as Line,
        part, settle,
        sweep::{self, Model},
    },
    desk::Desk,
    kernel::{database, ids::SweepPartId, lease::Lease},
};

/// What is known when a sweep is prepared.
struct Prepared {
    people: Vec<Person>,
    withheld: BTreeMap<i32, Withheld>,
    /// Whether somebody could be asked if the accounts are closed.
    was_asked: bool,
}

/// Prepares the sweep and opens its parts.
pub async fn take(desk: &Desk, lease: Lease<Model>, cancel: CancellationToken) -> Result<(), CaseError> {
    let sweep = lease.row().clone();
    let budget = Duration::from_secs(desk.config.work.call_seconds);
    let call = Call { id: sweep.id.to_string(), cancel, budget };
    let lines = claim::of(&desk.db, sweep.id).await?;
    match prepare(desk, &lines, &call).await {
        Ok(prepared) => settle(desk, lease, &lines, prepared).await,
        Err(Stopped::Ours(error)) => Err(error),
        Err(Stopped::System(error)) => {
            let next = stopped::next(error, sweep.attempts, sweep.max_attempts, desk.now());
            tracing::warn!(sweep = %sweep.id, problem = next.problem, "a sweep could not be prepared");
            let tx = database::write(&desk.db).await?;
            let step = if next.is_again { sweep::GIVE_BACK } else { sweep::GIVE_UP };
            let columns = vec![("problem", next.problem.clone().into())];
            if lease.settle(&tx, step, next.due_at, columns).await?.is_ok() {
                if !next.is_again {
                    let problem = next.problem.unwrap_or_default();
                    given_up::tell(&tx, desk, sweep.id, "it could not be prepared", &problem).await?;
                }
                tx.commit().await?;
            }
            Ok(())
        }
    }
}

async fn prepare(desk: &Desk, lines: &[Line], call: &Call) -> Result<Prepared, Stopped> {
    let mut people = people::of(desk, lines);
    let was_asked = still_closed::ask(desk, &mut people, call).await?;
    resolve::resolve(desk, &mut people, call).await?;
    let withheld = withheld::of(desk, &desk.db, &people).await?;
    Ok(Prepared { people, withheld, was_asked })
}

async fn settle(desk: &Desk, lease: Lease<Model>, lines: &[Line], prepared: Prepared) -> Result<(), CaseError> {
    let now = desk.now();
    let id = lease.row().id;
    let Prepared { people, withheld, was_asked } = prepared;
    let (out, people): (Vec<_>, Vec<_>) = people.into_iter().partition(|person| withheld.contains_key(&person.place));
    let parts: Vec<_> =
        scope::covered(desk).map(|system| (SweepPartId(desk.ids.fresh()), system.key.clone())).collect();
    // Where no system is covered any more nothing would be proven.
    let is_over = people.is_empty() || parts.is_empty();
    let tx = database::write(&desk.db).await?;
    let mut came = vec![("problem", Option::<String>::None.into())];
    let step = if is_over {
        came.push(("ended_at", now.into()));
        sweep::END_EMPTY
    } else {
        came.push(("people_sealed", people::seal(desk, id, &people).into()));
        came.push(("asked_at", was_asked.then_some(now).into()));
        sweep::PART
    };
    if lease.settle(&tx, step, now, came).await?.is_err() {
        tracing::warn!(sweep = %id, "the lease was lost; the sweep is left to whoever has it now");
        return Ok(());
    }
    for person in &out {
        let line = lines.iter().find(|line| line.id == person.line);
        if let (Some(line), Some(why)) = (line, withheld.get(&person.place)) {
            leave_out::leave_out(&tx, desk, line, person, *why).await?;
        }
    }
    settle::cancel(&tx, id, now, desk.day_of(now)).await?;
    if is_over {
        // Whoever is left has a name that does not open, or nothing to be erased from.
        settle::give_back(&tx, id, now + super::conclude::AGAIN_AFTER).await?;
    } else {
        part::insert(&tx, id, parts, super::gather::MOST_ATTEMPTS, now).await?;
    }
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
