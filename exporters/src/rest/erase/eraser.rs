//! The REST connector as an eraser.

use std::time::Duration;

use async_trait::async_trait;

use crate::{
    contract::{
        call::Call,
        eraser::Eraser,
        erasure::{Erased, Order, Preview, Verified},
        error::ConnectorError,
        pseudonym::Pseudonyms,
        subject::Subject,
    },
    rest::{connector::RestConnector, plan::Plan},
};

use super::tables::NoTables;

impl RestConnector {
    /// The subject type forbids somebody without a name; this forbids somebody without a name that is known here.
    pub(in crate::rest) fn somebody(&self, subject: &Subject) -> Result<(), ConnectorError> {
        if self.plan.accepts().iter().any(|kind| subject.of_kind(kind.as_str()).next().is_some()) {
            return Ok(());
        }
        Err(ConnectorError::permanent(format!(
            "{}: none of the names given is of a kind by which this system finds anybody; nobody was looked for",
            self.system.key
        )))
    }
}

#[async_trait]
impl Eraser for RestConnector {
    async fn preview(&self, subject: &Subject, order: &Order, call: &Call) -> Result<Preview, ConnectorError> {
        self.somebody(subject)?;
        let draft = self.draft(subject, order, &NoTables, call).await?;
        if draft.preview.collections.iter().all(|outlook| outlook.found == 0) {
            self.believe_nothing(call).await?;
        }
        Ok(draft.preview)
    }

    async fn erase(
        &self,
        subject: &Subject,
        plan: &Preview,
        _: &Pseudonyms,
        call: &Call,
    ) -> Result<Erased, ConnectorError> {
        self.somebody(subject)?;
        plan.must_be_for(&self.system.key)?;
        call.still_wanted()?;
        let draft = self.draft(subject, &plan.order, &NoTables, call).await?;
        if !draft.is_part_of(plan) || !draft.preview.is_ready() || draft.preview.is_empty() != plan.is_empty() {
            return Ok(Erased::Changed(Box::new(draft.preview)));
        }
        let mut evidence = self.carry_out(subject, &draft, &NoTables, call).await?;
        evidence.plan.clone_from(&plan.hash);
        Ok(Erased::Done(evidence))
    }

    async fn verify(&self, subject: &Subject, order: &Order, call: &Call) -> Result<Verified, ConnectorError> {
        self.somebody(subject)?;
        self.read_back(subject, order, &NoTables, call).await
    }

    fn looks_again(&self) -> Vec<Duration> {
        looks_again(&self.plan)
    }
}

/// When the manifest says to look again; if it says nothing, after an hour, a day and a quarter of a year.
pub fn looks_again(plan: &Plan) -> Vec<Duration> {
    const HOUR: u64 = 60 * 60;
    let mut all: Vec<Duration> = plan.verify.iter().flat_map(|verify| verify.after.iter().copied()).collect();
    all.sort();
    all.dedup();
    if all.is_empty() { [1, 24, 91 * 24].map(|hours| Duration::from_secs(hours * HOUR)).to_vec() } else { all }
}
