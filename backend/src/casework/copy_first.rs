//! What was asked for is handed over before anything is erased: afterwards there would be nothing to hand over (Art. 15, 20(3); under
//! UK law erasing to keep data from somebody who asked for it is an offence, DPA 2018 s. 173).
//!
//! Systems are asked to erase only when the package of the same ticket has gone out, or has been answered otherwise. Nor is a plan
//! approved while a copy of the same person's is due on another ticket, or while the letter with it has not left.

use sea_orm::ConnectionTrait;

use super::{error::CaseError, refusal::Refusal};
use crate::{
    identifier::{self, standing::Standing},
    kernel::ids::TicketId,
    letter::{
        self,
        kind::{Kind, State as LetterState},
    },
    request::{self, entity::Model, state::State},
    task::{self, state::Operation},
    ticket,
};

/// Whether a copy was asked for that has not gone out.
pub fn is_due(requests: &[Model]) -> bool {
    requests.iter().any(|request| request.state == State::Open && request.right.needs_package())
}

/// Whether an erasure was waiting for the copy, and waits no longer.
pub(super) fn erasure_follows(requests: &[Model], tasks: &[task::entity::Model]) -> bool {
    let is_asked = |request: &Model| {
        tasks.iter().any(|task| task.request_id == Some(request.id) && task.operation == Operation::Erase)
    };
    let mut open = requests.iter().filter(|request| request.state == State::Open);
    !is_due(requests) && open.any(|it| Operation::asked_by(it.right.asks()) == Some(Operation::Erase) && !is_asked(it))
}

/// Refuses while a copy is due to this person, whichever of their tickets it was asked for on, or has not left the house.
pub(super) async fn must_be_out(db: &impl ConnectionTrait, id: TicketId) -> Result<(), CaseError> {
    let names = identifier::store::of(db, id).await?.into_iter().filter(|row| row.standing == Standing::Trusted);
    let theirs = identifier::store::tickets_that_trust(db, names.map(|row| row.blind).collect()).await?;
    for other in theirs.into_iter().filter(|other| *other != id) {
        let is_open =
            ticket::store::by_id(db, other).await?.is_some_and(|it| it.state.is_open() && it.state.is_verified());
        if is_open && is_due(&request::store::of(db, other).await?) {
            return Err(Refusal::ExportsFirst.into());
        }
    }
    let letters = letter::store::of(db, id).await?;
    let is_waiting = |letter: &letter::entity::Model| {
        matches!(letter.kind, Kind::ReadyToFetch | Kind::Attached) && letter.state != LetterState::Sent
    };
    if letters.iter().any(is_waiting) { Err(Refusal::ExportsFirst.into()) } else { Ok(()) }
}
