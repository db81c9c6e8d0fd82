//! A name that staff refuse on a ticket goes out of the holds and locks that were set from it: it is somebody else's, of whom
//! nothing is to be kept because of this person.

use std::collections::BTreeSet;

use rightsdesk_exporters::contract::subject::Identifier;
use sea_orm::DatabaseTransaction;

use super::lift_hold;
use crate::{
    casework::error::CaseError,
    desk::Desk,
    hold::{self, name},
    identifier,
    kernel::{
        actor::Actor,
        ids::{StaffId, TicketId},
    },
};

/// Takes it out in a transaction that lets nobody else set or lift a hold. What was stopped meanwhile of whoever is called so is
/// asked again, on their own tickets.
pub(in crate::casework) async fn of_ticket(
    tx: &DatabaseTransaction,
    desk: &Desk,
    by: StaffId,
    ticket: TicketId,
    name: &Identifier,
) -> Result<(), CaseError> {
    for row in hold::store::set_from(tx, ticket).await? {
        let key = hold::seal::key(&desk.masters, &row).map_err(CaseError::fault)?;
        let mut names = hold::seal::open_names(&key, &row).map_err(CaseError::fault)?;
        if !names.contains(name) {
            continue;
        }
        names.retain(|known| known != name);
        // Two names may differ in capitals only: what finds the one that stays, stays.
        let stay: BTreeSet<_> = name::blinds_of_all(&desk.index, &names).into_iter().collect();
        let gone: Vec<_> = name::blinds(&desk.index, name).into_iter().filter(|blind| !stay.contains(blind)).collect();
        let sealed = hold::seal::names(&key, &*desk.chance, row.id, &names);
        hold::store::take_out(tx, row.id, sealed, gone.clone()).await?;
        let mut theirs: BTreeSet<_> = identifier::store::tickets_with(tx, gone).await?.into_iter().collect();
        theirs.remove(&ticket);
        lift_hold::let_go(tx, desk, Actor::Staff(by), &row, &theirs).await?;
    }
    Ok(())
}
