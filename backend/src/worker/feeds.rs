//! Reading the lists of closed accounts, each homeserver's in its turn.

use chrono::TimeDelta;
use rightsdesk_exporters::contract::{call::Call, error::ConnectorError};
use tokio_util::sync::CancellationToken;

use super::recurring;
use crate::{
    casework::accounts::poll_homeserver::{self, Unread},
    desk::Desk,
};

/// A list that could not be read is asked for again after this, if the homeserver does not say when and its turn does not
/// come before.
const AGAIN_AFTER: TimeDelta = TimeDelta::minutes(5);

/// The homeservers whose turn it is; none of them is another process's any more.
pub async fn due(desk: &Desk) -> Vec<String> {
    let mut due = Vec::new();
    for homeserver in desk.homeservers.iter() {
        let Some(asked) = &homeserver.asked else { continue };
        match recurring::take_turn(desk, &homeserver.key(), asked.every).await {
            Ok(true) => due.push(homeserver.server_name.clone()),
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "the turn of a homeserver could not be looked at"),
        }
    }
    due
}

/// Reads the list of a homeserver.
pub async fn read(desk: &Desk, server_name: &str, stop: &CancellationToken) {
    let Some(homeserver) = desk.homeservers.get(server_name) else { return };
    let Some(asked) = &homeserver.asked else { return };
    let call = Call { cancel: stop.child_token(), ..Call::unhurried(desk.ids.fresh().to_string()) };
    let again_after = match poll_homeserver::poll(desk, homeserver, asked, &call).await {
        Ok(polled) => {
            tracing::info!(server_name, ?polled, "the list of closed accounts was read");
            return;
        }
        Err(Unread::Homeserver(ConnectorError::Cancelled)) => TimeDelta::zero(),
        Err(Unread::Homeserver(error)) => {
            tracing::warn!(server_name, %error, "the list of closed accounts could not be read");
            match error {
                ConnectorError::Transient { retry_after: Some(wait), .. } => {
                    TimeDelta::from_std(wait).unwrap_or(AGAIN_AFTER)
                }
                ConnectorError::Transient { retry_after: None, .. }
                | ConnectorError::Permanent { .. }
                | ConnectorError::Cancelled => AGAIN_AFTER,
            }
        }
        Err(Unread::Ours(error)) => {
            let error = anyhow::Error::new(error);
            tracing::error!(server_name, error = format!("{error:#}"), "closed accounts could not be noted");
            AGAIN_AFTER
        }
    };
    let due_at = desk.now() + again_after.min(asked.every);
    if let Err(error) = recurring::put_off(desk, &homeserver.key(), due_at).await {
        tracing::error!(server_name, %error, "the turn of a homeserver could not be moved");
    }
}
