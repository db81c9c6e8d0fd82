//! What happened to a request, as far as its period is concerned.
//!
//! What must always hold: nothing is answered before it is asked, and nothing happens before the request is received.
//! A [`History`] that breaks this cannot be made.

use chrono::NaiveDate;

/// What the desk may ask of the person before, or while, it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Demand {
    /// Who they are (Art. 12(6)).
    Identity,
    /// That they may act for somebody else.
    Authority,
    /// To pay for a request that is manifestly unfounded or excessive (Art. 12(5)).
    Fee,
    /// What they mean.
    Clarification(About),
}

/// What is to be made clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// Which information or processing the request is about.
    Information(Quantity),
    /// Anything else: in which format, to which address.
    SomethingElse,
}

/// How much data there is about the person: only with much of it may one ask what is meant (recital 63).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantity {
    /// A large quantity.
    Large,
    /// So little that the question could have been left unasked.
    Small,
}

/// Whether the desk asked without undue delay. Only then may the question affect the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promptness {
    /// It did.
    Prompt,
    /// It did not.
    UndueDelay,
}

/// A question that was put to the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    demand: Demand,
    on: NaiveDate,
    answered_on: Option<NaiveDate>,
    promptness: Promptness,
}

impl Asked {
    /// A question asked in good time on this day and still open.
    pub const fn open(demand: Demand, on: NaiveDate) -> Self {
        Self { demand, on, answered_on: None, promptness: Promptness::Prompt }
    }

    /// The same question, settled on this day: proof received, fee paid, answer given.
    pub fn answered(self, on: NaiveDate) -> Result<Self, ImpossibleHistory> {
        if on < self.on {
            return Err(ImpossibleHistory::AnsweredBeforeAsked { asked_on: self.on, answered_on: on });
        }
        Ok(Self { answered_on: Some(on), ..self })
    }

    /// The same question, asked with undue delay.
    #[must_use]
    pub const fn with_undue_delay(self) -> Self {
        Self { promptness: Promptness::UndueDelay, ..self }
    }

    /// What was asked for.
    pub const fn demand(&self) -> Demand {
        self.demand
    }

    /// The day on which it was asked.
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// The day on which it was settled; `None` while it is open.
    pub const fn answered_on(&self) -> Option<NaiveDate> {
        self.answered_on
    }

    /// Whether it was asked in good time.
    pub const fn promptness(&self) -> Promptness {
        self.promptness
    }
}

/// Whether the notice of an extension gives the reasons, without which it is none (Art. 12(3); UK Art. 12A(3)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reasons {
    /// They are given.
    Given,
    /// They are missing.
    Missing,
}

/// One thing that happened after receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The desk asked something.
    Asked(Asked),
    /// The desk told the person that it needs two more months.
    Extension {
        /// When it was told.
        notified_on: NaiveDate,
        /// Whether with reasons.
        reasons: Reasons,
    },
}

impl Event {
    /// The day on which it happened.
    pub const fn on(&self) -> NaiveDate {
        match self {
            Self::Asked(asked) => asked.on,
            Self::Extension { notified_on, .. } => *notified_on,
        }
    }
}

/// A request from its receipt on. Events stand in the order of their days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    received_on: NaiveDate,
    events: Vec<Event>,
}

impl History {
    /// A request that was received on this day, and nothing has happened since.
    pub const fn received(on: NaiveDate) -> Self {
        Self { received_on: on, events: Vec::new() }
    }

    /// The same history with one more event, in its place.
    pub fn with(mut self, event: Event) -> Result<Self, ImpossibleHistory> {
        if event.on() < self.received_on {
            return Err(ImpossibleHistory::BeforeReceipt { received_on: self.received_on, happened_on: event.on() });
        }
        let place = self.events.partition_point(|earlier| earlier.on() <= event.on());
        self.events.insert(place, event);
        Ok(self)
    }

    /// The same history with a question.
    pub fn with_asked(self, asked: Asked) -> Result<Self, ImpossibleHistory> {
        self.with(Event::Asked(asked))
    }

    /// The same history with a reasoned notice of extension.
    pub fn with_extension(self, notified_on: NaiveDate) -> Result<Self, ImpossibleHistory> {
        self.with(Event::Extension { notified_on, reasons: Reasons::Given })
    }

    /// The day of receipt, in the controller's time zone, on whatever channel and whether or not anybody noticed.
    pub const fn received_on(&self) -> NaiveDate {
        self.received_on
    }

    /// What happened since, in order.
    pub fn events(&self) -> &[Event] {
        &self.events
    }
}

/// Dates that cannot have come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImpossibleHistory {
    /// The answer is older than the question.
    #[error("asked on {asked_on} but answered already on {answered_on}")]
    AnsweredBeforeAsked {
        /// When it was asked.
        asked_on: NaiveDate,
        /// When it is said to have been answered.
        answered_on: NaiveDate,
    },
    /// Something is older than the request.
    #[error("received on {received_on} but something happened already on {happened_on}")]
    BeforeReceipt {
        /// When the request was received.
        received_on: NaiveDate,
        /// When the other thing is said to have happened.
        happened_on: NaiveDate,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn time_does_not_run_backwards() {
        let asked = Asked::open(Demand::Identity, day("2026-03-03"));
        assert!(asked.answered(day("2026-03-02")).is_err());
        assert!(asked.answered(day("2026-03-03")).is_ok());
        assert!(History::received(day("2026-03-04")).with_asked(asked).is_err());
        assert!(History::received(day("2026-03-03")).with_asked(asked).is_ok());
        assert!(History::received(day("2026-03-04")).with_extension(day("2026-03-03")).is_err());
    }

    #[test]
    fn events_stand_in_order_however_they_are_told() {
        let history = History::received(day("2026-03-01")).with_extension(day("2026-03-20")).unwrap();
        let history = history.with_asked(Asked::open(Demand::Fee, day("2026-03-10"))).unwrap();
        let days: Vec<_> = history.events().iter().map(Event::on).collect();
        assert_eq!(days, [day("2026-03-10"), day("2026-03-20")]);
    }
}
