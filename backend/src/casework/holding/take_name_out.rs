//! A name that staff refuse on a ticket goes out of the holds and locks that were set from it: it is somebody else's, of whom
//! nothing is to be kept because of this person. What somebody typed into a hold stays there until the hold is lifted: they meant
//! whoever is called so, whatever a ticket says of it.

use std::collections::BTreeSet;

use rightsdesk_exporters::contract::subject::Identifier;
use sea_orm::DatabaseTransaction;

use super::lift_hold;
use crate::{
    audit::entry::Entry,
    casework::{accounts::sweep, error::CaseError},
    desk::Desk,
    hold::{
        self,
        name::{self, Named},
    },
    identifier,
    kernel::{
        actor::Actor,
        ids::{StaffId, TicketId},
    },
};

/// Takes it out in a transaction that lets nobody else set or lift a hold. What was stopped meanwhile of whoever is called so is
/// asked again, on their own tickets; closed accounts that nothing else of the hold names are erased.
pub(in crate::casework) async fn of_ticket(
    tx: &DatabaseTransaction,
    desk: &Desk,
    by: StaffId,
    ticket: TicketId,
    name: &Identifier,
) -> Result<Vec<Entry>, CaseError> {
    // Lines of closed accounts come before the log, which whatever is asked again is told in.
    let (mut told, mut let_go) = (Vec::new(), Vec::new());
    for row in hold::store::set_from(tx, ticket).await? {
        let key = hold::seal::key(&desk.masters, &row).map_err(CaseError::fault)?;
        let mut names = hold::seal::open_named(&key, &row).map_err(CaseError::fault)?;
        let is_to_go = |known: &Named| known.name == *name && !known.is_typed;
        if !names.iter().any(is_to_go) {
            continue;
        }
        names.retain(|known| !is_to_go(known));
        // Two names may differ in capitals only: what finds the one that stays, stays.
        let stay: BTreeSet<_> = name::blinds_of_all(&desk.index, names.iter().map(|it| &it.name)).into_iter().collect();
        let gone: Vec<_> = name::blinds(&desk.index, name).into_iter().filter(|blind| !stay.contains(blind)).collect();
        let sealed = hold::seal::names(&key, &*desk.chance, row.id, &names);
        hold::store::take_out(tx, row.id, sealed, gone.clone()).await?;
        let mut theirs: BTreeSet<_> = identifier::store::tickets_with(tx, gone).await?.into_iter().collect();
        theirs.remove(&ticket);
        told.extend(sweep::follow::name_let_go(tx, desk, row.id, &stay).await?);
        let_go.push((row, theirs));
    }
    for (row, theirs) in let_go {
        lift_hold::let_go(tx, desk, Actor::Staff(by), &row, &theirs).await?;
    }
    Ok(told)
}
