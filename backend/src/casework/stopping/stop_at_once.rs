//! What is never weighed: an objection to direct marketing (Art. 21(3)) and consent that is taken back (Art. 7(3)).
//!
//! The list of those who are not written to is changed when the request comes in. When the person is verified the systems are
//! asked without waiting for anybody, and when all of them have stopped the person is told: nobody weighs anything. Only where
//! they gave names that nobody has decided on does the letter wait for that: it tells of all systems.

use std::collections::BTreeSet;

use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::{
    follow_with_erasure,
    never_weighed::{has_stopped, is_absolute, waits_for_names},
    suppress,
};
use crate::{
    audit::{self, entry::Entry},
    casework::{
        answering::{answer, resting_on},
        collecting::advance,
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Opened},
        writing::{
            letters,
            occasion::Writing,
            wish_words,
            write_message::{self, Note},
        },
    },
    desk::Desk,
    identifier::{self, standing::Standing},
    kernel::{actor::Actor, database, ids::TicketId},
    request::{
        self,
        aim::{Aim, Aims},
        state::{Outcome, State},
    },
    task,
    ticket::{self, state::State as TicketState},
    words::{fill::Fill, language::Language},
};

/// Puts all addresses on the list that the person named, also those that nobody has decided yet, and begins the work, once the
/// person is verified.
pub(in crate::casework) async fn once_verified(
    tx: &DatabaseTransaction,
    desk: &Desk,
    id: TicketId,
) -> Result<(), CaseError> {
    let requests = request::store::of(tx, id).await?;
    let aims = requests.iter().filter_map(|row| row.aims.as_ref());
    let aims: BTreeSet<Aim> = aims.flat_map(Aims::each).filter(|aim| *aim != Aim::Situation).collect();
    if aims.is_empty() {
        return Ok(());
    }
    let mut opened = sealing::open(tx, desk, id).await?;
    if aims.contains(&Aim::Marketing) {
        let rows = identifier::store::of(tx, id).await?;
        // What is only claimed as well: they are told that nothing more comes, and the worst is that somebody is spared advertising.
        // Not what somebody else writes for them: that goes by names that staff have accepted, the writer's own not among them.
        let has_agent = opened.ticket.has_agent();
        let named = rows.iter().filter(|row| match row.standing {
            Standing::Trusted => true,
            Standing::Claimed => !has_agent,
            Standing::Refused => false,
        });
        let names = named.map(|row| identifier::store::open(row, &opened.key)).collect::<Result<Vec<_>, _>>()?;
        suppress::put_down(tx, desk, id, &names).await?;
    }
    let moved = opened.ticket.clone().start(Actor::Desk, desk.now())?;
    let (ticket, entry) = ticket::store::put(tx, moved).await?;
    opened.ticket = ticket;
    advance::after_change(tx, desk, &opened, vec![entry]).await
}

/// Tells those for whom every system has stopped by now. A ticket with which something is wrong holds up no other.
pub async fn finish(desk: &Desk) -> Result<(), CaseError> {
    for id in ticket::store::with_aims(&desk.db).await? {
        if let Err(error) = finish_one(desk, id).await {
            let error = anyhow::Error::new(error);
            tracing::error!(ticket = %id, error = format!("{error:#}"), "a person could not be told that a use has stopped");
        }
    }
    desk.wake.notify_waiters();
    Ok(())
}

async fn finish_one(desk: &Desk, id: TicketId) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[id]).await?;
    when_stopped(&tx, desk, id).await?;
    tx.commit().await?;
    Ok(())
}

/// Refuses what would put off or leave undone what is never weighed, if any of these is open and asks for that.
pub(in crate::casework) fn must_not_wait<'a>(
    requests: impl IntoIterator<Item = &'a request::entity::Model>,
) -> Result<(), CaseError> {
    let mut open = requests.into_iter().filter(|row| row.state == State::Open);
    if open.any(is_absolute) { Err(Refusal::NeverRefused.into()) } else { Ok(()) }
}

/// Tells the person, once every system has stopped; then erases what rested on consent alone (Art. 17(1)(b)).
async fn when_stopped(tx: &DatabaseTransaction, desk: &Desk, id: TicketId) -> Result<(), CaseError> {
    let requests = request::store::of(tx, id).await?;
    let Some(row) = requests.iter().find(|row| is_absolute(row) && row.state == State::Open) else { return Ok(()) };
    let opened = sealing::open(tx, desk, id).await?;
    if opened.ticket.state != TicketState::Review {
        return Ok(());
    }
    // A name that is accepted is asked by as well, which an answer would keep from happening; and a ticket that is closed takes none.
    if waits_for_names(&opened.ticket, &identifier::store::of(tx, id).await?) {
        return Ok(());
    }
    let Some(aims) = &row.aims else { return Ok(()) };
    let tasks = task::store::of(tx, id).await?;
    if !has_stopped(desk, row, &tasks) {
        return Ok(());
    }
    let now = desk.now();
    if !request::store::answer(tx, row.id, Outcome::Granted, now).await? {
        return Ok(());
    }
    let details = json!({ "request": row.id, "right": row.right.code(), "outcome": Outcome::Granted.code() });
    audit::store::append(tx, [Entry::on(id, now, Actor::Desk, "request_answered").with(details)]).await?;
    tell(tx, desk, &opened, aims, &tasks).await?;
    let systems = resting_on::of_consent_alone(desk, aims);
    let follows = follow_with_erasure::ask(tx, desk, &opened, Some(aims), systems).await?;
    answer::close_if_all_answered(tx, desk, opened, Actor::Desk).await?;
    if follows { follow_with_erasure::go_on(tx, desk, id, Actor::Desk).await } else { Ok(()) }
}

async fn tell(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    aims: &Aims,
    tasks: &[task::entity::Model],
) -> Result<(), CaseError> {
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let (w, mut told) = (language.standing(), Vec::new());
    if aims.has(Aim::Marketing) {
        letters::queue(tx, desk, opened, Writing::MarketingStopped).await?;
        told.push(w.marketing_stopped.to_owned());
    }
    if aims.has(Aim::Consent) {
        let (found, erased) = (resting_on::found_in(tasks), resting_on::of_consent_alone(desk, aims));
        let others = resting_on::other_than_consent(desk, &found, language);
        let erased: Vec<_> = erased.iter().map(|key| desk.systems.name(key, language.code())).collect();
        let consent = wish_words::aimed(desk, aims, Aim::Consent, language);
        told.push(w.consent_stopped.with(&consent));
        letters::queue(tx, desk, opened, Writing::ConsentWithdrawn { consent, others, erased }).await?;
    }
    // The page of the request says it too, to whoever has no mailbox or comes back later.
    write_message::put_down(tx, desk, opened, Note::Desk, &told.join("\n\n")).await?;
    Ok(())
}
