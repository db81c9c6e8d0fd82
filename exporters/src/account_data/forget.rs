//! A bot is told to forget somebody before what it keeps of them is emptied: what it still has in memory it would write again.
//!
//! Told it is as its administrator tells it, by a word in their room with it. What it answers is waited for and not believed: its
//! account data is read again either way.

use std::time::Duration;

use serde::Deserialize;

use crate::{
    contract::{call::Call, error::ConnectorError, pseudonym::digest},
    rest::http::unless_cancelled,
};

use super::homeserver::Homeserver;

/// How long the bot is waited for, and how often it is looked.
const PATIENCE: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// What a bot is told, and what it answers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forget {
    /// The order, with `{value}` in the place of the Matrix ID.
    pub say: String,
    /// What stands in an answer after which it has let go, any of these.
    pub answers: Vec<String>,
}

impl Forget {
    /// Tells it about each of these names, and waits until it has answered.
    pub(super) async fn tell(&self, homeserver: &Homeserver, ids: &[&str], call: &Call) -> Result<(), ConnectorError> {
        for id in ids {
            // The same order is given once, however often it is tried.
            let name = digest(b"forget", [call.id.as_bytes(), b"\0", id.as_bytes()]);
            let order = homeserver.say(&name, &self.say.replace("{value}", id), call).await?;
            let answers: Vec<_> = self.answers.iter().map(|answer| answer.replace("{value}", id)).collect();
            let until = tokio::time::Instant::now() + PATIENCE;
            loop {
                let said = homeserver.said_since(&order, call).await?;
                if said.iter().any(|text| answers.iter().any(|answer| text.contains(answer))) {
                    break;
                }
                if tokio::time::Instant::now() >= until {
                    return Err(ConnectorError::transient("the bot was told to forget somebody, and did not answer"));
                }
                unless_cancelled(call, tokio::time::sleep(LOOK_EVERY)).await?;
            }
        }
        Ok(())
    }
}
