//! After a batch was erased from a system, all its texts are searched for the names of the batch: what no way of the manifest's leads
//! to is found so. What is found comes before staff; nobody is set aside for it, for others may have written the names.

use chrono::TimeDelta;
use rightsdesk_exporters::contract::{error::ConnectorError, subject::Subject};

use super::{erase_each::Erasing, stopped::Stopped};
use crate::{
    deactivation::{
        part::Model,
        search::{self, Searched},
    },
    register::connected::Connected,
};

/// What the search found; none if there was none: the system cannot, or another batch of it was searched for not long ago.
pub(super) async fn search(
    part: &Model,
    system: &Connected,
    people: &[Subject],
    erasing: &Erasing<'_>,
) -> Result<Option<Searched>, Stopped> {
    let Erasing { desk, order, call, .. } = *erasing;
    // Whoever is erased alone is searched for alone.
    let Some(sweeper) = system.connector.eraser().and_then(|eraser| eraser.sweeper()) else { return Ok(None) };
    let (now, every) = (desk.now(), TimeDelta::minutes(desk.config.deactivation.search_minutes.max(0)));
    if people.is_empty() || !search::begin(&desk.db, part, now - every, now).await? {
        return Ok(None);
    }
    match sweeper.search(people, order, call).await {
        Ok(found) => {
            Ok(found.map(|found| Searched { columns: found.columns, residues: found.residues, problem: None }))
        }
        Err(ConnectorError::Cancelled) => Err(ConnectorError::Cancelled.into()),
        // They are erased and read back all the same.
        Err(error) => {
            let problem = error.to_string();
            tracing::warn!(part = %part.id, system = %part.system, problem, "a system could not be searched after a sweep");
            Ok(Some(Searched { problem: Some(problem), ..Searched::default() }))
        }
    }
}
