//! A member of staff decides whether an identifier that the person claims is theirs, or adds one.
//!
//! Whatever is accepted after the systems were asked is asked for in a further round. Whatever is no longer relied on
//! takes along what was learned and collected since: see [`ask_anew`](super::ask_anew).

use rightsdesk_exporters::contract::subject::Identifier;
use serde_json::json;

use super::{advance, ask_anew::ask_anew, unlearn};
use crate::{
    audit::entry::Entry,
    casework::{
        accounts::sweep,
        circumstances::of_a_death,
        error::CaseError,
        holding::{keep_names, take_name_out},
        locking::{mark_anew, unmark},
        refusal::Refusal,
        sealing,
        stopping::suppress,
    },
    desk::Desk,
    hold,
    identifier::{
        self,
        standing::{self, Origin, Standing},
        store::Provenance,
    },
    kernel::{
        actor::Actor,
        database,
        ids::{IdentifierId, StaffId, TicketId},
    },
    task::{self, store::Outdated},
};

/// Accepts or refuses an identifier; also one that was accepted before.
pub async fn decide(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    identifier: IdentifierId,
    standing: Standing,
) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    // Before anything else: whoever erases waits for it in the same order.
    hold::store::serialise(&tx).await?;
    let mut opened = sealing::open_with_others(&tx, desk, id).await?;
    if !opened.ticket.state.is_open() {
        return Err(CaseError::Refused(Refusal::Closed));
    }
    let rows = identifier::store::of(&tx, id).await?;
    let row = rows.iter().find(|row| row.id == identifier).ok_or(CaseError::NotFound)?;
    if row.origin == Origin::Contact && !opened.ticket.has_agent() {
        return Err(CaseError::Refused(Refusal::ContactIsVerified));
    }
    if row.standing == standing {
        return Ok(());
    }
    match standing {
        Standing::Trusted => {}
        // By their names they are held, and found to have died on other tickets.
        Standing::Claimed | Standing::Refused => of_a_death::officer_alone(&tx, by, id).await?,
    }
    let round = last_round(&tx, id).await?;
    let step = match standing {
        Standing::Trusted => standing::ACCEPT,
        Standing::Claimed => standing::DOUBT,
        Standing::Refused => standing::REFUSE,
    };
    identifier::store::set_standing(&tx, identifier, step, round).await?;
    let mut told = Vec::new();
    unmark::plan(&tx, desk, row, standing).await?;
    if row.standing == Standing::Trusted {
        unlearn::keep(&tx, desk, by, row, standing).await?;
    }
    if standing == Standing::Refused {
        let name = identifier::store::open(row, &opened.key)?;
        // Before anything that writes into the log, whose end is taken hold of last.
        told = sweep::follow::name_refused(&tx, desk, id, &name).await?;
        suppress::once_refused(&tx, desk, id, &name).await?;
        told.extend(take_name_out::of_ticket(&tx, desk, by, id, &name).await?);
    }
    match (row.standing, standing) {
        (_, Standing::Trusted) => {
            unlearn::forgive(&tx, id).await?;
            keep_names::learn(&tx, desk, id, &[identifier::store::open(row, &opened.key)?]).await?;
            ask_anew(&tx, desk, by, &mut opened, Outdated::Fewer).await?;
            mark_anew::by_all_names(&tx, desk, id).await?;
        }
        (Standing::Trusted, Standing::Claimed | Standing::Refused) => {
            ask_anew(&tx, desk, by, &mut opened, Outdated::Wrong).await?;
        }
        (Standing::Claimed | Standing::Refused, Standing::Claimed | Standing::Refused) => {}
    }
    let details = json!({ "identifier": identifier, "standing": standing.code() });
    told.push(Entry::on(id, now, Actor::Staff(by), "identifier_decided").with(details));
    advance::after_change(&tx, desk, &opened, told).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Adds an identifier that staff know to be the person's.
pub async fn add(desk: &Desk, by: StaffId, id: TicketId, identifier: Identifier) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    // Before anything else, as above.
    hold::store::serialise(&tx).await?;
    let mut opened = sealing::open_with_others(&tx, desk, id).await?;
    if !opened.ticket.state.is_open() {
        return Err(CaseError::Refused(Refusal::Closed));
    }
    let round = last_round(&tx, id).await?;
    let from = Provenance { standing: Standing::Trusted, origin: Origin::Staff, learned_from: None, round };
    let row = opened.sealing(desk).row(IdentifierId(desk.ids.fresh()), id, &identifier, from, now);
    if identifier::store::of(&tx, id).await?.iter().any(|known| known.blind == row.blind) {
        return Err(CaseError::Refused(Refusal::AlreadyThere));
    }
    let details = json!({ "identifier": row.id, "kind": row.kind });
    identifier::store::insert(&tx, vec![row]).await?;
    keep_names::learn(&tx, desk, id, &[identifier]).await?;
    ask_anew(&tx, desk, by, &mut opened, Outdated::Fewer).await?;
    mark_anew::by_all_names(&tx, desk, id).await?;
    let entry = Entry::on(id, now, Actor::Staff(by), "identifier_added").with(details);
    advance::after_change(&tx, desk, &opened, vec![entry]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// The last round in which systems were asked for further identifiers; what is learned after it counts as of it.
async fn last_round(tx: &sea_orm::DatabaseTransaction, id: TicketId) -> Result<i32, CaseError> {
    Ok(task::store::of(tx, id).await?.iter().map(|task| task.round).max().unwrap_or(0))
}
