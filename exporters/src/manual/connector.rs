//! Answers every export with a task for a person.

use async_trait::async_trait;

use crate::contract::{
    call::Call,
    connector::Connector,
    error::ConnectorError,
    outcome::{Cursor, Exported, Health, Learned, Located, ManualWork, Scope},
    register::System,
    sink::Sink,
    subject::Subject,
};

/// A system without an interface.
#[derive(Clone, Debug)]
pub struct ManualConnector {
    system: System,
    work: ManualWork,
}

impl ManualConnector {
    /// The system, and what the person is to do.
    pub fn new(system: System, work: ManualWork) -> Self {
        Self { system, work }
    }
}

#[async_trait]
impl Connector for ManualConnector {
    fn about(&self) -> &System {
        &self.system
    }

    async fn check(&self, call: &Call) -> Result<Health, ConnectorError> {
        call.still_wanted()?;
        Ok(Health::default())
    }

    async fn resolve(&self, _subject: &Subject, call: &Call) -> Result<Vec<Learned>, ConnectorError> {
        call.still_wanted()?;
        Ok(Vec::new())
    }

    async fn locate(&self, _subject: &Subject, call: &Call) -> Result<Located, ConnectorError> {
        call.still_wanted()?;
        Ok(Located::default())
    }

    async fn export(
        &self,
        _subject: &Subject,
        _scope: Scope,
        _from: Option<&Cursor>,
        call: &Call,
        _sink: &mut dyn Sink,
    ) -> Result<Exported, ConnectorError> {
        call.still_wanted()?;
        Ok(Exported::ByHand(self.work.clone()))
    }
}
