//! Somebody was given data, and it is written down: by staff, from a file, or by a system that keeps a list.
//!
//! Where the law says so, the person is not told of it for a time: on a coded ground that can leave something out of an
//! answer, until a day, and by a person who stands for it.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use rightsdesk_exporters::contract::subject::Identifier;
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{error::CaseError, refusal::Refusal, sealing},
    desk::Desk,
    disclosure::{
        self,
        basis::{Basis, Source},
        entity::Model,
        seal,
    },
    hold::name::blinds_of_all,
    kernel::{
        actor::Actor,
        database,
        ids::{DisclosureId, StaffId, TicketId},
    },
    law::grounds::Ground,
    message::LONGEST_MESSAGE,
    rights::right::Right,
};

/// The longest name of a recipient, in characters.
const LONGEST_NAME: usize = 200;

/// More kinds of data than one disclosure has.
const MOST_KINDS: usize = 50;

/// More names than anybody has.
const MOST_NAMES: usize = 200;

/// No person is kept in the dark for longer without another look, in days.
pub const LONGEST_DAYS: i64 = 5 * 366;

/// What is to be written down.
#[derive(Clone, Debug)]
pub struct Disclosing {
    /// To whom.
    pub recipient: String,
    /// On what.
    pub basis: Basis,
    /// Whether an authority asked in a particular inquiry (Art. 4(9)).
    pub is_inquiry: bool,
    /// The kinds of data, as the person is to read them.
    pub kinds: Vec<String>,
    /// The keys of the systems that it came from, if that is known.
    pub systems: Vec<String>,
    /// When.
    pub on: NaiveDate,
    /// The person's names.
    pub names: Vec<Identifier>,
    /// The ticket of the person: the names that we rely on there count too.
    pub ticket: Option<TicketId>,
    /// The number of the order, and what else is on file.
    pub words: String,
    /// On which ground, by code, and until when the person is not told.
    pub withheld: Option<(String, NaiveDate)>,
}

/// Who writes it down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorder {
    /// A member of staff.
    Staff(StaffId),
    /// Somebody at the command line, from a file.
    Import,
    /// A connected system.
    System,
}

impl Recorder {
    fn actor(self) -> Actor {
        match self {
            Self::Staff(id) => Actor::Staff(id),
            Self::Import => Actor::Desk,
            Self::System => Actor::Worker,
        }
    }

    const fn source(self) -> Source {
        match self {
            Self::Staff(_) => Source::Staff,
            Self::Import => Source::Import,
            Self::System => Source::System,
        }
    }
}

/// Writes it down.
pub async fn record(desk: &Desk, by: Recorder, disclosing: Disclosing) -> Result<DisclosureId, CaseError> {
    let Disclosing { recipient, basis, is_inquiry, kinds, systems, on, mut names, ticket, words, withheld } =
        disclosing;
    let recipient = recipient.trim();
    if recipient.is_empty() || recipient.chars().count() > LONGEST_NAME {
        return Err(Refusal::NoRecipient.into());
    }
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.trim()).filter(|kind| !kind.is_empty()).collect();
    if kinds.is_empty() || kinds.len() > MOST_KINDS {
        return Err(Refusal::NoKinds.into());
    }
    if words.chars().count() + kinds.iter().map(|kind| kind.chars().count()).sum::<usize>() > LONGEST_MESSAGE {
        return Err(Refusal::TooLong.into());
    }
    if on > desk.today() {
        return Err(Refusal::FutureDisclosure.into());
    }
    if systems.iter().any(|system| desk.systems.get(system).is_none()) {
        return Err(Refusal::NoSuchSystem.into());
    }
    if let Some((ground, until)) = &withheld {
        check_withholding(desk, ground, *until)?;
    }
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    if let Some(ticket) = ticket {
        names.extend(sealing::open(&tx, desk, ticket).await?.names(&tx).await?);
    }
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert((name.kind().as_str().to_owned(), name.value().to_owned())));
    if names.is_empty() || names.len() > MOST_NAMES {
        return Err(Refusal::NoDisclosureNames.into());
    }
    let id = DisclosureId(desk.ids.fresh());
    let (key, wrapped) = seal::fresh(&desk.masters, &*desk.chance, id);
    let staff = by.actor().staff();
    let row = Model {
        id,
        recipient: recipient.to_owned(),
        basis,
        is_inquiry,
        categories: json!(kinds).to_string(),
        systems: json!(systems).to_string(),
        disclosed_on: on,
        key_wrapped: Some(wrapped),
        names_sealed: seal::names(&key, &*desk.chance, id, &names),
        words_sealed: seal::words(&key, &*desk.chance, id, words.trim()),
        source: by.source(),
        recorded_by: staff,
        recorded_at: now,
        withheld_by: withheld.is_some().then_some(staff).flatten(),
        withheld_ground: withheld.as_ref().map(|(ground, _)| ground.clone()),
        withheld_until: withheld.map(|(_, until)| until),
    };
    let details = json!({ "disclosure": id, "basis": basis.code(), "on": on, "withheld": row.withheld_ground });
    disclosure::store::insert(&tx, row, blinds_of_all(&desk.index, &names)).await?;
    // On no ticket: whoever may read one need not learn what is withheld from the person.
    audit::store::append(&tx, [Entry::aside(now, by.actor(), "disclosure_recorded").with(details)]).await?;
    tx.commit().await?;
    Ok(id)
}

/// Keeps it from the person's answer on this ground until that day, or lets it be told.
pub async fn withhold(
    desk: &Desk,
    by: StaffId,
    id: DisclosureId,
    on: Option<(&str, NaiveDate)>,
) -> Result<(), CaseError> {
    if let Some((ground, until)) = on {
        check_withholding(desk, ground, until)?;
    }
    let tx = database::write(&desk.db).await?;
    if !disclosure::store::withhold(&tx, id, by, on).await? {
        return Err(CaseError::NotFound);
    }
    let (ground, until) = on.unzip();
    let details = json!({ "disclosure": id, "ground": ground, "until": until });
    let line = Entry::aside(desk.now(), Actor::Staff(by), "disclosure_withheld").with(details);
    audit::store::append(&tx, [line]).await?;
    tx.commit().await?;
    Ok(())
}

/// The grounds on which an answer can leave a recipient out.
pub fn grounds() -> impl Iterator<Item = &'static Ground> {
    Ground::all().iter().filter(|ground| ground.can_answer(Right::Access) && ground.kind.refuses())
}

fn check_withholding(desk: &Desk, ground: &str, until: NaiveDate) -> Result<(), Refusal> {
    let today = desk.today();
    let is_near = today <= until && until <= today + TimeDelta::days(LONGEST_DAYS);
    if is_near && grounds().any(|known| known.code == ground) { Ok(()) } else { Err(Refusal::NotToBeWithheld) }
}
