//! How often strangers may do what costs us or others something.

use serde::Deserialize;

/// The section `[limits]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Unconfirmed mails to one address in an hour.
    pub mails_per_address_and_hour: i32,
    /// Unconfirmed mails to one address in a day.
    pub mails_per_address_and_day: i32,
    /// Forms from one source (IPv4 address, or IPv6 /64) in an hour.
    pub forms_per_source_and_hour: i32,
    /// Forms from one source in a day.
    pub forms_per_source_and_day: i32,
    /// Unconfirmed mails in all in an hour. Requests beyond it are kept; their mail waits for the next hour.
    pub mails_per_hour: i32,
    /// Wrong access codes for one reference from one source in an hour. After ten times as many from all sources, whoever has sent a
    /// wrong one waits for the next hour; who sends the right one at once never does.
    pub code_tries_per_hour: i32,
    /// Wrong staff passwords for one login from one source in an hour. From one source in all three times as many, and for
    /// one login in all ten times as many, except where its owner came in from lately.
    pub sign_in_tries_per_hour: i32,
    /// How long an unconfirmed request is kept, in hours.
    pub unconfirmed_hours: i64,
    /// How long a request is kept whose contact is no mailbox, so that staff write to the person and verify them, in days.
    pub unconfirmed_days_by_hand: i64,
    /// How long after a hold was lifted the names of the person are kept with it, in days.
    pub lifted_hold_days: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            mails_per_address_and_hour: 3,
            mails_per_address_and_day: 6,
            forms_per_source_and_hour: 10,
            forms_per_source_and_day: 60,
            mails_per_hour: 200,
            code_tries_per_hour: 10,
            sign_in_tries_per_hour: 10,
            unconfirmed_hours: 72,
            unconfirmed_days_by_hand: 30,
            lifted_hold_days: 30,
        }
    }
}
