//! A connected system that does what a story tells it: it holds records, hides them, breaks and is mended.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use rightsdesk::register::connected::Connected;
use rightsdesk_exporters::{
    contract::{
        call::Call,
        connector::Connector,
        error::ConnectorError,
        outcome::{Certainty, Count, Cursor, Exported, Health, Learned, Located, ManualWork, Scope},
        register::{LegalBasis, Purpose, Role, System},
        sink::{Collection, Field, Record, Sink},
        subject::{Identifier, IdentifierKind, Subject},
        text::Text,
    },
    manual::connector::ManualConnector,
};
use serde_json::value::RawValue;

/// How the system is.
#[derive(Clone, Debug)]
enum Mood {
    Well,
    Down(String),
    Broken(String),
}

#[derive(Debug)]
struct Row {
    email: String,
    json: String,
    shared: bool,
}

#[derive(Debug)]
struct Inside {
    mood: Mood,
    rows: Vec<Row>,
    learned: Vec<(String, Identifier, Certainty)>,
    remarks: Vec<String>,
}

/// A system that finds people by their email address, unless told otherwise. Copies are the same system.
#[derive(Clone, Debug)]
pub struct Pretended {
    about: System,
    inside: Arc<Mutex<Inside>>,
}

impl Pretended {
    /// A system that holds nothing.
    pub fn new(key: &str, name: &str) -> Self {
        let inside = Inside { mood: Mood::Well, rows: Vec::new(), learned: Vec::new(), remarks: Vec::new() };
        Self { about: about(key, name, &[IdentifierKind::EMAIL], &[]), inside: Arc::new(Mutex::new(inside)) }
    }

    /// A system that finds people by another kind of name than their address.
    pub fn finding_by(key: &str, name: &str, kind: &'static str) -> Self {
        Self { about: about(key, name, &[kind], &[]), ..Self::new(key, name) }
    }

    /// It holds this record about the person with this address; a JSON object.
    #[must_use]
    pub fn holding(self, email: &str, json: &str) -> Self {
        self.change(|inside| inside.rows.push(Row { email: email.to_owned(), json: json.to_owned(), shared: false }));
        self
    }

    /// It holds this record about the person with this address and about others.
    #[must_use]
    pub fn sharing(self, email: &str, json: &str) -> Self {
        self.change(|inside| inside.rows.push(Row { email: email.to_owned(), json: json.to_owned(), shared: true }));
        self
    }

    /// It knows the person with this address by another name too.
    #[must_use]
    pub fn knowing(self, email: &str, kind: &str, value: &str) -> Self {
        self.naming(email, kind, value, Certainty::Known)
    }

    /// The person with this address has written another name into it, which may be anybody's.
    #[must_use]
    pub fn hearing(self, email: &str, kind: &str, value: &str) -> Self {
        self.naming(email, kind, value, Certainty::Claimed)
    }

    fn naming(mut self, email: &str, kind: &str, value: &str, certainty: Certainty) -> Self {
        let kind = IdentifierKind::parse(kind).expect("a kind");
        self.about.learns.push(kind.clone());
        let name = Identifier::new(kind, value).expect("a name");
        self.change(|inside| inside.learned.push((email.to_owned(), name, certainty)));
        self
    }

    /// It remarks something when it is asked how it is.
    #[must_use]
    pub fn remarking(self, remark: &str) -> Self {
        self.change(|inside| inside.remarks.push(remark.to_owned()));
        self
    }

    /// From now on it gives no answer, for a reason that may pass.
    pub fn goes_down(&self, why: &str) {
        self.change(|inside| inside.mood = Mood::Down(why.to_owned()));
    }

    /// From now on it gives no answer until somebody has looked.
    pub fn breaks(&self, why: &str) {
        self.change(|inside| inside.mood = Mood::Broken(why.to_owned()));
    }

    /// It answers again.
    pub fn is_mended(&self) {
        self.change(|inside| inside.mood = Mood::Well);
    }

    /// The system as the desk has it in its configuration.
    pub fn connected(&self) -> Connected {
        connected(&self.about.key, Arc::new(self.clone()))
    }

