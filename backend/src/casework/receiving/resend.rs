//! The mail to confirm a request is sent again, for somebody who has the access code; or at last, if it was held back because too
//! many went to that address.

use rightsdesk_vault::token::UrlToken;

use super::receive::may_mail;
use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Opened},
        stopping::suppress,
        writing::{letters, occasion::Writing},
    },
    desk::Desk,
    identifier::check,
    kernel::{actor::Actor, database},
    proof::{self, entity::Purpose},
    request,
    ticket::{self, state::State},
};

/// Sends it again, within the limits for that address.
pub async fn resend(desk: &Desk, opened: &Opened) -> Result<(), CaseError> {
    send(desk, opened, Actor::Subject).await
}

/// Sends what was held back, oldest first, as far as the limits let it: nobody waits for staff because a stranger was busy.
pub(in crate::casework) async fn send_held_back(desk: &Desk) -> Result<(), CaseError> {
    for id in ticket::store::held_back(&desk.db).await? {
        let opened = sealing::open(&desk.db, desk, id).await?;
        match send(desk, &opened, Actor::Desk).await {
            // Others wait for another mailbox, and the next look is soon.
            Ok(()) | Err(CaseError::Limited | CaseError::Refused(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

async fn send(desk: &Desk, opened: &Opened, by: Actor) -> Result<(), CaseError> {
    let now = desk.now();
    let id = opened.ticket.id;
    let tx = database::write(&desk.db).await?;
    // Read here: it may have been confirmed, or denied, since the page was opened.
    let opened = &sealing::open_to_write(&tx, desk, id).await?;
    if opened.ticket.state != State::Unverified {
        return Err(CaseError::Refused(Refusal::NotUnconfirmed));
    }
    if !may_mail(&tx, desk, &opened.ticket.contact_kind, &opened.contact()?).await? {
        return Err(CaseError::Limited);
    }
    let token = UrlToken::draw(&*desk.chance);
    let hash = desk.index.token_hash(Purpose::Confirm.code(), token.as_str()).to_vec();
    proof::store::insert(&tx, hash, id, Purpose::Confirm, now).await?;
    let requests = request::store::of(&tx, id).await?;
    // The list waits for the letter by which they can say that they did not ask.
    let aims = requests.iter().find_map(|request| request.aims.as_ref());
    let contact = check::read(&opened.ticket.contact_kind, &opened.contact()?).map_err(CaseError::fault)?;
    let is_listed = suppress::on_receipt(&tx, desk, &opened.ticket, aims, &contact).await?;
    let writing = if requests.is_empty() {
        Writing::ConfirmComplaint { token: &token }
    } else {
        Writing::Confirm { token: &token, requests: &requests, is_listed }
    };
    letters::queue(&tx, desk, opened, writing).await?;
    audit::store::append(&tx, [Entry::on(id, now, by, "confirmation_sent_again")]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
