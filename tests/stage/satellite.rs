//! A satellite of a homeserver from which many people are erased at once, and that does what a story tells it.

use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use chrono::TimeDelta;
use rightsdesk::register::{
    connected::Connected,
    homeservers::{self, Asked, Sort as Service},
};
use rightsdesk_exporters::accounts::{
    account::Account,
    homeserver::{Homeserver, Page, Place, Standing},
};
use rightsdesk_exporters::contract::{
    call::Call,
    connector::Connector,
    eraser::Eraser,
    erasure::{Effect, Erased, Evidence, Obstacle, ObstacleKind, Order, Outlook, Preview, ReadBack, Verified},
    error::ConnectorError,
    outcome::{Certainty, Cursor, Exported, Health, Learned, Located, Scope},
    pseudonym::Pseudonyms,
    register::{Satellite as Sort, System},
    sink::Sink,
    subject::{Identifier, IdentifierKind, Subject},
    sweep::{Fate, Sweeper, Swept},
};
use tokio::sync::Notify;

use crate::system;

/// The homeserver of all accounts of the stories.
const SERVER: &str = "example.org";

#[derive(Debug, Default)]
struct Inside {
    /// Rows of each name, whatever its kind.
    rows: BTreeMap<String, u64>,
    /// Further names of a Matrix ID.
    learned: BTreeMap<String, Vec<Identifier>>,
    /// Whose rows belong to others too.
    shared: BTreeSet<String>,
    is_down: bool,
    is_broken: bool,
    is_busy: bool,
    /// Whether the answer to a sweep never comes.
    is_silent: bool,
    /// How many rows each sweep erased.
    sweeps: Vec<u64>,
    /// Whose accounts are open, if it is asked as a homeserver.
    open: BTreeSet<String>,
    /// Whether it stops once it has erased somebody, until it is told to go on.
    stops: bool,
}

/// How it takes many people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// So many at once.
    Lots(NonZeroUsize),
    /// One after the other, each with a plan of their own.
    Singly,
}

/// Such a satellite. Copies are the same system.
#[derive(Clone, Debug)]
pub struct Satellite {
    about: System,
    inside: Arc<Mutex<Inside>>,
    silent: Arc<Notify>,
    stopped: Arc<Notify>,
    goes_on: Arc<Notify>,
    manner: Manner,
}

impl Satellite {
    /// A bridge that holds nothing.
    pub fn new(key: &str) -> Self {
        let about = system::about(key, key, &[IdentifierKind::MATRIX_ID, "puppet_id"], &["puppet_id"]);
        let about = System { satellite: Some(Sort::Bridge), ..about };
        let (silent, stopped, goes_on) = Default::default();
        Self { about, inside: Arc::default(), silent, stopped, goes_on, manner: Manner::Lots(NonZeroUsize::MAX) }
    }

    /// It takes people in this manner.
    #[must_use]
    pub fn taking(self, manner: Manner) -> Self {
        Self { manner, ..self }
    }

    /// Lets it stop right after the next person, or lot of people, was erased, does `meanwhile`, and lets it go on.
    pub async fn meanwhile(&self, meanwhile: impl Future<Output = ()>) {
        self.change(|inside| inside.stops = true);
        self.stopped.notified().await;
        meanwhile.await;
        self.goes_on.notify_one();
    }

    async fn may_stop(&self) {
        if self.change(|inside| std::mem::take(&mut inside.stops)) {
            self.stopped.notify_one();
            self.goes_on.notified().await;
        }
    }

    fn rows_of(&self, subject: &Subject) -> u64 {
        let names = subject.identifiers();
        self.change(|inside| names.iter().filter_map(|name| inside.rows.get(name.value())).sum())
    }

    /// It holds so many rows under this name.
    pub fn hold(&self, name: &str, rows: u64) {
        self.change(|inside| inside.rows.insert(name.to_owned(), rows));
    }

    /// It knows this account by another name too.
    pub fn know(&self, account: &str, puppet: &str) {
        let kind = IdentifierKind::parse("puppet_id").expect("a kind");
        let name = Identifier::new(kind, puppet).expect("a name");
        self.change(|inside| inside.learned.entry(account.to_owned()).or_default().push(name));
    }

