//! What somebody has answered so far, sealed into one field of the form.
//!
//! Nothing is stored for people who leave, and no cookie is needed; a field that is too old, altered or another
//! version's is not read.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use rightsdesk_vault::sealer::Sealer;
use serde::{Deserialize, Serialize};

use crate::{
    casework::erasing::parts,
    desk::Desk,
    request::{aim::Aims, part::Part},
    rights::right::Right,
    web::problem::BadForm,
};

/// How long the answers may be on their way.
const LIFETIME: TimeDelta = TimeDelta::hours(2);

/// Counts the shapes that the answers have had.
const PLACE: &str = "answers 4";

/// The answers, as they were typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Answers {
    /// What is asked for.
    pub rights: Vec<Right>,
    /// What an objection is aimed at, besides what can be weighed: codes.
    pub aims: Vec<String>,
    /// In which systems consent is taken back; none: wherever something rests on it.
    pub consents: Option<Vec<String>>,
    /// From which systems something is to be erased; none: from all of them.
    pub systems: Option<Vec<String>>,
    /// Whether the account stays.
    pub keeps_account: bool,
    /// The mail address.
    pub email: String,
    /// The Matrix ID.
    pub matrix_id: String,
    /// Another mail address.
    pub other_email: String,
    /// Another Matrix ID.
    pub other_matrix_id: String,
    /// The number as a customer.
    pub customer_number: String,
    /// A phone number.
    pub phone_number: String,
    /// In their own words.
    pub message: String,
    /// Whether the archive shall be attached.
    pub is_attached: bool,
    /// Who asks for the person.
    pub agent: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Carried {
    at: DateTime<Utc>,
    answers: Answers,
}

impl Answers {
    /// Which part of an erasure was chosen; none: everything.
    pub fn part(&self, desk: &Desk) -> Option<Part> {
        let all = || desk.systems.iter().map(|system| system.key.clone()).collect();
        let systems = self.systems.clone().unwrap_or_else(all);
        let part = parts::chosen(desk, systems.iter().map(String::as_str), self.keeps_account);
        part.filter(|_| self.rights.contains(&Right::Erasure))
    }

    /// What the objection is aimed at; none: at what can be weighed alone.
    pub fn aims(&self) -> Option<Aims> {
        let aims = Aims::of(self.aims.iter().filter_map(|code| code.parse().ok()).collect())?;
        Some(aims.in_systems(self.consents.iter().flatten().cloned().collect()))
    }

    /// The sealed field.
    pub fn seal(&self, desk: &Desk) -> String {
        let carried = Carried { at: desk.now(), answers: self.clone() };
        let plain = serde_json::to_vec(&carried).expect("answers are made of plain values");
        URL_SAFE_NO_PAD.encode(sealer(desk).seal(&*desk.chance, PLACE, &plain))
    }

    /// Reads the sealed field; an empty one is the beginning.
    pub fn open(desk: &Desk, field: &str) -> Result<Self, BadForm> {
        if field.is_empty() {
            return Ok(Self::default());
        }
        let not_ours = BadForm("its answers are too old or not ours");
        let sealed = URL_SAFE_NO_PAD.decode(field).map_err(|_| not_ours.clone())?;
        let plain = sealer(desk).open(PLACE, &sealed).map_err(|_| not_ours.clone())?;
        let carried: Carried = serde_json::from_slice(&plain).map_err(|_| not_ours.clone())?;
        if desk.now() - carried.at > LIFETIME { Err(not_ours) } else { Ok(carried.answers) }
    }
}

fn sealer(desk: &Desk) -> Sealer {
    Sealer::new(&desk.masters, "form state")
}
