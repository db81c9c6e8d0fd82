//! What every connected system can be asked.

use async_trait::async_trait;

use super::{
    call::Call,
    disclosing::DisclosureLog,
    drift::Drifting,
    eraser::Eraser,
    error::ConnectorError,
    notifier::Notifier,
    outcome::{Cursor, Exported, Health, Learned, Located, Scope},
    rectifier::Rectifier,
    register::System,
    restrictor::Restrictor,
    roll::Roll,
    sink::Sink,
    subject::Subject,
};

/// One connected system.
///
/// Rules for whoever implements it: match identifiers exactly; a subject of whose kinds the system knows none is
/// answered with nothing, without asking; reading never creates data in the system; an empty answer counts only if the
/// reading itself succeeded; the same call may come twice; look at [`Call::still_wanted`] between pages; memory does
/// not grow with the data.
#[async_trait]
pub trait Connector: Send + Sync {
    /// What the system holds and why: its entry in the register.
    fn about(&self) -> &System;

    /// Whether the system can be reached with our credentials and is as its manifest says.
    async fn check(&self, call: &Call) -> Result<Health, ConnectorError>;

    /// Further names of the person that this system knows.
    async fn resolve(&self, subject: &Subject, call: &Call) -> Result<Vec<Learned>, ConnectorError>;

    /// How much there is, without reading it out.
    async fn locate(&self, subject: &Subject, call: &Call) -> Result<Located, ConnectorError>;

    /// Hands over what there is, from the start or from a cursor that an earlier call returned.
    async fn export(
        &self,
        subject: &Subject,
        scope: Scope,
        from: Option<&Cursor>,
        call: &Call,
        sink: &mut dyn Sink,
    ) -> Result<Exported, ConnectorError>;

    /// The collections in which it writes down to whom it gave data.
    fn disclosures(&self) -> Vec<DisclosureLog> {
        Vec::new()
    }

    /// How its shape is held against its manifest; `None`: it has none that we could see.
    fn drifting(&self) -> Option<&dyn Drifting> {
        None
    }

    /// How people are erased from it; `None`: nothing here can do that, so a person has to.
    fn eraser(&self) -> Option<&dyn Eraser> {
        None
    }

    /// How data is marked as locked, or as not to be used for marketing; `None`: a person has to see to it.
    fn restrictor(&self) -> Option<&dyn Restrictor> {
        None
    }

    /// How data is corrected in it; `None`: nothing here can do that, so a person has to.
    fn rectifier(&self) -> Option<&dyn Rectifier> {
        None
    }

    /// How a recipient is told here what was done with a person's data; `None`: it takes no notices, or not from us.
    fn notifier(&self) -> Option<&dyn Notifier> {
        None
    }

    /// How all names are read out; `None`: it cannot be told who is there.
    fn roll(&self) -> Option<&dyn Roll> {
        None
    }
}
