//! What is asked of a homeserver.

use std::fmt;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{account::Account, overlap::Overlap};
use crate::contract::{call::Call, error::ConnectorError};

/// A homeserver, or the authentication service before it, that knows which accounts are closed.
#[async_trait]
pub trait Homeserver: fmt::Debug + Send + Sync {
    /// The name that all its accounts end with.
    fn server_name(&self) -> &str;

    /// A page of the closed accounts: the first one, or that at `place`, which the page before gave.
    ///
    /// An account may come twice. One that was closed all the time from the first page to the last has come at least once.
    ///
    /// # Errors
    /// `Permanent` if the credentials are refused, the address is of something else, or the list is not one of closed
    /// accounts of this server. `Transient` otherwise; the same page may then be asked for again.
    async fn closed(&self, place: Option<Place>, call: &Call) -> Result<Page, ConnectorError>;

    /// How one account stands at this moment.
    ///
    /// # Errors
    /// As for [`Homeserver::closed`]; `Permanent` also for an account of another server.
    async fn standing(&self, account: &Account, call: &Call) -> Result<Standing, ConnectorError>;
}

/// A page of closed accounts.
#[derive(Debug)]
pub struct Page {
    /// The accounts.
    pub accounts: Vec<Closed>,
    /// How many rows were no account that we can name. Someone should know.
    pub unreadable: usize,
    /// Where it goes on; none at the end.
    pub next: Option<Place>,
}

/// A closed account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Which.
    pub account: Account,
    /// Since when, if the server knows.
    pub since: Option<DateTime<Utc>>,
}

/// How an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It can be used, or is locked or suspended for a while, which closes no account.
    Open,
    /// It has been deactivated.
    Closed {
        /// Since when, if the server knows.
        since: Option<DateTime<Utc>>,
    },
    /// The server says that it has no such account.
    Unknown,
}

/// A place between two pages of a list.
///
/// Kept in memory only: it may hold names, which its `Debug` form hides.
pub struct Place(pub(super) At);

/// The two ways in which lists go on.
pub(super) enum At {
    /// By a number of rows.
    Row(Overlap),
    /// By a cursor of the server's own.
    After(String),
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Place(…)")
    }
}
