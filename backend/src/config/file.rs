//! The shape of the file. `rightsdesk.example.toml` shows all of it with words.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use chrono::TimeDelta;
use serde::Deserialize;

use super::{
    archive::ArchiveSection,
    authority::AuthoritySection,
    automated::AutomatedSection,
    calendars::{CalendarError, CalendarsSection},
    customer::CustomerSection,
    deactivation::DeactivationSection,
    decisions::DecisionsSection,
    erasure::ErasureSection,
    homeserver::HomeserverSection,
    limits::Limits,
    misread::{self, ConfigError},
    questions::QuestionsSection,
    receiver::ReceiverSection,
    recipient::{NoticesSection, RecipientSection},
    rectification::RectificationSection,
    reminders::RemindersSection,
    restriction::RestrictionSection,
    retention::RetentionSection,
    secret::{PlainOrSecret, Secret},
};
use crate::law::{calendar::Calendars, regime::Regime};

/// The whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Who we are.
    pub desk: DeskSection,
    /// Where we listen.
    pub listen: Listen,
    /// Our own database.
    pub database: DatabaseSection,
    /// Keys.
    pub keys: Keys,
    /// Where sealed files lie.
    pub storage: StorageSection,
    /// How mail leaves.
    pub mail: Mail,
    /// Which days are days of rest.
    #[serde(default)]
    pub calendars: CalendarsSection,
    /// How work is done.
    #[serde(default)]
    pub work: Work,
    /// How people are erased.
    #[serde(default)]
    pub erasure: ErasureSection,
    /// How requests are answered.
    #[serde(default)]
    pub decisions: DecisionsSection,
    /// What is asked of people.
    #[serde(default)]
    pub questions: QuestionsSection,
    /// When staff are reminded of what is due.
    #[serde(default)]
    pub reminders: RemindersSection,
    /// How data is locked.
    #[serde(default)]
    pub restriction: RestrictionSection,
    /// How data is corrected.
    #[serde(default)]
    pub rectification: RectificationSection,
    /// What happens after accounts were closed.
    #[serde(default)]
    pub deactivation: DeactivationSection,
    /// How long the desk keeps what it knows of its own work.
    #[serde(default)]
    pub retention: RetentionSection,
    /// Against floods.
    #[serde(default)]
    pub limits: Limits,
    /// What the archive may be and how long it is there.
    #[serde(default)]
    pub archive: ArchiveSection,
    /// Decisions that no person takes part in.
    #[serde(default, rename = "automated_decision")]
    pub automated: Vec<AutomatedSection>,
    /// The connected systems.
    #[serde(default, rename = "system")]
    pub systems: Vec<SystemSection>,
    /// Who gets data from us, beside what the manifests say.
    #[serde(default, rename = "recipient")]
    pub recipients: Vec<RecipientSection>,
    /// To whom data may be sent straight.
    #[serde(default, rename = "receiver")]
    pub receivers: Vec<ReceiverSection>,
    /// How recipients are told.
    #[serde(default)]
    pub notices: NoticesSection,
    /// Organisations for which we are only the processor.
    #[serde(default, rename = "customer")]
    pub customers: Vec<CustomerSection>,
    /// Who takes complaints, in the place of whoever is built in.
    #[serde(default, rename = "authority")]
    pub authorities: Vec<AuthoritySection>,
    /// The homeservers whose closed accounts we hear of.
    #[serde(default, rename = "homeserver")]
    pub homeservers: Vec<HomeserverSection>,
    /// The folder that relative paths start at; that of the file.
    #[serde(skip)]
    pub base: PathBuf,
}

/// Who we are.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskSection {
    /// The organisation's name, on pages and in letters.
    pub organisation: String,
    /// Where people can write to.
    pub contact: String,
    /// The data protection officer, by name or address: Art. 13(1)(b). None: whoever reads at the contact.
    #[serde(default)]
    pub officer: Option<String>,
    /// Who represents us where we have no establishment, by name and address: Art. 27, 13(1)(a). None: nobody.
    #[serde(default)]
    pub representative: Option<String>,
    /// The address of the public pages, as people see it; links in mails start with it. Never taken from a request.
    pub public_url: String,
    /// The address of the staff pages.
    pub staff_url: String,
    /// The controller's time zone: days are counted in it.
    #[serde(default = "london")]
    pub time_zone: String,
    /// Under which law: `uk`, `eu` or `both`.
    #[serde(default = "both")]
    pub regime: Regime,
    /// Whether a package waits for a person to release it.
    #[serde(default)]
    pub release: Release,
    /// Our own homeservers, beside those of `[[homeserver]]`: what Matrix IDs end with.
    #[serde(default)]
    pub servers: Vec<String>,
}

impl DeskSection {
    /// How the data protection officer is reached.
    pub fn officer(&self) -> &str {
        self.officer.as_deref().unwrap_or(&self.contact)
    }
}

