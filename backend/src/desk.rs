//! The desk: everything that the verbs need, in one place, made once.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use rightsdesk_vault::{chance::Chance, index::BlindIndex, master::MasterKeys};
use sea_orm::DatabaseConnection;
use tokio::sync::Notify;

use crate::{
    config::file::Config,
    kernel::{clock::Clock, ids::Ids, storage::Storage},
    law::calendar::Calendars,
    post::transport::Post,
    register::{connected::Systems, homeservers::Homeservers},
    staff::password::Pepper,
};

/// What the verbs need. Cheap to share, never copied.
pub struct Desk {
    /// Our own database.
    pub db: DatabaseConnection,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Fresh ids.
    pub ids: Arc<dyn Ids>,
    /// Randomness.
    pub chance: Arc<dyn Chance>,
    /// The master keys.
    pub masters: MasterKeys,
    /// Keyed hashes.
    pub index: BlindIndex,
    /// What is mixed into passwords.
    pub pepper: Pepper,
    /// The configuration.
    pub config: Config,
    /// The connected systems.
    pub systems: Systems,
    /// The homeservers whose closed accounts we hear of.
    pub homeservers: Homeservers,
    /// The days on which nobody works.
    pub calendars: Calendars,
    /// Sealed files.
    pub storage: Storage,
    /// The way out for mail.
    pub post: Post,
    /// Rung when new work is in the queue, so that workers of this process need not wait for their next look.
    pub wake: Notify,
}

impl Desk {
    /// Now.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The civil day of `moment` in the controller's zone: the one that deadlines count.
    pub fn day_of(&self, moment: DateTime<Utc>) -> NaiveDate {
        moment.with_timezone(&self.config.time_zone()).date_naive()
    }

    /// Today.
    pub fn today(&self) -> NaiveDate {
        self.day_of(self.now())
    }
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("systems", &self.systems).finish_non_exhaustive()
    }
}
