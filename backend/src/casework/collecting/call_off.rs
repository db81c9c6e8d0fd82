//! A ticket ends before its tasks do.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use crate::{
    kernel::ids::TicketId,
    ledger,
    task::{self, state::State},
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
