//! Accounts that were closed on the homeserver: by day, one of them, and the last file that was read in.

use askama::Template;

use crate::{
    web::page::{frame::DeskFrame, picture::closings::ClosingsPicture},
    words::closed_accounts::ClosedAccounts,
};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/closed_accounts.html")]
pub struct ClosedAccountsPage {
    /// What stands around it.
    pub frame: DeskFrame,
    /// Its texts.
    pub c: &'static ClosedAccounts,
    /// What staff must not overlook, in sentences.
    pub alarms: Vec<String>,
    /// Whether any connected system is erased from.
    pub is_anything_covered: bool,
    /// Accounts by day, as a picture; none while there are none.
    pub picture: Option<ClosingsPicture>,
    /// The same as a table, the last day first.
    pub days: Vec<DayRow>,
    /// What was given up.
    pub given_up: Vec<GivenUp>,
    /// Systems in which names of those who were erased still stand, each in a sentence.
    pub still_named: Vec<String>,
    /// Whether the reader may try it again.
    pub may_retry: bool,
    /// What was looked for.
    pub sought: String,
    /// What is known of that account; none if nothing was looked for.
    pub found: Option<Vec<AccountView>>,
    /// The last import.
    pub import: Option<ImportView>,
}

/// The accounts that were closed on one day, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayRow {
    /// The day.
    pub day: String,
    /// Title and number of each column.
    pub counts: Vec<(&'static str, String)>,
}

/// Something that a worker gave up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenUp {
    /// Where the form is sent.
    pub action: String,
    /// What and why.
    pub what: String,
}

/// What is known of one closed account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountView {
    /// Title and value.
    pub facts: Vec<(&'static str, String)>,
    /// The ticket on which people look at it.
    pub ticket: Option<String>,
    /// What was done in each system.
    pub systems: Vec<SystemEvidence>,
    /// Whether the homeserver was asked right before, in a sentence.
    pub asked: String,
    /// Lines of the ledger: number, what, system, hash.
    pub ledger: Vec<String>,
}

/// What was done in one system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemEvidence {
    /// Its name.
    pub name: String,
    /// Rows that were erased, and rows that the rules keep.
    pub rows: Option<(String, String)>,
    /// Where names still stood afterwards, in a sentence; none if nobody looked.
    pub searched: Option<String>,
    /// When.
    pub done_at: Option<String>,
}

/// What came of reading a file in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportView {
    /// In one sentence.
    pub told: String,
    /// Number and reason of refused lines.
    pub refused: Vec<(String, String)>,
    /// How many more there were; empty if none.
    pub more: String,
}
