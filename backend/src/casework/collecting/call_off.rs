//! A ticket, or one of its requests, ends before its tasks do.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use crate::{
    casework::{erasing::broken_off, error::CaseError, sealing::Opened},
    desk::Desk,
    kernel::ids::{RequestId, TicketId},
    ledger,
    task::{
        self,
        state::{Outcome, State},
    },
};

/// Skips the tasks of a ticket that is over. Those that have begun to erase are not skipped as if nothing had happened: their
/// worker stops them and writes what really did. Whether there are any.
///
/// Whoever calls this has seen to it that nothing begins meanwhile: see [`serialise`](crate::hold::store::serialise).
pub(in crate::casework) async fn open_tasks(
    tx: &DatabaseTransaction,
    ticket: TicketId,
    why: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let begun = ledger::store::tasks_of(tx, ticket).await?;
    let tasks = task::store::of(tx, ticket).await?;
    for task in tasks.iter().filter(|task| begun.contains(&task.id) && task.state == State::ByHand) {
        task::store::go_on(tx, task.id, now).await?;
    }
    let has_begun = !begun.is_empty();
    task::store::skip_open_but(tx, ticket, begun, why, now).await?;
    Ok(has_begun)
}

/// The same for the tasks of one request, while the ticket goes on. Nothing of it is left for people to see to: what had begun to
/// erase, and was given up on the way, is asked once more, and ends by what is gone.
pub(in crate::casework) async fn tasks_of(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    request: RequestId,
    why: &str,
) -> Result<bool, CaseError> {
    let now = desk.now();
    let begun = ledger::store::tasks_of(tx, opened.ticket.id).await?;
    let tasks = task::store::of(tx, opened.ticket.id).await?;
    let of_it: Vec<_> =
        tasks.iter().filter(|task| task.request_id == Some(request) && begun.contains(&task.id)).collect();
    for task in &of_it {
        if task.state == State::ByHand {
            task::store::go_on(tx, task.id, now).await?;
        } else if task.outcome == Some(Outcome::Abandoned) {
            let earlier = opened.result_of(task)?;
            task::store::retry(tx, task.id, now).await?;
            broken_off::carry(tx, desk, opened, task, earlier).await?;
        }
    }
    task::store::skip_of(tx, request, &begun, why, now).await?;
    Ok(!of_it.is_empty())
}
