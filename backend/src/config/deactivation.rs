//! What happens after accounts were closed, and when.

use std::str::FromStr;

use chrono::{NaiveDate, TimeDelta};
use lettre::message::Mailbox;
use rightsdesk_exporters::contract::register::{Satellite, System};
use serde::Deserialize;

use crate::{deactivation::figures::Marks, words::language::Language};

/// The section `[deactivation]`. Days are counted from the day on which an account was closed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DeactivationSection {
    /// So many days nothing is done: people change their minds.
    pub grace_days: i64,
    /// By this day everything is meant to be proven.
    pub target_day: i64,
    /// From this day on staff are told loudly of what is not.
    pub alert_day: i64,
    /// How many accounts are erased at once.
    pub batch: u32,
    /// How many such batches are under way at once.
    pub batches_at_once: u32,
    /// How long to wait before the next batch, in seconds.
    pub pause_seconds: i64,
    /// After a batch was erased, all texts of the system are searched for the names of its people: at most once in so many
    /// minutes for each system, for it reads all of it. 0: after each batch.
    pub search_minutes: i64,
    /// Which sorts of satellites are swept, all instances of each.
    pub satellites: Vec<Satellite>,
    /// Whatever else is swept: the products of manifests.
    pub products: Vec<String>,
    /// Whatever else is swept: configured keys of systems.
    pub systems: Vec<String>,
    /// What is not swept all the same: configured keys of systems.
    pub except: Vec<String>,
    /// Whom to write to, once a day, as long as accounts from the alert day on are open.
    pub alarm_to: Vec<String>,
    /// In which language: `en`, `fr` or `de`.
    pub alarm_language: String,
    /// Whether everybody may see how many accounts were closed, erased in time, and late.
    pub public_figures: bool,
}

impl Default for DeactivationSection {
    fn default() -> Self {
        Self {
            grace_days: 7,
            target_day: 23,
            alert_day: 25,
            batch: 300,
            batches_at_once: 4,
            pause_seconds: 0,
            search_minutes: 60,
            satellites: vec![Satellite::Bot, Satellite::Bridge, Satellite::IntegrationManager],
            products: Vec::new(),
            systems: Vec::new(),
            except: Vec::new(),
            alarm_to: Vec::new(),
            alarm_language: "en".to_owned(),
            public_figures: true,
        }
    }
}

impl DeactivationSection {
    /// How long nothing is done.
    pub fn grace(&self) -> TimeDelta {
        TimeDelta::days(self.grace_days.clamp(0, 30))
    }

    /// The days from which on something should have happened.
    pub fn marks(&self, today: NaiveDate) -> Marks {
        Marks::of(self.target_day, self.alert_day, today)
    }

    /// What cannot be meant: the key, and what is wrong with it.
    pub fn wrong(&self) -> Vec<(&'static str, &'static str)> {
        let (grace, target, alert) = (self.grace_days, self.target_day, self.alert_day);
        let checks = [
            ("deactivation.grace_days", grace >= 0, "this must be 0 or more"),
            (
                "deactivation.target_day",
                grace < target && target <= 30,
                "this must be after the days of grace and by 30",
            ),
            ("deactivation.alert_day", (1..=30).contains(&alert), "this must be between 1 and 30"),
            ("deactivation.batch", (1..=2000).contains(&self.batch), "this must be between 1 and 2000"),
            ("deactivation.batches_at_once", self.batches_at_once >= 1, "this must be at least 1"),
            (
                "deactivation.alarm_to",
                self.alarm_to.iter().all(|address| Mailbox::from_str(address).is_ok()),
                "these are no mail addresses; write such as \"dpo@example.org\"",
            ),
            (
                "deactivation.alarm_language",
                Language::from_code(&self.alarm_language).is_some(),
                "this must be \"en\", \"fr\" or \"de\"",
            ),
        ];
        checks.into_iter().filter(|(_, is_right, _)| !is_right).map(|(key, _, what)| (key, what)).collect()
    }

    /// Whether closed accounts are erased from anywhere at all.
    pub fn is_on(&self) -> bool {
        !(self.satellites.is_empty() && self.products.is_empty() && self.systems.is_empty())
    }

    /// Whether closed accounts are erased from the system with this key.
    pub fn covers(&self, key: &str, system: &System) -> bool {
        let is_named = |keys: &[String]| keys.iter().any(|it| it == key);
        let is_meant = system.satellite.is_some_and(|sort| self.satellites.contains(&sort))
            || self.products.contains(&system.product)
            || is_named(&self.systems);
        is_meant && !is_named(&self.except)
    }
}
