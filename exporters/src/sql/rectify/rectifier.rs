//! The SQL connector as a rectifier.

use async_trait::async_trait;

use crate::{
    contract::{
        call::Call,
        correction::{Correctable, Corrections, HeldField, Misfit, MisfitKind, Proposal, ReadAgain, Rectified},
        erasure::ObstacleKind,
        error::ConnectorError,
        rectifier::Rectifier,
        subject::Subject,
    },
    manifest::model::Correct,
    sql::{connector::SqlConnector, erasure::carry_out as trying, read_rows::Stopped, snapshot::Snapshot},
};

use super::{
    carry_out,
    draft::{self, Draft, Fields, Wish},
};

impl SqlConnector {
    pub(super) async fn draft_corrections(
        &self,
        wish: Wish<'_>,
        snapshot: &mut Snapshot,
        call: &Call,
    ) -> Result<Draft, Stopped> {
        let live = self.live(snapshot, call).await?;
        draft::draft(self.site(&live), wish, snapshot, call).await
    }

    pub(super) async fn rectify_now(
        &self,
        wish: Wish<'_>,
        hash: &str,
        mut snapshot: Snapshot,
        call: &Call,
    ) -> Result<Rectified, ConnectorError> {
        let done = async {
            let live = self.live(&mut snapshot, call).await?;
            let site = self.site(&live);
            let draft = draft::draft(site, wish, &mut snapshot, call).await?;
            if draft.proposal.hash != hash || !draft.proposal.is_ready() {
                return Ok(Rectified::Changed(Box::new(draft.proposal)));
            }
            carry_out::carry_out(site, &draft, &mut snapshot, call).await.map(Rectified::Done)
        }
        .await;
        match done {
            Ok(Rectified::Done(written)) => {
                snapshot.commit().await?;
                Ok(Rectified::Done(written))
            }
            // Dropping the connection undoes everything, whatever became of it.
            other => self.settle(snapshot, other).await,
        }
    }

    /// Tries on no row whether we may, in a transaction that is undone.
    pub(super) async fn try_corrections(&self, draft: &Draft) -> Result<Vec<Misfit>, ConnectorError> {
        let changes: Vec<_> = draft.writes.iter().map(|write| &write.change).collect();
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        let mut snapshot = match self.database.writing().await {
            Ok(snapshot) => snapshot,
            Err(ConnectorError::Permanent { what }) => {
                return Ok(vec![Misfit {
                    at: draft.proposal.system.clone(),
                    kind: MisfitKind::Permission,
                    what,
                    advice: "give an address of one who may change the database".to_owned(),
                }]);
            }
            Err(error) => return Err(error),
        };
        let probed = trying::probe(changes, &mut snapshot).await;
        let found = self.settle(snapshot, probed).await?;
        let misfit = |obstacle: crate::contract::erasure::Obstacle| Misfit {
            kind: match obstacle.kind {
                ObstacleKind::Permission => MisfitKind::Permission,
                ObstacleKind::Constraint => MisfitKind::Type,
                ObstacleKind::Undecided
                | ObstacleKind::LargeShare
                | ObstacleKind::Reference
                | ObstacleKind::Trigger
                | ObstacleKind::Unable => MisfitKind::Unable,
            },
            at: obstacle.at,
            what: obstacle.what,
            advice: obstacle.advice,
        };
        Ok(found.into_iter().map(misfit).collect())
    }
}

#[async_trait]
impl Rectifier for SqlConnector {
    fn correctable(&self) -> Vec<Correctable> {
        let mut found = Vec::new();
        for place in &self.graph.collections {
            for field in &place.collection.fields {
                let Some(correct) = field.correct else { continue };
                found.push(Correctable {
                    collection: place.address(),
                    field: field.name.clone(),
                    description: field.description.clone(),
                    renames: correct == Correct::Renames,
                    is_statement: correct == Correct::Statement,
                    values: field.values.clone(),
                });
            }
        }
        found
    }

    async fn held(&self, subject: &Subject, call: &Call) -> Result<Vec<HeldField>, ConnectorError> {
        self.somebody(subject)?;
        let mut snapshot = self.begin(call).await?;
        let found = async {
            let live = self.live(&mut snapshot, call).await?;
            draft::held(self.site(&live), subject, &mut snapshot, call).await
        }
        .await;
        self.settle(snapshot, found).await
    }

    async fn propose(
        &self,
        subject: &Subject,
        corrections: &Corrections,
        call: &Call,
    ) -> Result<Proposal, ConnectorError> {
        self.somebody(subject)?;
        let wish = Wish { system: &self.system.key, subject, corrections, fields: Fields::Correctable };
        let mut snapshot = self.begin(call).await?;
        let drafted = self.draft_corrections(wish, &mut snapshot, call).await;
        let mut draft = self.settle(snapshot, drafted).await?;
        let forbidden = self.try_corrections(&draft).await?;
        draft.proposal.misfits.extend(forbidden);
        Ok(draft.proposal)
    }

    async fn rectify(
        &self,
        subject: &Subject,
        corrections: &Corrections,
        hash: &str,
        call: &Call,
    ) -> Result<Rectified, ConnectorError> {
        self.somebody(subject)?;
        call.still_wanted()?;
        let wish = Wish { system: &self.system.key, subject, corrections, fields: Fields::Correctable };
        let snapshot = self.database.writing().await?;
        self.rectify_now(wish, hash, snapshot, call).await
    }

    async fn read_back(
        &self,
        subject: &Subject,
        corrections: &Corrections,
        call: &Call,
    ) -> Result<ReadAgain, ConnectorError> {
        self.somebody(subject)?;
        let wish = Wish { system: &self.system.key, subject, corrections, fields: Fields::Correctable };
        let mut snapshot = self.begin(call).await?;
        let drafted = self.draft_corrections(wish, &mut snapshot, call).await;
        let draft = self.settle(snapshot, drafted).await?;
        Ok(draft.proposal.into())
    }
}