    fn change(&self, change: impl FnOnce(&mut Inside)) {
        change(&mut self.inside.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn look<T>(&self, look: impl FnOnce(&Inside) -> T) -> Result<T, ConnectorError> {
        let inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        match &inside.mood {
            Mood::Well => Ok(look(&inside)),
            Mood::Down(why) => Err(ConnectorError::transient(why)),
            Mood::Broken(why) => Err(ConnectorError::permanent(why)),
        }
    }

    fn rows(&self, subject: &Subject) -> Result<Vec<(String, bool)>, ConnectorError> {
        let kinds = &self.about.accepts;
        let is_theirs =
            |row: &&Row| kinds.iter().any(|kind| subject.of_kind(kind.as_str()).any(|name| name == row.email));
        self.look(|inside| inside.rows.iter().filter(is_theirs).map(|row| (row.json.clone(), row.shared)).collect())
    }
}

fn emails(subject: &Subject) -> impl Iterator<Item = &str> {
    subject.of_kind(IdentifierKind::EMAIL)
}

/// A system that a person looks into.
pub fn by_hand(key: &str, name: &str, instructions: &str) -> Connected {
    let work = ManualWork { instructions: instructions.into(), days: 10 };
    connected(key, Arc::new(ManualConnector::new(about(key, name, &[], &[]), work)))
}

pub(crate) fn connected(key: &str, connector: Arc<dyn Connector>) -> Connected {
    Connected { key: key.to_owned(), name: None, parallel: 2, connector }
}

pub(crate) fn about(key: &str, name: &str, accepts: &[&str], learns: &[&str]) -> System {
    let kinds = |kinds: &[&str]| kinds.iter().map(|kind| IdentifierKind::parse(kind).expect("a kind")).collect();
    System {
        key: key.to_owned(),
        name: name.into(),
        description: "A system of the stage.".into(),
        product: "stage".to_owned(),
        satellite: None,
        public: false,
        told_only: false,
        role: Role::Controller,
        location: vec!["GB".to_owned()],
        purposes: vec![Purpose {
            name: "To keep an account.".into(),
            legal_basis: LegalBasis::Contract,
            interests: Text::default(),
            data_categories: vec!["user.contact.email".to_owned()],
            retention: "As long as there is an account.".into(),
        }],
        recipients: Vec::new(),
        source: Text::default(),
        accepts: kinds(accepts),
        learns: kinds(learns),
        turn: rightsdesk_exporters::contract::register::Turn::Usual,
    }
}

#[async_trait]
impl Connector for Pretended {
    fn about(&self) -> &System {
        &self.about
    }

    async fn check(&self, _: &Call) -> Result<Health, ConnectorError> {
        self.look(|inside| Health { remarks: inside.remarks.clone() })
    }

    async fn resolve(&self, subject: &Subject, _: &Call) -> Result<Vec<Learned>, ConnectorError> {
        let from = format!("{}.account.name", self.about.key);
        self.look(|inside| {
            let theirs = inside.learned.iter().filter(|(email, ..)| emails(subject).any(|own| own == email));
            let learned = theirs.map(|(_, name, certainty)| Learned {
                identifier: name.clone(),
                from: from.clone(),
                certainty: *certainty,
            });
            learned.collect()
        })
    }

    async fn locate(&self, subject: &Subject, _: &Call) -> Result<Located, ConnectorError> {
        let rows = self.rows(subject)?;
        let shared = rows.iter().filter(|(_, shared)| *shared).count() as u64;
        let collection = format!("{}.account", self.about.key);
        Ok(Located { counts: vec![Count { collection, records: rows.len() as u64, shared }] })
    }

    async fn export(
        &self,
        subject: &Subject,
        _: Scope,
        _: Option<&Cursor>,
        _: &Call,
        sink: &mut dyn Sink,
    ) -> Result<Exported, ConnectorError> {
        let rows = self.rows(subject)?;
        let field = |name: &str, may_name_others| Field { name: name.to_owned(), may_name_others, ..Field::default() };
        let fields = vec![field("email", false), field("note", true)];
        let head = Collection { name: "account".to_owned(), description: "Accounts.".into(), fields, tabular: true };
        sink.collection(&head).await?;
        for (json, shared) in rows {
            let json = RawValue::from_string(json).expect("the story holds JSON");
            sink.record(Record { json: &json, reached_by: &["account.email".to_owned()], shared }).await?;
        }
        Ok(Exported::Ends { gaps: Vec::new() })
    }
}
