//! A member of staff has checked who asks, by other means than a mailed link, and writes down how.

use rightsdesk_vault::code::AccessCode;
use serde_json::json;

use super::{
    answer_confirmation::{enter, trust_contact},
    renew_code,
};
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

/// Who has the access code of the ticket that is verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    /// Whoever filled in the form.
    Shown,
    /// Nobody: it is shown afterwards.
    NotShown,
}

/// Verifies the ticket; `how` becomes an internal note. Where no mailbox is the other proof, the answer is a new access code: the
/// member of staff sends it over the channel on which they checked.
pub async fn verify(desk: &Desk, by: StaffId, id: TicketId, how: &str) -> Result<Option<AccessCode>, CaseError> {
    verify_with(desk, by, id, how, Code::Shown).await
}

/// Verifies a ticket that the same member of staff writes down in the same step: nobody has seen its code yet.
pub(in crate::casework) async fn verify_unseen(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    how: &str,
) -> Result<(), CaseError> {
    verify_with(desk, by, id, how, Code::NotShown).await.map(drop)
}

async fn verify_with(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    how: &str,
    code: Code,
) -> Result<Option<AccessCode>, CaseError> {
    if how.trim().is_empty() {
        return Err(CaseError::Refused(Refusal::NoProof));
    }
    let now = desk.now();
    let actor = Actor::Staff(by);
    let tx = database::write(&desk.db).await?;
    // Before anything else: whoever erases waits for it in the same order.
    hold::store::serialise(&tx).await?;
    let mut opened = sealing::open_with_others(&tx, desk, id).await?;
    let moved = opened.ticket.clone().confirm(Verification::ByHand, actor, now)?;
    opened.ticket = ticket::store::save(&tx, moved).await?;
    trust_contact(&tx, desk, &opened).await?;
    write_message::put_down(&tx, desk, &opened, Note::Staff { by, visibility: Visibility::Internal }, how).await?;
    audit::store::append(&tx, [Entry::on(id, now, actor, "identity_checked").with(json!({ "how": "by_hand" }))])
        .await?;
    let fresh = match code {
        Code::Shown => renew_code::once_verified(&tx, desk, by, &mut opened).await?,
        Code::NotShown => None,
    };
    enter(&tx, desk, &opened).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(fresh)
}
