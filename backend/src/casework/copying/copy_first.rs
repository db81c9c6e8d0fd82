//! What was asked for is handed over before anything is erased: afterwards there would be nothing to hand over (Art. 15, 20(3); under
//! UK law erasing to keep data from somebody who asked for it is an offence, DPA 2018 s. 173).
//!
//! Systems are asked to erase only when the package of the same ticket has gone out, or has been answered otherwise. Nor is a plan
//! approved, or one that was approved begun, while a copy of the same person's is due on another ticket, or while one has not
//! reached them: its letter has left, or somebody has fetched it, or staff have brought it in another way and say how. What waited
//! goes on by itself afterwards ([`order`](crate::casework::collecting::order)).

use sea_orm::ConnectionTrait;

use crate::{
    archive,
    casework::{error::CaseError, refusal::Refusal},
    identifier::{self, standing::Standing},
    kernel::ids::TicketId,
    letter::{
        self,
        kind::{Kind, State as LetterState},
    },
    request::{self, entity::Model, state::State},
    task::{self, state::Operation},
    ticket::{self, state::State as TicketState},
};

/// Whether a copy was asked for that has not gone out.
pub fn is_due(requests: &[Model]) -> bool {
    requests.iter().any(|request| request.state == State::Open && request.right.needs_package())
}

/// Whether an erasure was waiting for the copy, and waits no longer.
pub(in crate::casework) fn erasure_follows(requests: &[Model], tasks: &[task::entity::Model]) -> bool {
    let is_asked = |request: &Model| {
        tasks.iter().any(|task| task.request_id == Some(request.id) && task.operation == Operation::Erase)
    };
    let mut open = requests.iter().filter(|request| request.state == State::Open);
    !is_due(requests) && open.any(|it| Operation::asked_by(it.right.asks()) == Some(Operation::Erase) && !is_asked(it))
}

/// Refuses while a copy is due to this person, whichever of their tickets it was asked for on, or has not reached them.
pub(in crate::casework) async fn must_be_out(db: &impl ConnectionTrait, id: TicketId) -> Result<(), CaseError> {
    if let Some(kind) = stuck(db, id).await? {
        let is_attached = kind == Kind::Attached;
        return Err(if is_attached { Refusal::CopyAttachedNotOut } else { Refusal::CopyLinkNotOut }.into());
    }
    let names = identifier::store::of(db, id).await?.into_iter().filter(|row| row.standing == Standing::Trusted);
    let theirs = identifier::store::tickets_that_trust(db, names.map(|row| row.blind).collect()).await?;
    for other in theirs.into_iter().filter(|other| *other != id) {
        let Some(ticket) = ticket::store::by_id(db, other).await? else { continue };
        if !ticket.state.is_verified() || ticket.state == TicketState::Withdrawn {
            continue;
        }
        if ticket.state.is_open() && is_due(&request::store::of(db, other).await?) {
            return Err(Refusal::ExportsFirst.into());
        }
        if stuck(db, other).await?.is_some() {
            return Err(Refusal::CopyElsewhereNotOut.into());
        }
    }
    Ok(())
}

/// Whether what [`must_be_out`] asks for is so.
pub async fn is_out(db: &impl ConnectionTrait, id: TicketId) -> Result<bool, CaseError> {
    match must_be_out(db, id).await {
        Ok(()) => Ok(true),
        Err(CaseError::Refused(_)) => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// The letter that should have brought the last package of a ticket, if the package has not reached the person. It holds what
/// earlier ones held.
async fn stuck(db: &impl ConnectionTrait, id: TicketId) -> Result<Option<Kind>, CaseError> {
    let letters = letter::store::of(db, id).await?;
    let Some(last) = letters.iter().rfind(|letter| letter.kind.brings_copy()) else { return Ok(None) };
    match last.state {
        LetterState::Sent | LetterState::ByHand => return Ok(None),
        LetterState::Waiting | LetterState::Running | LetterState::Abandoned => {}
    }
    let Some(built) = archive::store::current(db, id).await? else { return Ok(Some(last.kind)) };
    // By a fresh link, which another letter brought.
    let is_fetched = archive::store::downloads(db, built.id).await?.iter().any(|it| it.at >= last.created_at);
    Ok((!is_fetched).then_some(last.kind))
}
