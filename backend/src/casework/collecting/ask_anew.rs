//! The person turned out to have another name than we thought, or one less: the systems are asked anew.
//!
//! What was collected by other names than those that we rely on now may not go out: it lacks something, or holds
//! somebody else's. So the tasks are thrown away and planned again, and an archive that nobody has had steps back.

use sea_orm::DatabaseTransaction;

use super::step_back::step_back;
use crate::{
    audit,
    casework::{copying::still_withheld, error::CaseError, refusal::Refusal, sealing::Opened},
    desk::Desk,
    identifier,
    kernel::{actor::Actor, ids::StaffId},
    ledger, request,
    task::{self, store::Outdated},
    ticket::{self, state::State},
};

/// Throws away what was asked by other names; [`advance`](super::advance) then plans it again. The ticket is read anew,
/// because a worker may have moved it until now.
pub(super) async fn ask_anew(
    tx: &DatabaseTransaction,
    desk: &Desk,
    by: StaffId,
    opened: &mut Opened,
    which: Outdated,
) -> Result<(), CaseError> {
    let id = opened.ticket.id;
    let requests = request::store::of(tx, id).await?;
    let open: Vec<_> =
        requests.iter().filter(|row| row.state == request::state::State::Open).map(|row| row.id).collect();
    still_withheld::must_be_none(opened, &task::store::of(tx, id).await?)?;
    task::store::throw_away(tx, id, open.clone(), which).await?;
    // Who settled a task until here may have planned others, which the first statement did not see. From here on nobody
    // does: they need the log.
    audit::store::hold(tx).await?;
    task::store::throw_away(tx, id, open, which).await?;
    // After the tasks are taken from their workers, so that none can begin in between. What was erased by the names as they
    // were cannot be asked anew, and its evidence would go with its task.
    if ledger::store::has_any(tx, id).await? {
        return Err(Refusal::ErasedAlready.into());
    }
    match which {
        Outdated::Fewer => {}
        Outdated::Wrong => identifier::store::unlearn(tx, id).await?,
    }
    let ticket = ticket::store::by_id(tx, id).await?.ok_or(CaseError::NotFound)?;
    opened.ticket = match ticket.state {
        State::Review => step_back(tx, ticket, Actor::Staff(by), desk.now()).await?,
        State::Unverified
        | State::Received
        | State::Collecting
        | State::Answered
        | State::Withdrawn
        | State::Denied
        | State::Expired
        | State::NoReply
        | State::Merged => ticket,
    };
    Ok(())
}
