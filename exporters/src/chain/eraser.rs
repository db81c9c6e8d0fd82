//! The two engines as one eraser: the API first, and only if that worked the tables.

use std::time::Duration;

use async_trait::async_trait;

use crate::{
    contract::{
        beyond::Remark,
        call::Call,
        connector::Connector as _,
        eraser::Eraser,
        erasure::{Erased, Order, Preview, Verified},
        error::ConnectorError,
        pseudonym::Pseudonyms,
        subject::Subject,
        sweep::Sweeper,
    },
    rest::{
        connector::RestConnector,
        erase::{draft::Draft, eraser::looks_again},
    },
};

use super::{connector::ChainConnector, merge, rows::PersonRows};

impl ChainConnector {
    pub(super) fn rows<'a>(&'a self, subject: &'a Subject) -> PersonRows<'a> {
        PersonRows { tables: &self.unmasked, subject }
    }

    /// Both as they are now: the API's first, for the other one tells who is known at all.
    async fn both(
        &self,
        api: &RestConnector,
        subject: &Subject,
        order: &Order,
        call: &Call,
    ) -> Result<(Draft, Preview), ConnectorError> {
        let tables = self.sql.preview(subject, order, call).await?;
        let draft = api.draft(subject, order, &self.rows(subject), call).await?;
        Ok((draft, tables))
    }

    fn not_done_by_us(&self) -> Vec<Remark> {
        let remark = |step: &String| Remark {
            at: format!("{}.{step}", self.sql.about().key),
            what: "the person is not logged out by us: no api_url is configured".to_owned(),
            advice: "log them out by hand before the rows are erased, or configure api_url and its secrets".to_owned(),
        };
        self.steps.iter().map(remark).collect()
    }
}

#[async_trait]
impl Eraser for ChainConnector {
    async fn preview(&self, subject: &Subject, order: &Order, call: &Call) -> Result<Preview, ConnectorError> {
        let Some(api) = &self.api else {
            let mut preview = self.sql.preview(subject, order, call).await?;
            if !preview.is_empty() {
                preview.remarks.extend(self.not_done_by_us());
            }
            return Ok(preview);
        };
        let (draft, tables) = self.both(api, subject, order, call).await?;
        Ok(merge::previews(draft.preview, tables))
    }

    async fn erase(
        &self,
        subject: &Subject,
        plan: &Preview,
        pseudonyms: &Pseudonyms,
        call: &Call,
    ) -> Result<Erased, ConnectorError> {
        let Some(api) = &self.api else {
            return self.sql.erase(subject, plan, pseudonyms, call).await;
        };
        plan.must_be_for(&self.sql.about().key)?;
        let (draft, tables) = self.both(api, subject, &plan.order, call).await?;
        // Some calls were made already, and perhaps they took rows with them.
        let is_resumed = draft.preview.frozen.len() < plan.frozen.len()
            && draft.is_part_of(plan)
            && merge::is_part_of(&tables, plan);
        let is_same = draft.preview.hash == plan.parts.first().cloned().unwrap_or_default()
            && tables.hash == plan.parts.get(1).cloned().unwrap_or_default();
        if !(is_same || is_resumed) || !draft.preview.is_ready() || !tables.is_ready() {
            return Ok(Erased::Changed(Box::new(merge::previews(draft.preview, tables))));
        }
        call.still_wanted()?;
        // If this fails, no row is deleted: without the rows nobody could be logged out any more.
        let said = api.carry_out(subject, &draft, &self.rows(subject), call).await?;
        let left = self.sql.preview(subject, &plan.order, call).await?;
        if !merge::is_part_of(&left, plan) || !left.is_ready() {
            return Ok(Erased::Changed(Box::new(self.preview(subject, &plan.order, call).await?)));
        }
        match self.sql.erase(subject, &left, pseudonyms, call).await? {
            Erased::Done(evidence) => Ok(Erased::Done(merge::evidence(plan, said, evidence))),
            Erased::Changed(_) => Ok(Erased::Changed(Box::new(self.preview(subject, &plan.order, call).await?))),
        }
    }

    async fn verify(&self, subject: &Subject, order: &Order, call: &Call) -> Result<Verified, ConnectorError> {
        let tables = self.sql.verify(subject, order, call).await?;
        let Some(api) = &self.api else { return Ok(tables) };
        let said = api.read_back(subject, order, &self.rows(subject), call).await?;
        Ok(merge::verified(said, tables))
    }

    fn looks_again(&self) -> Vec<Duration> {
        looks_again(&self.plan)
    }

    fn sweeper(&self) -> Option<&dyn Sweeper> {
        self.sql.eraser()?.sweeper().map(|_| self as &dyn Sweeper)
    }
}
