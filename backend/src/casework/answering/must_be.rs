//! What has to be so before an answer is given: it was weighed, looked at again, locked or done, as it says.

use sea_orm::DatabaseTransaction;

use crate::{
    archive,
    casework::{error::CaseError, refusal::Refusal},
    decision::{
        balance::{self, Weight},
        review,
    },
    desk::Desk,
    hold,
    law::grounds::Ground,
    request::{self, state::Outcome},
    rights::right::Right,
    task::{
        self,
        state::{Operation, Outcome as Ended},
    },
};

/// The ground that needs a balancing test.
const OVERRIDING: &str = "OVERRIDING_GROUNDS";

/// The ground that says that a person has looked again.
const LOOKED_AGAIN: &str = "ADM_PERMITTED_WITH_SAFEGUARDS";

/// Overriding grounds are for us to show (Art. 21(1)): a person has weighed them, and they weigh more.
pub(super) async fn weighed(
    tx: &DatabaseTransaction,
    row: &request::entity::Model,
    grounds: &[&Ground],
) -> Result<(), CaseError> {
    if !grounds.iter().any(|ground| ground.code == OVERRIDING) {
        return Ok(());
    }
    let weighed = balance::of(tx, row.id).await?;
    if weighed.is_some_and(|balance| balance.weight == Weight::Ours) { Ok(()) } else { Err(Refusal::NotWeighed.into()) }
}

/// Where machines decide, a person has decided anew before anything is answered (Art. 22(3), UK 22C).
pub(super) async fn reviewed(
    tx: &DatabaseTransaction,
    desk: &Desk,
    row: &request::entity::Model,
    grounds: &[&Ground],
) -> Result<(), CaseError> {
    // The ground says so in the letter, whatever the configuration lists.
    let says_so = grounds.iter().any(|ground| ground.code == LOOKED_AGAIN);
    if row.right != Right::AutomatedDecisions || (desk.config.automated.is_empty() && !says_so) {
        return Ok(());
    }
    let reviews = review::of_ticket(tx, row.ticket_id).await?;
    if reviews.iter().any(|review| review.request_id == row.id) { Ok(()) } else { Err(Refusal::NotReviewed.into()) }
}

/// Nobody is told that data is locked which is not: a lock was set for the request, or from its ticket for none in particular.
pub(super) async fn locked(
    tx: &DatabaseTransaction,
    row: &request::entity::Model,
    outcome: Outcome,
) -> Result<(), CaseError> {
    let is_granted = match outcome {
        Outcome::Granted | Outcome::PartlyGranted => row.right == Right::Restriction,
        Outcome::Refused | Outcome::NothingHeld | Outcome::PassedOn | Outcome::NotOurs => false,
    };
    if !is_granted {
        return Ok(());
    }
    let ids: Vec<_> = hold::store::locks_of(tx, row.ticket_id).await?.iter().map(|lock| lock.id).collect();
    let locks = hold::lock::of_all(tx, &ids).await?;
    let is_locked = locks.values().any(|lock| lock.request_id.is_none_or(|id| id == row.id));
    if is_locked { Ok(()) } else { Err(Refusal::NothingLocked.into()) }
}

/// Nobody is told that all was done where it was not: a package that counts has gone out, and of what systems were asked nothing
/// was left without a ground that somebody decided on (Art. 12(4)).
pub(super) async fn done(
    tx: &DatabaseTransaction,
    row: &request::entity::Model,
    outcome: Outcome,
) -> Result<(), CaseError> {
    let is_all = match outcome {
        Outcome::Granted => true,
        Outcome::PartlyGranted => false,
        Outcome::Refused | Outcome::NothingHeld | Outcome::PassedOn | Outcome::NotOurs => return Ok(()),
    };
    if row.right.needs_package() {
        let built = archive::store::current(tx, row.ticket_id).await?;
        let is_here = built.is_some_and(|built| built.state.may_be_discarded());
        return if is_here { Err(Refusal::PackageFirst.into()) } else { Ok(()) };
    }
    let tasks = task::store::of(tx, row.ticket_id).await?;
    let is_left = tasks.iter().any(|task| task.request_id == Some(row.id) && is_left_undone(task));
    if is_all && is_left { Err(Refusal::NotAllDone.into()) } else { Ok(()) }
}

/// Whether a system was to do something and has not done all of it. What the desk left out by itself was never asked of it.
fn is_left_undone(task: &task::entity::Model) -> bool {
    let is_doing = match task.operation {
        Operation::Erase | Operation::Correct | Operation::Stop => true,
        Operation::Resolve | Operation::Export | Operation::Lock | Operation::Unlock | Operation::Review => false,
    };
    is_doing
        && task.outcome.is_some_and(|ended| match ended {
            Ended::Skipped => task.ended_by.is_some(),
            Ended::Partial | Ended::Abandoned => true,
            Ended::Done | Ended::Manual | Ended::NotFound | Ended::NotLooked => false,
        })
}
