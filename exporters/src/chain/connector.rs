//! The two engines as one connector: reading is by SQL.

use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;

use crate::{
    contract::{
        call::Call,
        connector::Connector,
        disclosing::DisclosureLog,
        drift::Drifting,
        eraser::Eraser,
        error::ConnectorError,
        outcome::{Cursor, Exported, Health, Learned, Located, Scope},
        rectifier::Rectifier,
        register::System,
        restrictor::Restrictor,
        roll::Roll,
        sink::Sink,
        subject::Subject,
    },
    manifest::model::Dataset,
    rest::{connector::RestConnector, plan::Plan},
    sql::connector::SqlConnector,
};

use super::rows;

/// A system with tables and an API.
pub struct ChainConnector {
    /// Reads and erases the tables.
    pub(super) sql: SqlConnector,
    /// Reads them with the credentials in them, for calls.
    pub(super) unmasked: SqlConnector,
    /// The API, if one is configured.
    pub(super) api: Option<RestConnector>,
    /// The steps of the API that erase, in words.
    pub(super) steps: Vec<String>,
    pub(super) plan: Plan,
}

impl ChainConnector {
    /// Puts the two together; nothing is opened yet.
    ///
    /// # Errors
    /// As [`SqlConnector::new`].
    pub fn new(
        system: System,
        datasets: &[Dataset],
        url: &SecretString,
        statement_time: Duration,
        plan: Plan,
        api: Option<RestConnector>,
    ) -> Result<Self, ConnectorError> {
        Ok(Self {
            unmasked: SqlConnector::new(system.clone(), &rows::unmasked(datasets), url, statement_time)?,
            sql: SqlConnector::new(system, datasets, url, statement_time)?,
            api,
            steps: plan.erase.iter().map(|step| step.name.clone()).collect(),
            plan,
        })
    }
}

#[async_trait]
impl Connector for ChainConnector {
    fn about(&self) -> &System {
        self.sql.about()
    }

    async fn check(&self, call: &Call) -> Result<Health, ConnectorError> {
        let mut health = self.sql.check(call).await?;
        match &self.api {
            Some(api) => health.remarks.extend(api.check(call).await?.remarks),
            None => health.remarks.push(format!(
                "no api_url is configured, so these steps of an erasure are not done by us: {}",
                self.steps.join(", ")
            )),
        }
        Ok(health)
    }

    async fn resolve(&self, subject: &Subject, call: &Call) -> Result<Vec<Learned>, ConnectorError> {
        self.sql.resolve(subject, call).await
    }

    async fn locate(&self, subject: &Subject, call: &Call) -> Result<Located, ConnectorError> {
        self.sql.locate(subject, call).await
    }

    async fn export(
        &self,
        subject: &Subject,
        scope: Scope,
        from: Option<&Cursor>,
        call: &Call,
        sink: &mut dyn Sink,
    ) -> Result<Exported, ConnectorError> {
        self.sql.export(subject, scope, from, call, sink).await
    }

    fn roll(&self) -> Option<&dyn Roll> {
        self.sql.roll()
    }

    fn disclosures(&self) -> Vec<DisclosureLog> {
        self.sql.disclosures()
    }

    fn restrictor(&self) -> Option<&dyn Restrictor> {
        self.sql.restrictor()
    }

    /// What calls reach is not corrected by us, only its tables.
    fn rectifier(&self) -> Option<&dyn Rectifier> {
        self.sql.rectifier()
    }

    fn drifting(&self) -> Option<&dyn Drifting> {
        self.sql.drifting()
    }

    fn eraser(&self) -> Option<&dyn Eraser> {
        self.sql.eraser().map(|_| self as &dyn Eraser)
    }
}
