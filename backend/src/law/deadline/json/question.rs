//! The question as it is written, and its reading into a [`Matter`].
//!
//! A field that is not known is refused: a misspelt `extension` must not pass for none.

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::{
    law::{
        deadline::{
            history::{About, Asked, Demand, Event, History, ImpossibleHistory, Quantity, Reasons},
            matter::{Matter, Notice},
        },
        regime::{Law, NotARegime, Regime},
    },
    rights::right::{NotARight, Right},
};

/// A question as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    #[serde(default)]
    kind: Kind,
    regimes: Vec<Law>,
    /// Read for a request only; the other kinds know their right.
    right: Option<String>,
    timezone: Option<String>,
    received_on: Option<NaiveDate>,
    received_at: Option<DateTime<FixedOffset>>,
    identity: Option<Proof>,
    authority: Option<Proof>,
    fee: Option<Fee>,
    clarifications: Option<Vec<Clarification>>,
    extension: Option<Extension>,
    first_communication_on: Option<NaiveDate>,
    first_disclosure_on: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
enum Kind {
    #[default]
    #[serde(rename = "dsr")]
    Request,
    #[serde(rename = "complaint_ack_uk")]
    Complaint,
    #[serde(rename = "art14_notice")]
    Notice,
    #[serde(rename = "deactivation_erasure")]
    Deactivation,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Proof {
    requested_on: NaiveDate,
    satisfied_on: Option<NaiveDate>,
    #[serde(default)]
    undue_delay: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fee {
    requested_on: NaiveDate,
    paid_on: Option<NaiveDate>,
    #[serde(default)]
    undue_delay: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Clarification {
    requested_on: NaiveDate,
    answered_on: Option<NaiveDate>,
    /// `information` or `processing`; any other word is a question that stops nothing, which is the cautious reading.
    scope: String,
    /// Whether the desk says that there is much data (recital 63). Who asks for clarification usually does.
    #[serde(default = "yes")]
    large_quantity: bool,
    #[serde(default)]
    undue_delay: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Extension {
    notified_on: NaiveDate,
    #[serde(default = "yes")]
    reasons_given: bool,
}

const fn yes() -> bool {
    true
}

impl Question {
    /// What is asked, if it can be.
    pub fn read(&self) -> Result<Matter, NotAQuestion> {
        let regime = Regime::of(&self.regimes)?;
        let received_on = self.received_on(regime)?;
        if self.kind != Kind::Request && self.has_events() {
            return Err(NotAQuestion::NothingToPause);
        }
        if self.kind != Kind::Notice && (self.first_communication_on.is_some() || self.first_disclosure_on.is_some()) {
            return Err(NotAQuestion::NotANotice);
        }
        match self.kind {
            Kind::Request => {
                let right = Right::parse(self.right.as_deref().unwrap_or_default())?;
                Ok(Matter::Request { regime, right, history: self.history(received_on)? })
            }
            Kind::Complaint if regime == Regime::Eu => Err(NotAQuestion::ComplaintOutsideUk),
            Kind::Complaint => Ok(Matter::Complaint { received_on }),
            Kind::Notice => {
                let mut notice = Notice::obtained(regime, received_on);
                if let Some(on) = self.first_communication_on {
                    notice = notice.with_first_communication(on)?;
                }
                if let Some(on) = self.first_disclosure_on {
                    notice = notice.with_first_disclosure(on)?;
                }
                Ok(Matter::Notice(notice))
            }
            Kind::Deactivation => Ok(Matter::Deactivation { closed_on: received_on }),
        }
    }

    /// The day of receipt: as given, or as it was in the controller's time zone at the instant given. Two that differ are a mistake.
    fn received_on(&self, regime: Regime) -> Result<NaiveDate, NotAQuestion> {
        let zone: Option<Tz> = match &self.timezone {
            Some(name) => Some(name.parse().map_err(|_| NotAQuestion::TimeZone)?),
            None => None,
        };
        let local = self.received_at.map(|at| match zone {
            Some(zone) => at.with_timezone(&zone).date_naive(),
            None => regime.day_of(at.to_utc()),
        });
        match (self.received_on, local) {
            (Some(given), Some(local)) if given != local => Err(NotAQuestion::TwoDays { given, local }),
            (given, local) => given.or(local).ok_or(NotAQuestion::NoReceipt),
        }
    }

    fn has_events(&self) -> bool {
        self.identity.is_some()
            || self.authority.is_some()
            || self.fee.is_some()
            || self.extension.is_some()
            || self.clarifications.as_ref().is_some_and(|all| !all.is_empty())
    }

    fn history(&self, received_on: NaiveDate) -> Result<History, NotAQuestion> {
        let mut history = History::received(received_on);
        for (demand, proof) in [(Demand::Identity, &self.identity), (Demand::Authority, &self.authority)] {
            if let Some(proof) = proof {
                let asked = asked(demand, proof.requested_on, proof.satisfied_on, proof.undue_delay)?;
                history = history.with_asked(asked)?;
            }
        }
        if let Some(fee) = &self.fee {
            history = history.with_asked(asked(Demand::Fee, fee.requested_on, fee.paid_on, fee.undue_delay)?)?;
        }
        for clarification in self.clarifications.iter().flatten() {
            let quantity = if clarification.large_quantity { Quantity::Large } else { Quantity::Small };
            let about = match clarification.scope.as_str() {
                "information" | "processing" => About::Information(quantity),
                _ => About::SomethingElse,
            };
            let Clarification { requested_on, answered_on, undue_delay, .. } = *clarification;
            let asked = asked(Demand::Clarification(about), requested_on, answered_on, undue_delay)?;
            history = history.with_asked(asked)?;
        }
        if let Some(Extension { notified_on, reasons_given }) = self.extension {
            let reasons = if reasons_given { Reasons::Given } else { Reasons::Missing };
            history = history.with(Event::Extension { notified_on, reasons })?;
        }
        Ok(history)
    }
}

fn asked(
    demand: Demand,
    on: NaiveDate,
    answered_on: Option<NaiveDate>,
    undue_delay: bool,
) -> Result<Asked, ImpossibleHistory> {
    let mut asked = Asked::open(demand, on);
    if undue_delay {
        asked = asked.with_undue_delay();
    }
    match answered_on {
        Some(answered_on) => asked.answered(answered_on),
        None => Ok(asked),
    }
}

/// Why a question cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum NotAQuestion {
    /// Not of the form that is expected.
    #[error("not of the expected form: {0}")]
    Form(serde_json::Error),
    /// No law, or one that is not known.
    #[error(transparent)]
    Regime(#[from] NotARegime),
    /// No right, or one that is not known.
    #[error(transparent)]
    Right(#[from] NotARight),
    /// The dates contradict each other.
    #[error(transparent)]
    History(#[from] ImpossibleHistory),
    /// The name of the time zone is not known.
    #[error("timezone names no time zone; one is Europe/London")]
    TimeZone,
    /// Neither a day nor an instant of receipt.
    #[error("received_on or received_at is needed")]
    NoReceipt,
    /// The day of receipt is not that of the instant of receipt.
    #[error("received_on is {given} but received_at falls on {local} there")]
    TwoDays {
        /// The day as given.
        given: NaiveDate,
        /// The local day of the instant.
        local: NaiveDate,
    },
    /// Only a request can be paused or extended.
    #[error("only a request has identity, authority, fee, clarifications or extension")]
    NothingToPause,
    /// Only a notice has a first communication or disclosure.
    #[error("only an art14_notice has first_communication_on or first_disclosure_on")]
    NotANotice,
    /// The duty to acknowledge complaints is British.
    #[error("complaint_ack_uk needs UK among the regimes")]
    ComplaintOutsideUk,
}
