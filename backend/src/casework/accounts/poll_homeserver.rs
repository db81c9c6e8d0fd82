//! The whole list of closed accounts of a homeserver is read and noted; whoever is not on it any more is asked about.
//!
//! That an account is missing from a list is no proof that it is open: only the homeserver's own answer about it is, and
//! it is asked for only after the list was read to its end. What stops in the middle has noted what it has read, which
//! does no harm, and nothing else.

use std::collections::HashMap;

use rightsdesk_exporters::{
    accounts::{
        account::Account,
        homeserver::{Closed, Standing},
    },
    contract::{call::Call, error::ConnectorError, subject::IdentifierKind},
};
use sea_orm::DbErr;

use super::{note_deactivations, note_reactivations};
use crate::{
    casework::error::CaseError,
    deactivation::{sighting::Sighting, state::Source, store::Names, unseen},
    desk::Desk,
    identifier,
    kernel::ids::DeactivationId,
    register::{
        homeservers::{Asked, Connected, Sort},
        state,
    },
};

/// So many lines are opened and asked about at once.
const MOST_AT_ONCE: usize = 500;

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Polled {
    /// Closed accounts on the list that are people's.
    pub listed: usize,
    /// Those that were new to us.
    pub new: u64,
    /// Those that were opened again, and of which nothing will be erased.
    pub reopened: u64,
    /// Rows that are no accounts. Somebody should look at them.
    pub unreadable: usize,
}

/// Why the list was not read to its end.
#[derive(Debug)]
pub enum Unread {
    /// The homeserver gave no answer. It is written down where staff see it.
    Homeserver(ConnectorError),
    /// A fault of ours.
    Ours(CaseError),
}

impl From<ConnectorError> for Unread {
    fn from(error: ConnectorError) -> Self {
        Self::Homeserver(error)
    }
}

impl From<CaseError> for Unread {
    fn from(error: CaseError) -> Self {
        Self::Ours(error)
    }
}

impl From<DbErr> for Unread {
    fn from(error: DbErr) -> Self {
        Self::Ours(error.into())
    }
}

/// Reads the list of `homeserver`, which is asked as `asked` says.
pub async fn poll(desk: &Desk, homeserver: &Connected, asked: &Asked, call: &Call) -> Result<Polled, Unread> {
    let polled = read(desk, homeserver, asked, call).await;
    let (key, now) = (homeserver.key(), desk.now());
    match &polled {
        Ok(_) => state::answered(&desk.db, &key, now).await?,
        Err(Unread::Homeserver(error @ (ConnectorError::Transient { .. } | ConnectorError::Permanent { .. }))) => {
            state::failed(&desk.db, &key, &error.to_string(), now).await?;
        }
        Err(Unread::Homeserver(ConnectorError::Cancelled) | Unread::Ours(_)) => {}
    }
    polled
}

async fn read(desk: &Desk, homeserver: &Connected, asked: &Asked, call: &Call) -> Result<Polled, Unread> {
    let source = match asked.sort {
        Sort::Synapse => Source::Synapse,
        Sort::Mas => Source::Mas,
    };
    // Before the first page: what is noted while the list is read is not missing from it.
    let mut missing: HashMap<Vec<u8>, DeactivationId> = unseen::open(&desk.db).await?.into_iter().collect();
    let mut polled = Polled::default();
    let mut place = None;
    loop {
        let page = asked.homeserver.closed(place, call).await?;
        polled.unreadable += page.unreadable;
        let people: Vec<Closed> =
            page.accounts.into_iter().filter(|closed| homeserver.is_meant(&closed.account)).collect();
        polled.listed += people.len();
        for closed in &people {
            for blind in identifier::store::blinds(&desk.index, IdentifierKind::MATRIX_ID, closed.account.as_str()) {
                missing.remove(&blind);
            }
        }
        let sightings = people
            .into_iter()
            .map(|closed| Sighting { account: closed.account.as_str().to_owned(), closed_at: closed.since })
            .collect();
        polled.new += note_deactivations::note(desk, source, sightings).await?.new;
        match page.next {
            Some(next) => place = Some(next),
            None => break,
        }
    }
    if polled.unreadable > 0 {
        let (server_name, rows) = (&homeserver.server_name, polled.unreadable);
        tracing::warn!(server_name, rows, "the list of closed accounts has rows that are no accounts");
    }
    let missing: Vec<DeactivationId> = missing.into_values().collect();
    for some in missing.chunks(MOST_AT_ONCE) {
        polled.reopened += look_after(desk, homeserver, source, some, call).await?;
    }
    Ok(polled)
}

/// Asks about accounts that are not on the list, and notes those that are open; how many were saved from being erased.
async fn look_after(
    desk: &Desk,
    homeserver: &Connected,
    source: Source,
    missing: &[DeactivationId],
    call: &Call,
) -> Result<u64, Unread> {
    let names = Names::new(&desk.masters);
    let mut accounts = Vec::new();
    for line in unseen::with_ids(&desk.db, missing).await? {
        let name = names.open(&line).map_err(CaseError::fault)?;
        // Lines of other homeservers are not missing here.
        let is_meant = |name: &String| Account::parse(name).is_ok_and(|account| homeserver.is_meant(&account));
        accounts.extend(name.filter(is_meant));
    }
    let standings = desk.homeservers.standings(&accounts, call).await?;
    let open = accounts.into_iter().zip(standings).filter(|(_, standing)| *standing == Some(Standing::Open));
    let open: Vec<String> = open.map(|(name, _)| name).collect();
    if open.is_empty() {
        return Ok(0);
    }
    let reopened = note_reactivations::note(desk, source, open).await?;
    Ok(reopened.cancelled + reopened.running)
}
