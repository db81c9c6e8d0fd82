//! Attempt by attempt, until everybody is done or set aside.

use std::collections::BTreeMap;

use crate::{
    contract::{
        call::Call,
        erasure::{Evidence, Obstacle},
        subject::Subject,
        sweep::{Fate, Swept},
    },
    sql::{read_rows::Stopped, snapshot::Snapshot},
};

use super::{
    attempt::{Task, attempt},
    failure::Failure,
    tally::{self, Tally},
};

/// Erases those who have no fate yet; afterwards everybody has one.
pub(super) async fn all(
    task: Task<'_>,
    people: &[Subject],
    mut fates: Vec<Option<Fate>>,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Swept, Stopped> {
    let mut evidence = Evidence::default();
    let waiting: Vec<usize> = (0..people.len()).filter(|&person| fates[person].is_none()).collect();
    let mut sets = vec![waiting];
    while let Some(set) = sets.pop() {
        if set.is_empty() {
            continue;
        }
        call.still_wanted()?;
        let subjects: Vec<&Subject> = set.iter().map(|&person| &people[person]).collect();
        let mut tally = Tally::of(set.len());
        snapshot.say("SAVEPOINT sweep").await?;
        let failure = match attempt(task, &subjects, &mut tally, snapshot, call).await {
            Ok(done) => {
                snapshot.say("RELEASE SAVEPOINT sweep").await?;
                for (at, &person) in set.iter().enumerate() {
                    fates[person] = Some(Fate::Proven { rows: tally.rows[at], kept: tally.kept[at] });
                }
                tally::add(&mut evidence, done);
                continue;
            }
            Err(Failure::Stopped(stopped)) => return Err(stopped),
            Err(failure) => failure,
        };
        snapshot.say("ROLLBACK TO SAVEPOINT sweep").await?;
        snapshot.say("RELEASE SAVEPOINT sweep").await?;
        sets.extend(after(failure, &set, &mut tally, &mut fates));
    }
    Ok(Swept { fates: fates.into_iter().flatten().collect(), evidence })
}

/// Sets aside whoever is in the way, and says which sets are to be tried next.
fn after(failure: Failure, set: &[usize], tally: &mut Tally, fates: &mut [Option<Fate>]) -> Vec<Vec<usize>> {
    let mut aside = |found: BTreeMap<usize, Vec<Obstacle>>| {
        for (at, obstacles) in found {
            fates[set[at]] = Some(Fate::SetAside(obstacles));
        }
    };
    match failure {
        Failure::Stopped(_) => return Vec::new(),
        Failure::People(found) => aside(found),
        Failure::Somebody(obstacles) if set.len() == 1 => aside(BTreeMap::from([(0, obstacles)])),
        Failure::Somebody(_) => {
            return tally.bonds.halves().map(|half| half.into_iter().map(|at| set[at]).collect()).to_vec();
        }
    }
    vec![set.iter().copied().filter(|&person| fates[person].is_none()).collect()]
}
