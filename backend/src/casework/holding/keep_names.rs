//! Names that are learned of a person go into the holds and locks that were set from their ticket, so that whoever is known to a
//! system under another name only is kept there as well; and onto the list of those who are not written to, if they object to that.

use rightsdesk_exporters::contract::subject::Identifier;
use sea_orm::DatabaseTransaction;

use crate::{
    casework::{error::CaseError, stopping::suppress},
    desk::Desk,
    hold::{self, name::Named},
    kernel::ids::TicketId,
    request::{self, aim::Aim},
};

/// Adds them where they are not known yet.
pub(in crate::casework) async fn learn(
    tx: &DatabaseTransaction,
    desk: &Desk,
    ticket: TicketId,
    learned: &[Identifier],
) -> Result<(), CaseError> {
    if learned.is_empty() {
        return Ok(());
    }
    let requests = request::store::of(tx, ticket).await?;
    if requests.iter().any(|row| row.aims.as_ref().is_some_and(|aims| aims.has(Aim::Marketing))) {
        suppress::put_down(tx, desk, ticket, learned).await?;
    }
    for row in hold::store::set_from(tx, ticket).await? {
        let key = hold::seal::key(&desk.masters, &row).map_err(CaseError::fault)?;
        let mut names = hold::seal::open_named(&key, &row).map_err(CaseError::fault)?;
        let is_known = |name: &&Identifier| names.iter().any(|known| known.name == **name);
        let new: Vec<_> = learned.iter().filter(|name| !is_known(name)).cloned().collect();
        if new.is_empty() {
            continue;
        }
        let blinds = hold::name::blinds_of_all(&desk.index, &new);
        names.extend(new.into_iter().map(Named::learned));
        let sealed = hold::seal::names(&key, &*desk.chance, row.id, &names);
        hold::store::rename(tx, row.id, sealed, blinds).await?;
    }
    Ok(())
}
