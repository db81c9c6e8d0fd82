//! Recipients who are told through their own system: whether one can be, and how a notice is put on its way. A worker
//! [carries](super::carry_notice) it.

use rightsdesk_exporters::contract::notifier::{self, Notifier};
use sea_orm::DatabaseTransaction;

use crate::{
    casework::error::CaseError,
    config::recipient::RecipientSection,
    desk::Desk,
    notice::{
        self,
        call::{entity::Model, state, store},
        state::Deed,
    },
};

/// How a recipient's system is told of this deed by the kind of name that it knows; none: it is not.
pub(super) fn notifier<'a>(desk: &'a Desk, section: &RecipientSection, deed: Deed) -> Option<&'a dyn Notifier> {
    let system = desk.systems.get(section.system.as_deref()?)?;
    system.connector.notifier().filter(|it| it.takes(in_contract(deed), &section.knows))
}

/// The deed as connectors know it.
pub(super) const fn in_contract(deed: Deed) -> notifier::Deed {
    match deed {
        Deed::Rectified => notifier::Deed::Rectified,
        Deed::Erased => notifier::Deed::Erased,
        Deed::Restricted => notifier::Deed::Restricted,
        Deed::Unrestricted => notifier::Deed::Unrestricted,
    }
}

/// Puts a notice on its way, in the transaction in which it was found to be due.
pub(super) async fn put(
    tx: &DatabaseTransaction,
    desk: &Desk,
    row: &notice::entity::Model,
    section: &RecipientSection,
) -> Result<(), CaseError> {
    let Some(system) = section.system.as_ref().filter(|_| notifier(desk, section, row.what).is_some()) else {
        // The configuration knows no way through their system any more.
        return Ok(notice::store::unwritable(tx, row.id).await?);
    };
    let now = desk.now();
    if !notice::store::called(tx, row.id, now).await? {
        return Err(CaseError::Changed);
    }
    let call = Model {
        id: row.id,
        ticket_id: row.ticket_id,
        system: system.clone(),
        state: state::START,
        taken_at: None,
        receipt: None,
        problem: None,
        due_at: now,
        attempts: 0,
        max_attempts: desk.config.work.attempts,
        lease_token: None,
        lease_until: None,
    };
    Ok(store::insert(tx, call).await?)
}