fn both() -> Regime {
    Regime::Both
}

fn london() -> String {
    "Europe/London".to_owned()
}

/// Who lets a package out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Release {
    /// A member of staff who has looked at it: Art. 15(4).
    #[default]
    ByStaff,
    /// Nobody looks.
    Automatic,
}

/// Where we listen.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listen {
    /// For the public pages and the API's intake.
    pub public: SocketAddr,
    /// For the staff pages and the API for staff.
    pub staff: SocketAddr,
    /// Proxies whose `X-Forwarded-For` we believe.
    #[serde(default)]
    pub trusted_proxies: Vec<std::net::IpAddr>,
}

/// Our own database.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseSection {
    /// `sqlite://path` or `postgres://…`.
    pub url: PlainOrSecret,
    /// How many connections at most.
    #[serde(default = "ten")]
    pub connections: u32,
}

fn ten() -> u32 {
    10
}

/// Keys.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// The master key: 32 bytes in base64. `rightsdesk key` makes one.
    pub master: Secret,
    /// Earlier master keys, for what was sealed with them.
    #[serde(default)]
    pub older: Vec<Secret>,
}

/// Where sealed files lie.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StorageSection {
    /// A directory, shared by all processes of this desk.
    pub directory: PathBuf,
}

/// How mail leaves.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// The sender, such as `Data rights desk <privacy@example.org>`.
    pub from: String,
    /// By which way.
    pub transport: Transport,
    /// The largest archive that is attached, in bytes before encoding.
    #[serde(default = "ten_megabytes")]
    pub attach_up_to: u64,
}

fn ten_megabytes() -> u64 {
    10 * 1024 * 1024
}

/// By which way mail leaves.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Transport {
    /// To a mail server.
    Smtp {
        /// Its name; also what its certificate must say.
        host: String,
        /// Its port; without one, 587 for `starttls`, 465 for `implicit`, 25 for `none`.
        port: Option<u16>,
        /// How the connection is protected.
        #[serde(default)]
        tls: Tls,
        /// The name to sign in with.
        user: Option<String>,
        /// The password.
        password: Option<Secret>,
        /// How long handing over one letter may take, in seconds.
        #[serde(default = "five_minutes")]
        letter_seconds: u64,
    },
    /// As files into a directory; another program takes them from there.
    Directory {
        /// Which.
        path: PathBuf,
    },
}

fn five_minutes() -> u64 {
    300
}

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tls {
    /// STARTTLS, required.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Implicit,
    /// Not at all; accepted for this machine only.
    None,
}

/// How work is done.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Work {
    /// How many steps this process takes at once.
    pub workers: u32,
    /// How often a task is begun before it is abandoned.
    pub attempts: i32,
    /// How long one call of a system may go on before it hands back a cursor, in seconds.
    pub call_seconds: u64,
    /// How long a worker may give no sign of life before another takes its work, in seconds.
    pub lease_seconds: u32,
}

impl Work {
    /// How long a claim holds without a heartbeat.
    pub fn lease(&self) -> TimeDelta {
        TimeDelta::seconds(i64::from(self.lease_seconds))
    }
}

impl Default for Work {
    fn default() -> Self {
        Self { workers: 4, attempts: 8, call_seconds: 600, lease_seconds: 45 }
    }
}

/// A connected system.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemSection {
    /// Its manifest.
    pub manifest: PathBuf,
    /// What it is called here, if not as in its manifest: for a second instance of the same kind.
    pub key: Option<String>,
    /// The name for people, if not that of the manifest.
    pub name: Option<String>,
    /// Where it is: a database URL or the address of an API. None for systems that a person looks into.
    pub url: Option<PlainOrSecret>,
    /// The secrets that its manifest names.
    #[serde(default)]
    pub secrets: BTreeMap<String, Secret>,
    /// Further settings that its manifest names, such as the organisation at a vendor.
    #[serde(default)]
    pub settings: BTreeMap<String, String>,
    /// How many calls at once.
    #[serde(default = "two")]
    pub parallel: u32,
}

fn two() -> u32 {
    2
}

impl Config {
    /// The calendars to reckon with.
    pub fn calendars(&self) -> Result<Calendars, CalendarError> {
        self.calendars.read(&self.base)
    }

    /// Reads the file at `path`.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text =
            std::fs::read_to_string(path).map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
        let mut config: Self = toml::from_str(&text)
            .map_err(|error| ConfigError::Parse { path: path.to_owned(), what: misread::in_words(&text, &error) })?;
        config.base = path.parent().unwrap_or(Path::new("")).to_owned();
        Ok(config)
    }

    /// The controller's time zone; London if the name is none, which [`check`](super::check) reports.
    pub fn time_zone(&self) -> chrono_tz::Tz {
        self.desk.time_zone.parse().unwrap_or(chrono_tz::Europe::London)
    }
}
