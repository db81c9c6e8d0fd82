//! Who of those that were erased from a system is there again: its roll is held against the ledger.
//!
//! The ledger says only by which keyed hashes people were known, so every name that the system knows is hashed the same way
//! and looked up. That somebody is there again does not say why: a backup may have brought them back, or they have come back
//! by themselves, with a new account. No system can tell, so finding them is one thing, and erasing them again another, which
//! somebody has to order ([`replay`](super::replay)).
//!
//! Memory: a few dozen bytes for each name in the ledger, and the names of those who are found; nothing for all others.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use rightsdesk_exporters::contract::{call::Call, error::ConnectorError, roll::Called, subject::Identifier};
use sea_orm::DbErr;

use crate::{
    desk::Desk,
    ledger::{
        self,
        cause::Cause,
        entry::counts_anything,
        names::{self, Names},
        what::What,
    },
    register::connected::Connected,
};

/// Somebody who was erased from a system and whose name stands there.
#[derive(Clone, Debug)]
pub struct Back {
    /// The line of the ledger that told of them first, and which of its people they are, from 1: `17.1`.
    pub line: String,
    /// When they were erased.
    pub at: DateTime<Utc>,
    /// Why.
    pub cause: Cause,
    /// The names that stand there, as they are written there.
    pub names: Vec<Identifier>,
    /// All by which the ledger knows them.
    pub known_as: Names,
    /// Whether their erasure was broken off and never done: a part of them stayed, and was meant to.
    pub is_part: bool,
}

/// Of whom it is asked whether they are there again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Those who were erased.
    Done,
    /// Those of whom a part was erased before it was broken off as well.
    DoneOrPart,
}

impl Of {
    const fn whats(self) -> &'static [What] {
        match self {
            Self::Done => &[What::Done],
            Self::DoneOrPart => &[What::Done, What::Interrupted],
        }
    }
}

/// What a roll has brought.
#[derive(Clone, Debug, Default)]
pub struct RollCall {
    /// So many people were erased from the system in that time.
    pub erased: usize,
    /// So many names were read out.
    pub heard: u64,
    /// Those of them whose name stands there, in the order in which they were erased.
    pub back: Vec<Back>,
}

/// Why a roll could not be called.
#[derive(Debug, thiserror::Error)]
pub enum NoRoll {
    /// The system has none.
    #[error("this system cannot read its names out")]
    Unable,
    /// It did not answer.
    #[error("the system did not answer")]
    System(#[from] ConnectorError),
    /// We could not look up who was erased.
    #[error("the ledger could not be read")]
    Store(#[from] DbErr),
    /// What stands there is none.
    #[error("line {0} of the ledger cannot be read; verify it")]
    Unreadable(i64),
}

/// Calls the roll of a system for those who were erased from it since a moment, or ever.
pub async fn call_roll(
    desk: &Desk,
    system: &Connected,
    (of, since): (Of, Option<DateTime<Utc>>),
    call: &Call,
) -> Result<RollCall, NoRoll> {
    let roll = system.connector.roll().ok_or(NoRoll::Unable)?;
    let erased = Erased::read(desk, &system.key, of, since).await?;
    let mut heard = 0;
    let mut there: BTreeMap<u32, BTreeSet<Identifier>> = BTreeMap::new();
    let mut hear = |called: Called| {
        heard += 1;
        let hashes = names::candidates(&desk.index, &called);
        let person = hashes.iter().find_map(|hash| erased.by_hash.get(hash));
        if let Some(person) = person {
            there.entry(*person).or_default().insert(called.name);
        }
    };
    if !erased.people.is_empty() {
        roll.call_roll(&mut hear, call).await?;
    }
    let back = there.into_iter().map(|(person, names)| {
        let known_as = erased.by_hash.iter().filter(|(_, other)| **other == person).map(|(hash, _)| hash);
        let mut known_as: Vec<_> = known_as.collect();
        known_as.sort_unstable();
        let Person { line, nth, at, cause, is_part } = &erased.people[person as usize];
        Back {
            line: format!("{line}.{nth}"),
            at: *at,
            cause: *cause,
            names: names.into_iter().collect(),
            known_as: Names::new(known_as),
            is_part: *is_part,
        }
    });
    let back = back.collect();
    Ok(RollCall { erased: erased.people.len(), heard, back })
}

/// Those who were erased, by each of the hashes of their names.
#[derive(Default)]
struct Erased {
    people: Vec<Person>,
    by_hash: HashMap<[u8; 32], u32>,
}

struct Person {
    line: i64,
    nth: usize,
    at: DateTime<Utc>,
    cause: Cause,
    is_part: bool,
}

impl Erased {
    async fn read(desk: &Desk, system: &str, of: Of, since: Option<DateTime<Utc>>) -> Result<Self, NoRoll> {
        let mut erased = Self::default();
        let mut seq = 0;
        loop {
            let page = ledger::store::told_since(&desk.db, system, of.whats(), since, seq).await?;
            let Some(last) = page.last() else { return Ok(erased) };
            seq = last.seq;
            for row in &page {
                let is_part = row.what == What::Interrupted;
                // Of whom nothing was gone yet nobody can be there again.
                if is_part && !counts_anything(&row.details) {
                    continue;
                }
                let unreadable = NoRoll::Unreadable(row.seq);
                let (Some(cause), Some(people)) = (Cause::of(row), names::read(&row.names)) else {
                    return Err(unreadable);
                };
                for (at, names) in people.iter().enumerate() {
                    let hashes: Option<Vec<_>> = names.hashes().iter().map(|hash| names::parse(hash)).collect();
                    let person = Person { line: row.seq, nth: at + 1, at: row.at, cause, is_part };
                    erased.add(person, hashes.ok_or(NoRoll::Unreadable(row.seq))?);
                }
            }
        }
    }

    /// Somebody who was erased twice is one person: any of their names says so. Who was erased at all is not one of whom a part
    /// stayed.
    fn add(&mut self, person: Person, hashes: Vec<[u8; 32]>) {
        if hashes.is_empty() {
            return;
        }
        let known = hashes.iter().find_map(|hash| self.by_hash.get(hash).copied());
        if let Some(known) = known
            && !person.is_part
        {
            self.people[known as usize].is_part = false;
        }
        let index = known.unwrap_or_else(|| {
            self.people.push(person);
            u32::try_from(self.people.len() - 1).unwrap_or(u32::MAX)
        });
        for hash in hashes {
            self.by_hash.entry(hash).or_insert(index);
        }
    }
}
