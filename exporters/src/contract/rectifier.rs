//! What a connector that can correct data is asked, beyond what every connector is.

use async_trait::async_trait;

use super::{
    call::Call,
    correction::{Correctable, Corrections, HeldField, Proposal, ReadAgain, Rectified},
    error::ConnectorError,
    subject::Subject,
};

/// A system in which people's data can be corrected: Art. 16.
///
/// Rules for whoever implements it: nothing is written that a proposal did not show; a subject of whose kinds the system
/// knows none is refused; corrections are written as a whole or not at all, where the system can undo what was begun, and where it
/// cannot, what was written and what was refused is told field by field; a row that belongs to other people too is never
/// touched, but told; only fields that the manifest declares correctable are written, and a field by which people are found
/// only with another name that the subject has; what was written is read back before it holds.
#[async_trait]
pub trait Rectifier: Send + Sync {
    /// The fields that may be corrected; asks nothing.
    fn correctable(&self) -> Vec<Correctable>;

    /// What stands in these fields of the person's: what they are shown to say what is wrong. Changes nothing.
    async fn held(&self, subject: &Subject, call: &Call) -> Result<Vec<HeldField>, ConnectorError>;

    /// What the corrections would change, row by row, and what is in their way. Changes nothing.
    async fn propose(
        &self,
        subject: &Subject,
        corrections: &Corrections,
        call: &Call,
    ) -> Result<Proposal, ConnectorError>;

    /// Writes what was proposed under this hash, if that is still what is there.
    ///
    /// # Errors
    /// Permanent, and nothing written, if something is in the way or a rule of the system is violated; transient, and nothing
    /// written, if the system was busy. If the answer to the last word was lost, a new proposal tells what is there. A system that
    /// undoes nothing answers with what is there now, and with a misfit for each field that it refused.
    async fn rectify(
        &self,
        subject: &Subject,
        corrections: &Corrections,
        hash: &str,
        call: &Call,
    ) -> Result<Rectified, ConnectorError>;

    /// Reads back: where what is right stands, and where what was wrong still does.
    async fn read_back(
        &self,
        subject: &Subject,
        corrections: &Corrections,
        call: &Call,
    ) -> Result<ReadAgain, ConnectorError>;
}