    /// What it holds under this name belongs to others too, or no longer.
    pub fn share(&self, name: &str, is_shared: bool) {
        self.change(
            |inside| {
                if is_shared { inside.shared.insert(name.to_owned()) } else { inside.shared.remove(name) }
            },
        );
    }

    /// Whether it answers.
    pub fn is_down(&self, is_down: bool) {
        self.change(|inside| inside.is_down = is_down);
    }

    /// Whether somebody has to mend it before it answers.
    pub fn breaks(&self, is_broken: bool) {
        self.change(|inside| inside.is_broken = is_broken);
    }

    /// Whether it answers questions and erases nobody.
    pub fn is_busy(&self, is_busy: bool) {
        self.change(|inside| inside.is_busy = is_busy);
    }

    /// Whether it does what it is asked and never says so.
    pub fn is_silent(&self, is_silent: bool) {
        self.change(|inside| inside.is_silent = is_silent);
    }

    /// As a homeserver, it says that this account is open.
    pub fn opens(&self, account: &str) {
        self.change(|inside| inside.open.insert(account.to_owned()));
    }

    /// Waits until it has done something and says nothing.
    pub async fn until_silent(&self) {
        self.silent.notified().await;
    }

    /// What it holds.
    pub fn rows(&self) -> BTreeMap<String, u64> {
        self.change(|inside| inside.rows.clone())
    }

    /// How many rows each sweep has erased.
    pub fn sweeps(&self) -> Vec<u64> {
        self.change(|inside| inside.sweeps.clone())
    }

    /// The system as the desk has it in its configuration.
    pub fn connected(&self) -> Connected {
        system::connected(&self.about.key, Arc::new(self.clone()))
    }

    /// As the homeserver that the desk asks.
    pub fn as_homeserver(&self) -> homeservers::Connected {
        let homeserver = Arc::new(self.clone());
        homeservers::Connected {
            server_name: SERVER.to_owned(),
            asked: Some(Asked { sort: Service::Synapse, homeserver, every: TimeDelta::days(365) }),
            hook_keys: Vec::new(),
            leave_out: Vec::new(),
        }
    }

