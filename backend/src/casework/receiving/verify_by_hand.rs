//! A member of staff has checked who asks, by other means than a mailed link, and writes down how.

use serde_json::json;

use super::answer_confirmation::{enter, trust_contact};
use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        refusal::Refusal,
        sealing,
        writing::write_message::{self, Note},
    },
    desk::Desk,
    hold,
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, TicketId},
    },
    message::kind::Visibility,
    ticket::{self, intake::Verification},
};

/// Verifies the ticket; `how` becomes an internal note.
pub async fn verify(desk: &Desk, by: StaffId, id: TicketId, how: &str) -> Result<(), CaseError> {
    if how.trim().is_empty() {
        return Err(CaseError::Refused(Refusal::NoProof));
    }
    let now = desk.now();
    let actor = Actor::Staff(by);
    let tx = database::write(&desk.db).await?;
    // Before anything else: whoever erases waits for it in the same order.
    hold::store::serialise(&tx).await?;
    let mut opened = sealing::open(&tx, desk, id).await?;
    let moved = opened.ticket.clone().confirm(Verification::ByHand, actor, now)?;
    opened.ticket = ticket::store::save(&tx, moved).await?;
    trust_contact(&tx, desk, &opened).await?;
    write_message::put_down(&tx, desk, &opened, Note::Staff { by, visibility: Visibility::Internal }, how).await?;
    audit::store::append(&tx, [Entry::on(id, now, actor, "identity_checked").with(json!({ "how": "by_hand" }))])
        .await?;
    enter(&tx, desk, &opened).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
