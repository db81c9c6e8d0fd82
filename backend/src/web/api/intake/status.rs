//! How far a request is, for the person who made it. It says nothing about them: the access code alone proves no
//! mailbox, and how a request was answered says whether anything is held.

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::Object;

use crate::{
    archive::{self, state::State as ArchiveState},
    casework::{error::CaseError, holding::untold::Untold},
    desk::Desk,
    request::{
        self,
        state::{Outcome, State as RequestState},
    },
    rights::right::Right,
    ticket::{entity::Model, state::State},
};

/// Which request.
#[derive(Clone, Debug, Object)]
pub struct Question {
    /// The reference, such as `DR-7K2M-Q9XB`.
    #[oai(validator(min_length = 1, max_length = 50))]
    pub reference: String,
    /// The access code that was shown with it.
    #[oai(validator(min_length = 1, max_length = 100))]
    pub access_code: String,
}

/// How far it is.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Status {
    /// The reference.
    pub reference: String,
    /// Where it stands; `unverified` until it is confirmed.
    pub state: State,
    /// The day on which it reached us.
    pub received_on: NaiveDate,
    /// The last day on which we may answer.
    pub due_on: NaiveDate,
    /// The rights that are exercised.
    pub requests: Vec<RequestStatus>,
    /// The package, once it can be fetched from the status page.
    pub package: Option<PackageStatus>,
}

/// How far one right is.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct RequestStatus {
    /// Which.
    pub right: Right,
    /// Where it stands.
    pub state: RequestState,
    /// The last day on which we may answer.
    pub due_on: NaiveDate,
    /// How it was answered. The access code alone proves no mailbox, and is not told: the answer went there, and the status page shows
    /// it behind a mailed link. It stands here only where there is no mailbox, and staff have checked who asks.
    pub outcome: Option<Outcome>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
}

/// A package that is there. To fetch it the mailbox has to be proved as well, on the status page.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct PackageStatus {
    /// Until when it is there.
    pub until: Option<DateTime<Utc>>,
    /// How often it can still be fetched.
    pub downloads_left: u32,
}

impl Status {
    /// That of a ticket.
    pub async fn of(desk: &Desk, ticket: &Model) -> Result<Self, CaseError> {
        let requests = request::store::of(&desk.db, ticket.id).await?;
        let untold = Untold::of(&desk.db, ticket.id).await?;
        let archive = archive::store::current(&desk.db, ticket.id).await?;
        let released = archive.filter(|archive| archive.state == ArchiveState::Released);
        let requests = requests.into_iter().map(|row| RequestStatus {
            right: row.right,
            state: row.state,
            due_on: row.due_on,
            outcome: untold.told_outcome(&row).filter(|_| ticket.is_code_enough()),
            answered_at: row.answered_at,
        });
        Ok(Self {
            reference: ticket.reference.clone(),
            state: ticket.state,
            received_on: ticket.received_on,
            due_on: ticket.due_on,
            requests: requests.collect(),
            package: released.map(|archive| PackageStatus {
                until: archive.expires_at,
                downloads_left: u32::try_from(archive.downloads_left).unwrap_or(0),
            }),
        })
    }
}