    fn change<T>(&self, change: impl FnOnce(&mut Inside) -> T) -> T {
        change(&mut self.inside.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn must_be_up(&self) -> Result<(), ConnectorError> {
        match self.change(|inside| (inside.is_down, inside.is_broken)) {
            (true, _) => Err(ConnectorError::transient("it is down")),
            (_, true) => Err(ConnectorError::permanent("somebody has to mend it")),
            (false, false) => Ok(()),
        }
    }

    fn obstacle(&self) -> Obstacle {
        Obstacle {
            at: format!("{}.room", self.about.key),
            kind: ObstacleKind::Undecided,
            what: "a row belongs to others too".into(),
            advice: "say what happens to it".into(),
        }
    }

    fn effect(&self, deleted: u64) -> Effect {
        let collection = format!("{}.puppet", self.about.key);
        Effect { collection, before: deleted, found: deleted, deleted, ..Effect::default() }
    }

    fn learned(&self, subject: &Subject) -> Vec<Learned> {
        let names = self.change(|inside| {
            let of = |account: &str| inside.learned.get(account).cloned().unwrap_or_default();
            subject.of_kind(IdentifierKind::MATRIX_ID).flat_map(of).collect::<Vec<_>>()
        });
        let learned = |identifier| Learned { identifier, from: "puppet.mxid".into(), certainty: Certainty::Known };
        names.into_iter().map(learned).collect()
    }
}

#[async_trait]
impl Sweeper for Satellite {
    async fn resolve_all(&self, people: &[Subject], _: &Call) -> Result<Vec<Vec<Learned>>, ConnectorError> {
        self.must_be_up()?;
        Ok(people.iter().map(|person| self.learned(person)).collect())
    }

    fn at_once(&self) -> NonZeroUsize {
        match self.manner {
            Manner::Lots(most) => most,
            Manner::Singly => NonZeroUsize::MIN,
        }
    }

    async fn sweep(&self, people: &[Subject], _: &Order, _: &Pseudonyms, _: &Call) -> Result<Swept, ConnectorError> {
        self.must_be_up()?;
        if self.change(|inside| inside.is_busy) {
            return Err(ConnectorError::transient("it is busy"));
        }
        let (fates, deleted, is_silent) = self.change(|inside| {
            let mut fates = Vec::new();
            for person in people {
                let names: Vec<_> = person.identifiers().iter().map(|name| name.value().to_owned()).collect();
                if names.iter().any(|name| inside.shared.contains(name)) {
                    fates.push(Fate::SetAside(vec![self.obstacle()]));
                    continue;
                }
                let rows = names.iter().filter_map(|name| inside.rows.remove(name)).sum();
                fates.push(Fate::Proven { rows, kept: 0 });
            }
            let rows = |fate: &Fate| if let Fate::Proven { rows, .. } = fate { *rows } else { 0 };
            let deleted = fates.iter().map(rows).sum();
            inside.sweeps.push(deleted);
            (fates, deleted, inside.is_silent)
        });
        if is_silent {
            self.silent.notify_one();
            std::future::pending::<()>().await;
        }
        self.may_stop().await;
        let effect = self.effect(deleted);
        Ok(Swept { fates, evidence: Evidence { effects: vec![effect], ..Evidence::default() } })
    }
}

#[async_trait]
impl Eraser for Satellite {
    async fn preview(&self, subject: &Subject, order: &Order, _: &Call) -> Result<Preview, ConnectorError> {
        self.must_be_up()?;
        let rows = self.rows_of(subject);
        let names = subject.identifiers();
        let is_shared = self.change(|inside| names.iter().any(|name| inside.shared.contains(name.value())));
        let collection = format!("{}.puppet", self.about.key);
        Ok(Preview {
            system: self.about.key.clone(),
            order: order.clone(),
            collections: vec![Outlook { collection, found: rows, deleted: rows, ..Outlook::default() }],
            along: Vec::new(),
            obstacles: is_shared.then(|| self.obstacle()).into_iter().collect(),
            remarks: Vec::new(),
            frozen: Vec::new(),
            parts: Vec::new(),
            hash: format!("{rows} rows"),
        })
    }

    async fn erase(
        &self,
        subject: &Subject,
        plan: &Preview,
        pseudonyms: &Pseudonyms,
        call: &Call,
    ) -> Result<Erased, ConnectorError> {
        let swept = self.sweep(std::slice::from_ref(subject), &plan.order, pseudonyms, call).await?;
        Ok(Erased::Done(swept.evidence))
    }

    async fn verify(&self, subject: &Subject, _: &Order, _: &Call) -> Result<Verified, ConnectorError> {
        self.must_be_up()?;
        let left = self.rows_of(subject);
        let collection = format!("{}.puppet", self.about.key);
        Ok(Verified { read_back: vec![ReadBack { collection, left, kept: 0 }], ..Verified::default() })
    }

    fn sweeper(&self) -> Option<&dyn Sweeper> {
        match self.manner {
            Manner::Lots(_) => Some(self),
            Manner::Singly => None,
        }
    }
}

#[async_trait]
impl Connector for Satellite {
    fn about(&self) -> &System {
        &self.about
    }

    async fn check(&self, _: &Call) -> Result<Health, ConnectorError> {
        self.must_be_up().map(|()| Health::default())
    }

    async fn resolve(&self, subject: &Subject, _: &Call) -> Result<Vec<Learned>, ConnectorError> {
        self.must_be_up().map(|()| self.learned(subject))
    }

    async fn locate(&self, _: &Subject, _: &Call) -> Result<Located, ConnectorError> {
        self.must_be_up().map(|()| Located::default())
    }

    async fn export(
        &self,
        _: &Subject,
        _: Scope,
        _: Option<&Cursor>,
        _: &Call,
        _: &mut dyn Sink,
    ) -> Result<Exported, ConnectorError> {
        Ok(Exported::Ends { gaps: Vec::new() })
    }

    fn eraser(&self) -> Option<&dyn Eraser> {
        Some(self)
    }
}

#[async_trait]
impl Homeserver for Satellite {
    fn server_name(&self) -> &str {
        SERVER
    }

    async fn closed(&self, _: Option<Place>, _: &Call) -> Result<Page, ConnectorError> {
        self.must_be_up()?;
        Ok(Page { accounts: Vec::new(), unreadable: 0, next: None })
    }

    async fn standing(&self, account: &Account, _: &Call) -> Result<Standing, ConnectorError> {
        self.must_be_up()?;
        let is_open = self.change(|inside| inside.open.contains(account.as_str()));
        Ok(if is_open { Standing::Open } else { Standing::Closed { since: None } })
    }
}
