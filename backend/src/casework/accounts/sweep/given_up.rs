//! A sweep was given up, or one of its parts: each of its accounts becomes a ticket that says why.
//!
//! The accounts stay with the sweep, which goes on when somebody has it tried again: then they are proven as if nothing had been,
//! and their tickets close by themselves.

use sea_orm::DatabaseTransaction;

use super::ticket;
use crate::{
    casework::error::CaseError,
    deactivation::{claim, settle, store::Names},
    desk::Desk,
    kernel::ids::SweepId,
};

/// Opens the tickets, in the transaction that gives up. Given is where, for staff, and what was wrong.
pub(super) async fn tell(
    tx: &DatabaseTransaction,
    desk: &Desk,
    sweep: SweepId,
    place: &str,
    problem: &str,
) -> Result<(), CaseError> {
    let names = Names::new(&desk.masters);
    for line in claim::of(tx, sweep).await? {
        // Who has come back is left alone; a name that does not open nobody can write down.
        let (None, Some(account)) = (line.reopened_at, names.open(&line).unwrap_or_default()) else { continue };
        let text = format!(
            "{} It was to be erased with others, and that was given up: {place}: {problem}. When the cause is mended, have it \
             tried again where closed accounts are shown ({}/desk/deactivations); this ticket is closed by itself when the \
             account is erased then.",
            ticket::dates(&line),
            desk.config.desk.staff_url.trim_end_matches('/'),
        );
        let id = ticket::of(tx, desk, &line, &account, &text).await?;
        settle::note_ticket(tx, line.id, id).await?;
    }
    Ok(())
}
