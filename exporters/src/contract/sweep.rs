//! Erasing many people at once: what closed accounts need, hundreds of which fall due on the same day.
//!
//! The rules of [`Eraser`](super::eraser::Eraser) hold for each of the people. In addition, one person who cannot be erased as
//! the others are never stops the others, and asking twice does each thing once: people of whom nothing is left are proven.

use std::num::NonZeroUsize;

use async_trait::async_trait;

use super::{
    call::Call,
    erasure::{Evidence, Obstacle, Order, Verified},
    error::ConnectorError,
    outcome::Learned,
    pseudonym::Pseudonyms,
    subject::Subject,
};

/// A system from which many people can be erased at once, with few statements for all of them.
#[async_trait]
pub trait Sweeper: Send + Sync {
    /// Further names of each person that this system knows: as many answers as people, in their order.
    ///
    /// Asked of every system before anything is erased in any: what one system has forgotten cannot lead to another.
    async fn resolve_all(&self, people: &[Subject], call: &Call) -> Result<Vec<Vec<Learned>>, ConnectorError>;

    /// How many people it takes at once. Between one lot and the next it is asked who still is to be erased, so a system
    /// that needs minutes for each person takes few.
    fn at_once(&self) -> NonZeroUsize {
        NonZeroUsize::MAX
    }

    /// Erases them all by the manifest's rules and reads back by every name of theirs.
    ///
    /// # Errors
    /// Transient, and nothing done for anybody who is not done already, if the system was busy or away.
    async fn sweep(
        &self,
        people: &[Subject],
        order: &Order,
        pseudonyms: &Pseudonyms,
        call: &Call,
    ) -> Result<Swept, ConnectorError>;

    /// Looks where names of these people still stand, in whatever the system holds, declared or not; `None`: it cannot look for
    /// many people at once. Reads all texts of the system, so it is not asked after each lot.
    async fn search(
        &self,
        _people: &[Subject],
        _order: &Order,
        _call: &Call,
    ) -> Result<Option<Verified>, ConnectorError> {
        Ok(None)
    }
}

/// What became of the people of a sweep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swept {
    /// One for each person, in their order.
    pub fates: Vec<Fate>,
    /// What was done, all people together. Its effects count the rows of these people, before and after: counting whole
    /// tables for each set would cost more than erasing.
    pub evidence: Evidence,
}

/// What became of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing of theirs is left but what the manifest's rules keep; it was read back.
    Proven {
        /// Rows of theirs that were deleted or blanked; 0 also when it had been done before.
        rows: u64,
        /// Rows of theirs that the rules keep.
        kept: u64,
    },
    /// Nothing of theirs was changed. A person has to look: rows belong to others too and the manifest asks, a rule of
    /// the database is in the way, something was still there when it was read back.
    SetAside(Vec<Obstacle>),
}
