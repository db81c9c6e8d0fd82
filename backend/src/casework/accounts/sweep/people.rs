//! Whom a sweep is about: by what names each person is known, sealed for as long as the sweep lasts.

use rightsdesk_exporters::contract::subject::{Identifier, IdentifierKind, Subject};
use serde::{Deserialize, Serialize};

use crate::{
    casework::error::CaseError,
    deactivation::{
        entity::Model,
        store::Names,
        sweep::{self, People},
    },
    desk::Desk,
    kernel::ids::{DeactivationId, SweepId},
};

/// One person of a sweep.
#[derive(Clone, Serialize, Deserialize)]
pub struct Person {
    /// Their place in the sweep.
    pub place: i32,
    /// Their line.
    pub line: DeactivationId,
    /// Kind and value of each name; first that of the account.
    names: Vec<(String, String)>,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Person").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Person {
    /// The owner of the account.
    pub fn of(line: &Model, account: String) -> Self {
        Self { place: line.place, line: line.id, names: vec![(IdentifierKind::MATRIX_ID.to_owned(), account)] }
    }

    /// The Matrix ID: personal data.
    pub fn account(&self) -> &str {
        self.names.first().map_or("", |(_, account)| account)
    }

    /// All names.
    pub fn identifiers(&self) -> Vec<Identifier> {
        let read = |(kind, value): &(String, String)| Identifier::new(IdentifierKind::parse(kind).ok()?, value).ok();
        self.names.iter().filter_map(read).collect()
    }

    /// The person as systems are asked about them.
    pub fn subject(&self) -> Option<Subject> {
        Subject::new(self.identifiers()).ok()
    }

    /// Adds a name; false if it was known.
    pub fn learn(&mut self, name: &Identifier) -> bool {
        let name = (name.kind().as_str().to_owned(), name.value().to_owned());
        let is_new = !self.names.contains(&name);
        if is_new {
            self.names.push(name);
        }
        is_new
    }
}

/// The people behind these lines. A line whose name does not open is left out: it stays open, and the log tells of it.
pub fn of(desk: &Desk, lines: &[Model]) -> Vec<Person> {
    let names = Names::new(&desk.masters);
    let person = |line: &Model| match names.open(line) {
        Ok(Some(account)) => Some(Person::of(line, account)),
        Ok(None) | Err(_) => {
            tracing::error!(deactivation = %line.id, "the name of a closed account is damaged");
            None
        }
    };
    lines.iter().filter(|line| line.reopened_at.is_none()).filter_map(person).collect()
}

/// The people in the form in which they are stored.
pub fn seal(desk: &Desk, sweep: SweepId, people: &[Person]) -> Vec<u8> {
    let plain = serde_json::to_vec(people).expect("people are made of plain values");
    People::new(&desk.masters).seal(&*desk.chance, sweep, &plain)
}

/// The people of a sweep that is prepared.
pub fn open(desk: &Desk, sweep: &sweep::Model) -> Result<Vec<Person>, CaseError> {
    let plain = People::new(&desk.masters).open(sweep)?.ok_or(CaseError::Gone)?;
    serde_json::from_slice(&plain).map_err(CaseError::fault)
}
