//! The loop: claim, take, settle, and wait for more.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

use super::{
    feeds, recurring,
    roster::{self, Step},
};
use crate::{casework::error::CaseError, desk::Desk, kernel::backoff::backoff};

/// How long to wait when nothing was due and nobody rang.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How often to see whether something that recurs is due.
const TURN_EVERY: Duration = Duration::from_secs(30);

/// Works until `stop` is set, then lets the steps under way come to their end or stop where they can.
pub async fn run(desk: Arc<Desk>, stop: CancellationToken) {
    let places = usize::try_from(desk.config.work.workers.max(1)).unwrap_or(1);
    let mut under_way = JoinSet::new();
    // Beside the places: a long list takes its time, which no letter is to wait for.
    let mut lists = JoinSet::new();
    let mut turn = tokio::time::interval(TURN_EVERY);
    while !stop.is_cancelled() {
        // Listen before looking, so that a row that comes in between is not slept through.
        let wake = desk.wake.notified();
        let free = u32::try_from(places - under_way.len().min(places)).unwrap_or(0);
        let claimed = if free == 0 { Ok(Vec::new()) } else { roster::claim(&desk, free).await };
        let nothing = match claimed {
            Ok(steps) => {
                let nothing = steps.is_empty();
                for step in steps {
                    let (desk, stop) = (Arc::clone(&desk), stop.clone());
                    under_way.spawn(async move { take(&desk, step, &stop).await });
                }
                nothing
            }
            Err(error) => {
                tracing::error!(%error, "the queue could not be looked at");
                true
            }
        };
        if nothing {
            tokio::select! {
                () = stop.cancelled() => {}
                () = wake => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
                _ = turn.tick() => {
                    turn_of(&desk).await;
                    for server_name in feeds::due(&desk).await {
                        let (desk, stop) = (Arc::clone(&desk), stop.clone());
                        lists.spawn(async move { feeds::read(&desk, &server_name, &stop).await });
                    }
                }
                Some(ended) = under_way.join_next() => tell_of(ended),
            }
        }
        while let Some(ended) = under_way.try_join_next().or_else(|| lists.try_join_next()) {
            tell_of(ended);
        }
    }
    while let Some(ended) = under_way.join_next().await {
        tell_of(ended);
    }
    while let Some(ended) = lists.join_next().await {
        tell_of(ended);
    }
}

/// A step that panicked has given nothing back: it is begun again when its lease runs out. What it said stands where the program
/// complains; it may name somebody, so that it is not repeated here.
fn tell_of(ended: Result<(), JoinError>) {
    if let Err(error) = ended {
        tracing::error!(task = %error.id(), has_panicked = error.is_panic(), "a step broke off; its lease has to run out");
    }
}

/// Takes everything that is due, until nothing is; for tests and for the command line. Returns how many steps it took.
pub async fn run_due(desk: &Arc<Desk>) -> Result<usize, sea_orm::DbErr> {
    let stop = CancellationToken::new();
    let mut taken = 0;
    turn_of(desk).await;
    for server_name in feeds::due(desk).await {
        feeds::read(desk, &server_name, &stop).await;
    }
    loop {
        let steps = roster::claim(desk, 16).await?;
        if steps.is_empty() {
            return Ok(taken);
        }
        for step in steps {
            taken += 1;
            take(desk, step, &stop).await;
        }
    }
}

async fn turn_of(desk: &Desk) {
    if let Err(error) = recurring::look(desk).await {
        tracing::error!(%error, "what recurs could not be looked at");
    }
}

/// Takes a step. One that ends in a fault of ours goes back into the queue, to be tried again after a while.
async fn take(desk: &Arc<Desk>, step: Step, stop: &CancellationToken) {
    let name = step.name();
    let release = step.release();
    // All that any step may hold while it waits is on the heap: on the stack it left little of a thread's two megabytes.
    if let Err(error) = Box::pin(step.take(desk, stop)).await {
        let is_outrun = matches!(error, CaseError::Changed);
        let error = anyhow::Error::new(error);
        if is_outrun {
            tracing::info!(step = name, "a step was outrun, and is taken again");
        } else {
            tracing::error!(step = name, error = format!("{error:#}"), "a step failed");
        }
        let due_at = desk.now() + wait(is_outrun, release.attempts());
        if let Err(error) = release.give_back(&desk.db, due_at).await {
            // The lease runs out by itself.
            tracing::error!(step = name, %error, "a step could not be given back");
        }
    }
}

/// So often in a row a step that was outrun is taken again at once: two that waited for each other do not meet again so soon, and
/// what is written on all the time is left alone for a while.
const AT_ONCE: i32 = 3;

/// How long a step that failed waits after so many attempts.
fn wait(is_outrun: bool, attempts: i32) -> TimeDelta {
    if is_outrun && attempts <= AT_ONCE { TimeDelta::zero() } else { backoff(attempts) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_was_outrun_tries_again_at_once_but_not_for_ever() {
        let seconds = |is_outrun| [1, 2, 3, 4, 5].map(|attempts| wait(is_outrun, attempts).num_seconds());
        assert_eq!(seconds(true), [0, 0, 0, 80, 160]);
        assert_eq!(seconds(false), [10, 20, 40, 80, 160]);
    }
}
