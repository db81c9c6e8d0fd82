//! The mail to confirm a request is sent again, for somebody who has the access code.

use rightsdesk_vault::token::UrlToken;

use super::{
    error::CaseError,
    letters::{self, Writing},
    receive::may_mail,
    refusal::Refusal,
    sealing::Opened,
};
use crate::{
    audit::{self, entry::Entry},
    desk::Desk,
    kernel::{actor::Actor, database},
    proof::{self, entity::Purpose},
    request,
    ticket::state::State,
};

/// Sends it again, within the limits for that address.
pub async fn resend(desk: &Desk, opened: &Opened) -> Result<(), CaseError> {
    if opened.ticket.state != State::Unverified {
        return Err(CaseError::Refused(Refusal::NotUnconfirmed));
    }
    let now = desk.now();
    let id = opened.ticket.id;
    let tx = database::write(&desk.db).await?;
    if !may_mail(&tx, desk, &opened.ticket.contact_kind, &opened.contact()?).await? {
        return Err(CaseError::Limited);
    }
    let token = UrlToken::draw(&*desk.chance);
    let hash = desk.index.token_hash(Purpose::Confirm.code(), token.as_str()).to_vec();
    proof::store::insert(&tx, hash, id, Purpose::Confirm, now).await?;
    let requests = request::store::of(&tx, id).await?;
    let rights = requests.iter().map(|request| request.right).collect();
    let part = requests.iter().find_map(|request| request.part.as_ref());
    letters::queue(&tx, desk, opened, Writing::Confirm { token: &token, rights: &rights, part }).await?;
    audit::store::append(&tx, [Entry::on(id, now, Actor::Subject, "confirmation_sent_again")]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
