//! The SQL connector as an eraser.

use std::sync::Arc;

use async_trait::async_trait;
use tokio::time::Instant;

use crate::{
    contract::{
        call::Call,
        eraser::Eraser,
        erasure::{Erased, Obstacle, ObstacleKind, Order, Preview, Verified},
        error::ConnectorError,
        pseudonym::Pseudonyms,
        subject::Subject,
        sweep::Sweeper,
    },
    sql::{connector::SqlConnector, evidence, plan::Plan, read_rows::Stopped, snapshot::Snapshot},
};

use super::{
    carry_out,
    draft::{self, Draft, Wish},
    live::{self, Live, Remembered},
    readback,
    rules::Rules,
    site::Site,
};

impl SqlConnector {
    /// The tables as this transaction sees them.
    pub(in crate::sql) async fn live(&self, snapshot: &mut Snapshot, call: &Call) -> Result<Arc<Live>, Stopped> {
        let mark = live::mark(snapshot, call).await?;
        let mut remembered = self.live.lock().await;
        let known = remembered.as_ref().zip(mark.as_deref()).and_then(|(known, mark)| known.under(mark));
        if let Some(live) = known {
            snapshot.dialect = live.plan.dialect;
            return Ok(live);
        }
        *remembered = None;
        let read_at = Instant::now();
        let catalogue = self.catalogue(snapshot, call).await?;
        let plan = Plan::of(&self.graph, snapshot.dialect, &catalogue)?;
        let rules = Rules::read(snapshot, call).await?;
        let live = Arc::new(Live::of(catalogue, plan, rules));
        *remembered = mark.map(|mark| Remembered::of(&live, mark, read_at));
        Ok(live)
    }

    pub(in crate::sql) fn site<'a>(&'a self, live: &'a Live) -> Site<'a> {
        let Live { catalogue, plan, rules, tables } = live;
        Site { graph: &self.graph, plan, catalogue, rules, tables }
    }

    async fn draft_now(
        &self,
        wish: Wish<'_>,
        live: &Live,
        snapshot: &mut Snapshot,
        call: &Call,
    ) -> Result<Draft, Stopped> {
        draft::draft(self.site(live), wish, snapshot, call).await
    }

    async fn preview_now(&self, wish: Wish<'_>, snapshot: &mut Snapshot, call: &Call) -> Result<Draft, Stopped> {
        let live = self.live(snapshot, call).await?;
        self.draft_now(wish, &live, snapshot, call).await
    }

    /// Tries whether we may, in a transaction that is undone.
    async fn probe(&self, draft: &Draft) -> Result<Vec<Obstacle>, ConnectorError> {
        if draft.changes.is_empty() {
            return Ok(Vec::new());
        }
        let mut snapshot = match self.database.writing().await {
            Ok(snapshot) => snapshot,
            Err(ConnectorError::Permanent { what }) => {
                return Ok(vec![Obstacle {
                    at: draft.preview.system.clone(),
                    kind: ObstacleKind::Permission,
                    what,
                    advice: "give an address of one who may change the database".to_owned(),
                }]);
            }
            Err(error) => return Err(error),
        };
        let probed = carry_out::probe(&draft.changes, &mut snapshot).await;
        self.settle(snapshot, probed).await
    }

    async fn erase_now(
        &self,
        wish: Wish<'_>,
        plan: &Preview,
        mut snapshot: Snapshot,
        call: &Call,
    ) -> Result<Erased, ConnectorError> {
        let done = async {
            let live = self.live(&mut snapshot, call).await?;
            let draft = self.draft_now(wish, &live, &mut snapshot, call).await?;
            if draft.preview.hash != plan.hash || !draft.preview.is_ready() {
                return Ok(Erased::Changed(Box::new(draft.preview)));
            }
            carry_out::carry_out(self.site(&live), &draft, &mut snapshot, call).await.map(Erased::Done)
        }
        .await;
        match done {
            Ok(Erased::Done(evidence)) => {
                snapshot.commit().await?;
                Ok(Erased::Done(evidence))
            }
            // Dropping the connection undoes everything, whatever became of it.
            other => self.settle(snapshot, other).await,
        }
    }

    pub(super) async fn verify_now(
        &self,
        subject: &Subject,
        order: &Order,
        snapshot: &mut Snapshot,
        call: &Call,
    ) -> Result<Verified, Stopped> {
        let live = self.live(snapshot, call).await?;
        readback::verify(self.site(&live), subject, order, snapshot, call).await
    }

    /// The subject type forbids somebody without a name; this forbids somebody without a name that is known here.
    pub(in crate::sql) fn somebody(&self, subject: &Subject) -> Result<(), ConnectorError> {
        if evidence::is_of_a_known_kind(&self.graph, subject) {
            return Ok(());
        }
        Err(ConnectorError::permanent(format!(
            "{}: none of the names given is of a kind by which this system finds anybody; nobody was looked for",
            self.system.key
        )))
    }
}

#[async_trait]
impl Eraser for SqlConnector {
    async fn preview(&self, subject: &Subject, order: &Order, call: &Call) -> Result<Preview, ConnectorError> {
        self.somebody(subject)?;
        // Nothing of a preview shows a pseudonym, so any key does.
        let pseudonyms = Pseudonyms::keyed(b"preview".to_vec());
        let wish = Wish { system: &self.system.key, subject, order, pseudonyms: &pseudonyms };
        let mut snapshot = self.begin(call).await?;
        let drafted = self.preview_now(wish, &mut snapshot, call).await;
        let mut draft = self.settle(snapshot, drafted).await?;
        let forbidden = self.probe(&draft).await?;
        draft.preview.obstacles.extend(forbidden);
        Ok(draft.preview)
    }

    async fn erase(
        &self,
        subject: &Subject,
        plan: &Preview,
        pseudonyms: &Pseudonyms,
        call: &Call,
    ) -> Result<Erased, ConnectorError> {
        self.somebody(subject)?;
        plan.must_be_for(&self.system.key)?;
        call.still_wanted()?;
        let wish = Wish { system: &self.system.key, subject, order: &plan.order, pseudonyms };
        let snapshot = self.database.writing().await?;
        self.erase_now(wish, plan, snapshot, call).await
    }

    async fn verify(&self, subject: &Subject, order: &Order, call: &Call) -> Result<Verified, ConnectorError> {
        self.somebody(subject)?;
        let mut snapshot = self.begin(call).await?;
        let verified = self.verify_now(subject, order, &mut snapshot, call).await;
        self.settle(snapshot, verified).await
    }

    fn sweeper(&self) -> Option<&dyn Sweeper> {
        Some(self)
    }
}
