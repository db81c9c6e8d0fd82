//! What a deadline is asked for.

use chrono::NaiveDate;

use super::history::{History, ImpossibleHistory};
use crate::{law::regime::Regime, rights::right::Right};

/// Something that must be done by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A request that exercises a right (Art. 15–22; Art. 13–14 when somebody asks).
    Request {
        /// The law that applies.
        regime: Regime,
        /// The right that is exercised.
        right: Right,
        /// What has happened so far.
        history: History,
    },
    /// A complaint to the controller, to be acknowledged (Data Protection Act 2018 s. 164A; UK only).
    Complaint {
        /// When it came.
        received_on: NaiveDate,
    },
    /// The notice owed to a person whose data came from elsewhere (Art. 14(3)).
    Notice(Notice),
    /// An account that was closed, and the promise to have erased it within thirty days.
    Deactivation {
        /// When it was closed.
        closed_on: NaiveDate,
    },
}

impl Matter {
    /// A request to which nothing has happened yet.
    pub const fn fresh_request(regime: Regime, right: Right, received_on: NaiveDate) -> Self {
        Self::Request { regime, right, history: History::received(received_on) }
    }
}

/// What decides how long a notice under Art. 14 may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    regime: Regime,
    obtained_on: NaiveDate,
    first_communication_on: Option<NaiveDate>,
    first_disclosure_on: Option<NaiveDate>,
}

impl Notice {
    /// Data obtained on this day, and neither used to write to the person nor passed on.
    pub const fn obtained(regime: Regime, on: NaiveDate) -> Self {
        Self { regime, obtained_on: on, first_communication_on: None, first_disclosure_on: None }
    }

    /// The same, but the data is first used to communicate with the person on this day (Art. 14(3)(b)).
    pub fn with_first_communication(self, on: NaiveDate) -> Result<Self, ImpossibleHistory> {
        Ok(Self { first_communication_on: Some(self.not_before(on)?), ..self })
    }

    /// The same, but the data is first disclosed to another recipient on this day (Art. 14(3)(c)).
    pub fn with_first_disclosure(self, on: NaiveDate) -> Result<Self, ImpossibleHistory> {
        Ok(Self { first_disclosure_on: Some(self.not_before(on)?), ..self })
    }

    /// The law that applies.
    pub const fn regime(&self) -> Regime {
        self.regime
    }

    /// When the data came.
    pub const fn obtained_on(&self) -> NaiveDate {
        self.obtained_on
    }

    /// When the person is first written to, if that is known.
    pub const fn first_communication_on(&self) -> Option<NaiveDate> {
        self.first_communication_on
    }

    /// When the data is first passed on, if that is known.
    pub const fn first_disclosure_on(&self) -> Option<NaiveDate> {
        self.first_disclosure_on
    }

    fn not_before(&self, happened_on: NaiveDate) -> Result<NaiveDate, ImpossibleHistory> {
        if happened_on < self.obtained_on {
            return Err(ImpossibleHistory::BeforeReceipt { received_on: self.obtained_on, happened_on });
        }
        Ok(happened_on)
    }
}
