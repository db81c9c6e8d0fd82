//! Accounts were closed whose people have a request open with us: they are told by which day what hung on the account is erased,
//! that their request comes first, and that they can have a copy before.
//!
//! Nobody else can be told: of an account without a request we know no mailbox.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::DatabaseTransaction;

use crate::{
    casework::{
        circumstances::locked,
        error::CaseError,
        sealing,
        writing::{letters, occasion::Writing},
    },
    deactivation::in_the_way,
    desk::Desk,
    identifier::{self, standing::Standing},
    kernel::ids::TicketId,
};

/// An account that was noted as closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Closed {
    /// The keyed hashes of its name.
    pub blinds: Vec<Vec<u8>>,
    /// The day on which it was closed.
    pub on: NaiveDate,
    /// The last of the thirty days.
    pub by: NaiveDate,
}

/// Writes to those of them who have a mailbox and whose account it is for certain.
pub(super) async fn tell(tx: &DatabaseTransaction, desk: &Desk, closed: &[Closed]) -> Result<(), CaseError> {
    let blinds: Vec<_> = closed.iter().flat_map(|it| it.blinds.iter().cloned()).collect();
    let mut of_tickets = BTreeMap::<TicketId, Vec<Vec<u8>>>::new();
    for found in in_the_way::open_requests(tx, &blinds).await? {
        of_tickets.entry(found.ticket_id).or_default().push(found.blind);
    }
    for (ticket, found) in of_tickets {
        // What somebody only claims to be theirs is nothing to tell them of.
        let rows = identifier::store::of(tx, ticket).await?;
        let is_theirs =
            |blind: &Vec<u8>| rows.iter().any(|row| row.standing == Standing::Trusted && row.blind == *blind);
        let own: Vec<_> = found.into_iter().filter(is_theirs).collect();
        let mut theirs = closed.iter().filter(|it| it.blinds.iter().any(|blind| own.contains(blind)));
        let Some(first) = theirs.next() else { continue };
        let opened = match sealing::open(tx, desk, ticket).await {
            Err(CaseError::Gone) => continue,
            opened => opened?,
        };
        match locked::must_be_free(tx, ticket).await {
            Ok(()) => {}
            // Whether a letter may go to them is for people to say first.
            Err(CaseError::Refused(_)) => continue,
            Err(other) => return Err(other),
        }
        letters::queue(tx, desk, &opened, Writing::Deactivated { on: first.on, by: first.by }).await?;
    }
    Ok(())
}
