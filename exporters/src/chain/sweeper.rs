//! Many people at once: those who have something to be logged out of one by one, then the rows of all who were.

use std::num::NonZeroUsize;

use async_trait::async_trait;

use crate::{
    contract::{
        call::Call,
        connector::Connector as _,
        erasure::{Evidence, Obstacle, ObstacleKind, Order, Verified},
        error::ConnectorError,
        outcome::Learned,
        pseudonym::Pseudonyms,
        subject::Subject,
        sweep::{Fate, Sweeper, Swept},
    },
    rest::connector::RestConnector,
};

use super::connector::ChainConnector;

/// Logging somebody out takes seconds, on a bad day minutes: so many people are logged out before their rows go.
const LOGGED_OUT_AT_ONCE: NonZeroUsize = NonZeroUsize::new(10).expect("not zero");

impl ChainConnector {
    fn tables(&self) -> Result<&dyn Sweeper, ConnectorError> {
        let sweeper = self.sql.eraser().and_then(|eraser| eraser.sweeper());
        sweeper.ok_or_else(|| ConnectorError::permanent("the tables are not erased for many people at once"))
    }

    /// Logs one person out; what is in the way, if anything is.
    async fn log_out(
        &self,
        api: &RestConnector,
        person: &Subject,
        order: &Order,
        call: &Call,
    ) -> Result<Result<Evidence, Vec<Obstacle>>, ConnectorError> {
        let draft = api.draft(person, order, &self.rows(person), call).await?;
        if !draft.preview.is_ready() {
            return Ok(Err(draft.preview.obstacles));
        }
        api.carry_out(person, &draft, &self.rows(person), call).await.map(Ok)
    }

    fn failed(&self, error: &ConnectorError) -> Vec<Obstacle> {
        vec![Obstacle {
            at: self.sql.about().key.clone(),
            kind: ObstacleKind::Unable,
            what: error.to_string(),
            advice:
                "the person could not be logged out, so none of their rows was deleted: see why, and erase them alone"
                    .to_owned(),
        }]
    }
}

#[async_trait]
impl Sweeper for ChainConnector {
    async fn resolve_all(&self, people: &[Subject], call: &Call) -> Result<Vec<Vec<Learned>>, ConnectorError> {
        self.tables()?.resolve_all(people, call).await
    }

    fn at_once(&self) -> NonZeroUsize {
        if self.api.is_some() { LOGGED_OUT_AT_ONCE } else { NonZeroUsize::MAX }
    }

    async fn search(&self, people: &[Subject], order: &Order, call: &Call) -> Result<Option<Verified>, ConnectorError> {
        self.tables()?.search(people, order, call).await
    }

    async fn sweep(
        &self,
        people: &[Subject],
        order: &Order,
        pseudonyms: &Pseudonyms,
        call: &Call,
    ) -> Result<Swept, ConnectorError> {
        let tables = self.tables()?;
        let Some(api) = &self.api else { return tables.sweep(people, order, pseudonyms, call).await };
        let mut fates: Vec<Option<Fate>> = vec![None; people.len()];
        let mut calls = Vec::new();
        for (person, fate) in people.iter().zip(&mut fates) {
            call.still_wanted()?;
            match self.log_out(api, person, order, call).await {
                Ok(Ok(evidence)) => calls.extend(evidence.calls),
                Ok(Err(obstacles)) => *fate = Some(Fate::SetAside(obstacles)),
                Err(ConnectorError::Cancelled) => return Err(ConnectorError::Cancelled),
                // Before it has worked for anybody, it is the API that is away, and not this person who is special.
                Err(error @ ConnectorError::Transient { .. }) if calls.is_empty() => return Err(error),
                Err(error) => *fate = Some(Fate::SetAside(self.failed(&error))),
            }
        }
        let logged_out: Vec<Subject> =
            people.iter().zip(&fates).filter(|(_, fate)| fate.is_none()).map(|(person, _)| person.clone()).collect();
        let mut swept = if logged_out.is_empty() {
            Swept { fates: Vec::new(), evidence: Evidence::default() }
        } else {
            tables.sweep(&logged_out, order, pseudonyms, call).await?
        };
        let mut of_tables = std::mem::take(&mut swept.fates).into_iter();
        swept.fates = fates.into_iter().filter_map(|fate| fate.or_else(|| of_tables.next())).collect();
        swept.evidence.calls.splice(0..0, calls);
        Ok(swept)
    }
}
