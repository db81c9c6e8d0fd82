//! What the error tracker knows.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};

/// Everything the error tracker knows, and how it behaves.
#[derive(Clone, Debug)]
pub struct World {
    /// The organisation's slug.
    pub organization: String,
    /// The token that may read.
    pub token: String,
    /// The token that may delete.
    pub erase_token: String,
    /// When it is, for dates in the data and in headers.
    pub now: DateTime<Utc>,
    /// The most rows on a page, whatever is asked for.
    pub page_size: usize,
    /// How often the users of all projects together may be asked for in a minute.
    pub users_a_minute: usize,
    /// The apps and servers.
    pub projects: Vec<Project>,
    /// The errors.
    pub issues: Vec<Issue>,
    /// What was written in the old form.
    pub feedback: Vec<Feedback>,
    /// Recordings.
    pub replays: Vec<Replay>,
}

/// An app or a server.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its number.
    pub id: u32,
    /// Its name in addresses.
    pub slug: String,
    /// What it is written in.
    pub platform: String,
}

/// Whom an app named when it reported. What an app did not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// `user.id`.
    pub id: String,
    /// `user.email`.
    pub email: String,
    /// `user.username`.
    pub username: String,
    /// `user.ip_address`.
    pub ip: String,
}

/// An error, with the reports of everybody who met it.
#[derive(Clone, Debug)]
pub struct Issue {
    /// Its number.
    pub id: u32,
    /// Which project's.
    pub project: u32,
    /// What broke.
    pub title: String,
    /// `unresolved`, `resolved` or `ignored`.
    pub status: &'static str,
    /// `error` or `feedback`.
    pub category: &'static str,
    /// The reports.
    pub events: Vec<Event>,
    /// When somebody deleted it: from then on it is out of sight, and an hour later it is gone.
    pub deleted_at: Option<DateTime<Utc>>,
}

/// One report.
#[derive(Clone, Debug)]
pub struct Event {
    /// 32 hexadecimal digits.
    pub id: String,
    /// Whom it was reported of.
    pub person: Person,
    /// When.
    pub at: DateTime<Utc>,
    /// What the program said.
    pub message: String,
    /// Files sent along.
    pub attachments: Vec<Attachment>,
}

/// A file sent along with a report.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Something written in the old form.
#[derive(Clone, Debug)]
pub struct Feedback {
    /// Its number.
    pub id: u32,
    /// Which project's.
    pub project: u32,
    /// Who wrote it.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What they wrote.
    pub comments: String,
    /// The report that it is about.
    pub event: String,
}

/// A recording.
#[derive(Clone, Debug)]
pub struct Replay {
    /// 32 hexadecimal digits.
    pub id: String,
    /// Which project's.
    pub project: u32,
    /// Whom it shows.
    pub person: Person,
    /// When it began.
    pub at: DateTime<Utc>,
    /// The pages that were opened.
    pub urls: Vec<String>,
    /// How many pieces the recording has.
    pub segments: usize,
}

impl World {
    /// The issues that can be seen.
    pub fn issues(&self) -> impl Iterator<Item = &Issue> {
        self.issues.iter().filter(|issue| issue.deleted_at.is_none())
    }

    /// The event with this id and its issue.
    pub fn event(&self, id: &str) -> Option<(&Issue, &Event)> {
        self.issues.iter().find_map(|issue| Some((issue, issue.events.iter().find(|event| event.id == id)?)))
    }

    /// The project of this slug or number.
    pub fn project(&self, slug_or_id: &str) -> Option<&Project> {
        self.projects.iter().find(|project| project.slug == slug_or_id || project.id.to_string() == slug_or_id)
    }

    /// So many hours before now.
    pub fn hours_ago(&self, hours: i64) -> DateTime<Utc> {
        self.now - TimeDelta::hours(hours)
    }
}

/// An id of 32 hexadecimal digits, always the same for the same label.
pub fn id_of(label: &str) -> String {
    Sha256::digest(label.as_bytes())[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}
