//! Staff look at our letters, and have one sent to themselves to see how it arrives.
//!
//! A test goes to nobody else: to the address of the account, or, if it has none, to the address of the officer that stands in
//! the configuration. No address is typed, so that nobody can be written to in the desk's name this way.

use std::str::FromStr;

use chrono::TimeDelta;
use lettre::message::Mailbox;
use serde_json::json;

use super::{letters::message_id, remedies};
use crate::{
    audit::{self, entry::Entry},
    casework::{error::CaseError, refusal::Refusal},
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{LetterId, StaffId},
    },
    law::regime::Regime,
    letter::wording::samples::{
        self,
        house::{House, Sample},
    },
    post::message::Draft,
    staff,
    tally::{self, store::Limit},
    words::language::Language,
};

/// How many tests one person may have sent in an hour: enough to see all letters of a language.
const MOST_TESTS_AN_HOUR: i32 = 40;

/// All letters as this desk writes them.
pub fn samples(desk: &Desk, language: Language) -> Result<Vec<Sample>, CaseError> {
    let ours = &desk.config.desk;
    let house = House {
        organisation: ours.organisation.clone(),
        contact: ours.contact.clone(),
        public_url: ours.public_url.clone(),
        staff_url: ours.staff_url.clone(),
        // Under both laws, so that every way to complain can be looked at.
        remedies: remedies::of(desk, Regime::Both, language),
    };
    samples::all(&house, language).map_err(CaseError::fault)
}

/// The letter of this name.
pub fn sample(desk: &Desk, name: &str, language: Language) -> Result<Sample, CaseError> {
    samples(desk, language)?.into_iter().find(|it| it.name == name).ok_or(CaseError::NotFound)
}

/// Where a test for this member of staff goes.
pub async fn address(desk: &Desk, by: StaffId) -> Result<String, CaseError> {
    let own = staff::store::by_id(&desk.db, by).await?.and_then(|person| person.email);
    Ok(own.unwrap_or_else(|| desk.config.desk.contact.clone()))
}

/// Sends a letter to whoever asks for it, marked as a test.
///
/// It is handed to the mail server at once and not put into the outbox, whose letters belong to a ticket: so the one who waits is
/// told whether it was taken. The log has its line before anything leaves.
pub async fn send(desk: &Desk, by: StaffId, name: &str, language: Language) -> Result<(), CaseError> {
    let sample = sample(desk, name, language)?;
    let to = address(desk, by).await?;
    let now = desk.now();
    let id = LetterId(desk.ids.fresh());
    let tx = database::write(&desk.db).await?;
    let limit = Limit { most: MOST_TESTS_AN_HOUR, span: TimeDelta::hours(1) };
    if !tally::store::count(&tx, format!("letters tested by {by}").as_bytes(), limit, now).await? {
        return Err(Refusal::EnoughTests.into());
    }
    let details = json!({ "letter": id, "sample": sample.name, "language": language.code() });
    audit::store::append(&tx, [Entry::aside(now, Actor::Staff(by), "letter_tested").with(details)]).await?;
    tx.commit().await?;
    let w = language.lettering();
    let draft = Draft {
        from: Mailbox::from_str(&desk.config.mail.from).map_err(CaseError::fault)?,
        to: Mailbox::new(None, to.parse().map_err(CaseError::fault)?),
        subject: format!("{} {}", w.mark, sample.letter.subject),
        text: format!("{} {}\n\n{}", w.mark, w.mark_text, sample.letter.body),
        message_id: message_id(desk, &id),
        attachment: None,
        written_at: now,
    };
    let mail = draft.build().map_err(CaseError::fault)?;
    desk.post.send(mail, &id.to_string()).await.map_err(|problem| {
        tracing::warn!(letter = %id, %problem, "a test did not leave");
        Refusal::TestNotTaken.into()
    })
}
