//! What a connector that can erase is asked, beyond what every connector is.

use std::time::Duration;

use async_trait::async_trait;

use super::{
    call::Call,
    erasure::{Erased, Order, Preview, Verified},
    error::ConnectorError,
    pseudonym::Pseudonyms,
    subject::Subject,
    sweep::Sweeper,
};

impl Preview {
    /// Refuses a plan that was made for another system, or that something stands in the way of.
    ///
    /// # Errors
    /// Permanent, and names what it is.
    pub fn must_be_for(&self, system: &str) -> Result<(), ConnectorError> {
        if self.system != system {
            return Err(ConnectorError::permanent(format!("the plan is for {}, not for {system}", self.system)));
        }
        if let Some(obstacle) = self.obstacles.first() {
            let (more, at) = (self.obstacles.len() - 1, &obstacle.at);
            return Err(ConnectorError::permanent(format!(
                "the plan cannot be carried out: {at}: {} (and {more} more)",
                obstacle.what
            )));
        }
        Ok(())
    }
}

/// A system from which people can be erased.
///
/// Rules for whoever implements it: nothing is changed that a preview did not name; a subject of whose kinds the system
/// knows none is refused, not answered with "done"; an erasure is done as a whole or not at all; rows of other people are
/// never deleted; an answer of the system is not believed before it was read back.
#[async_trait]
pub trait Eraser: Send + Sync {
    /// What an erasure would do, and what is in its way. Changes nothing.
    async fn preview(&self, subject: &Subject, order: &Order, call: &Call) -> Result<Preview, ConnectorError>;

    /// Does what was previewed, if that is still what is there.
    ///
    /// # Errors
    /// Permanent, and nothing done, if the plan has obstacles or a rule of the database is violated; transient, and
    /// nothing done, if the database was busy. If the answer to the last word was lost, a new preview tells what is there.
    async fn erase(
        &self,
        subject: &Subject,
        plan: &Preview,
        pseudonyms: &Pseudonyms,
        call: &Call,
    ) -> Result<Erased, ConnectorError>;

    /// Reads back: what is still reached, and where the person's names still stand.
    async fn verify(&self, subject: &Subject, order: &Order, call: &Call) -> Result<Verified, ConnectorError>;

    /// How long after an erasure it is read back again: what is only hidden comes back, and a backup brings people back.
    fn looks_again(&self) -> Vec<Duration> {
        const HOUR: u64 = 60 * 60;
        vec![Duration::from_secs(HOUR), Duration::from_secs(24 * HOUR), Duration::from_secs(91 * 24 * HOUR)]
    }

    /// Whether two erasures at the same time could undo each other's work, since what is changed is read and written back as
    /// a whole. Then whoever works with several processes sees to it that one waits for the other.
    fn writes_alone(&self) -> bool {
        false
    }

    /// How many people are erased from it at once; `None`: only one after the other, with people who approve each.
    fn sweeper(&self) -> Option<&dyn Sweeper> {
        None
    }
}
