//! Somebody complains who never asked for anything: at the public form, or by mail, by phone or by letter to staff.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rightsdesk_exporters::contract::subject::Identifier;

use crate::{
    casework::{
        error::CaseError,
        receiving::{
            receive::{Aimed, Asking, Receipt},
            receive_once, verify_by_hand,
        },
        refusal::Refusal,
    },
    complaint::state::Channel as Brought,
    desk::Desk,
    kernel::{actor::Actor, ids::StaffId},
    ticket::{
        self,
        intake::{Channel, Delivery},
        state::State,
    },
    words::language::Language,
};

/// What somebody complains about, as it was checked at the door.
#[derive(Clone, Debug)]
pub struct Complaining {
    /// The email address or Matrix ID to answer to, or where else they are reached.
    pub contact: Identifier,
    /// In their own words.
    pub text: String,
    /// Their language.
    pub language: Language,
    /// How it came.
    pub channel: Channel,
    /// When it reached us, if that was before today.
    pub received_on: Option<NaiveDate>,
}

/// The person's own words, at the form. A mail asks them to confirm it. The same form again is the complaint that is there.
pub async fn from_person(desk: &Desk, form: &str, complaining: Complaining) -> Result<Receipt, CaseError> {
    receive_once::receive_once(desk, form, asking(complaining, Brought::Person)?, Actor::Subject).await
}

/// Staff write it down, and how they know who complains: there is nothing left to confirm.
pub async fn write_down(
    desk: &Desk,
    by: StaffId,
    form: &str,
    complaining: Complaining,
    how: &str,
) -> Result<Receipt, CaseError> {
    if how.trim().is_empty() {
        return Err(Refusal::NoProof.into());
    }
    let asking = asking(complaining, Brought::Staff)?;
    let receipt = receive_once::receive_once(desk, form, asking, Actor::Staff(by)).await?;
    // The same form again may come after both steps, or between them.
    let known = ticket::store::by_id(&desk.db, receipt.id).await?.ok_or(CaseError::NotFound)?;
    if known.state == State::Unverified {
        verify_by_hand::verify_unseen(desk, by, receipt.id, how).await?;
    }
    Ok(receipt)
}

fn asking(complaining: Complaining, brought: Brought) -> Result<Aimed, CaseError> {
    if complaining.text.trim().is_empty() {
        return Err(Refusal::NoComplaint.into());
    }
    let asking = Asking {
        rights: BTreeSet::new(),
        part: None,
        contact: complaining.contact,
        others: Vec::new(),
        message: complaining.text,
        delivery: Delivery::Link,
        language: complaining.language,
        channel: complaining.channel,
        agent: None,
        received_on: complaining.received_on,
    };
    Ok(Aimed { asking, aims: None, complaint: Some(brought) })
}
