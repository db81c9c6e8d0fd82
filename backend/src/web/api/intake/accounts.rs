//! What homeservers tell of their accounts.

use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use rightsdesk_exporters::accounts::account::Account;

use crate::{
    casework::accounts::hear_of_accounts::{self, Event, Told},
    deactivation::{sighting::plausible, state::Source},
    register::homeservers::Connected,
    web::api::finding::{Finding, Unfit},
};

/// Accounts that were closed or opened again.
#[derive(Clone, Debug, Object)]
pub struct ToldAccounts {
    /// Who tells it.
    #[oai(default)]
    pub sender: Sender,
    /// The accounts, all of the homeserver whose key signed the call. One may stand here several times.
    #[oai(validator(min_items = 1, max_items = 500))]
    pub accounts: Vec<ToldAccount>,
}

/// Who tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum Sender {
    /// Our module inside Synapse.
    SynapseModule,
    /// Any other program.
    #[default]
    Other,
}

/// An account that was closed or opened again.
#[derive(Clone, Debug, Object)]
pub struct ToldAccount {
    /// The whole Matrix ID, byte for byte.
    #[oai(validator(min_length = 4, max_length = 255))]
    pub user_id: String,
    /// Whether it was closed; otherwise it was opened again.
    pub deactivated: bool,
    /// When that happened.
    pub at: DateTime<Utc>,
    /// Whether an administrator did it. It makes no difference.
    pub by_admin: Option<bool>,
}

/// What came of it, in accounts.
#[derive(Clone, Copy, Debug, Object)]
pub struct Heard {
    /// Closed, and new to the desk.
    pub new: u64,
    /// Closed, and known before or out of date.
    pub known: u64,
    /// Opened again before everything was erased.
    pub reopened: u64,
    /// No people's, by the desk's configuration.
    pub left_out: u64,
}

impl Heard {
    /// With how many were left out.
    pub fn of(heard: &hear_of_accounts::Heard, left_out: u64) -> Self {
        Self { new: heard.new, known: heard.known, reopened: heard.reopened, left_out }
    }
}

impl ToldAccounts {
    /// What is told, and how many are no people's; or everything that is wrong with it.
    pub fn read(self, by: &Connected, now: DateTime<Utc>) -> Result<(Source, Vec<Told>, u64), Unfit> {
        let mut findings = Vec::new();
        let mut told = Vec::new();
        let mut left_out = 0;
        for (number, it) in self.accounts.into_iter().enumerate() {
            let mut say = |field: &str, what: String| {
                findings.push(Finding::at(format!("/accounts/{number}/{field}"), what));
            };
            let account = match Account::parse(&it.user_id) {
                Ok(account) if account.server_name() == by.server_name => Some(account),
                Ok(_) => {
                    say("user_id", "is of another homeserver than the one whose key signed the call".to_owned());
                    None
                }
                Err(_) => {
                    say("user_id", "is not a Matrix ID, such as @name:example.org".to_owned());
                    None
                }
            };
            let at = match plausible(it.at, now) {
                Ok(at) => at,
                Err(why) => {
                    say("at", format!("cannot be: {why}"));
                    continue;
                }
            };
            let Some(account) = account else { continue };
            if by.is_meant(&account) {
                let event = if it.deactivated { Event::Closed } else { Event::Reopened };
                told.push(Told { account, event, at });
            } else {
                left_out += 1;
            }
        }
        let source = match self.sender {
            Sender::SynapseModule => Source::Module,
            Sender::Other => Source::Webhook,
        };
        if findings.is_empty() { Ok((source, told, left_out)) } else { Err(Unfit::Invalid(findings)) }
    }
}
