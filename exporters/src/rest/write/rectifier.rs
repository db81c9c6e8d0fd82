//! The REST connector as a rectifier.

use async_trait::async_trait;
use tokio::time::Instant;

use crate::{
    contract::{
        call::Call,
        correction::{
            Correctable, Corrections, HeldField, Misfit, MisfitKind, Proposal, ReadAgain, Rectified, Written,
        },
        erasure::Timed,
        error::ConnectorError,
        rectifier::Rectifier,
        subject::Subject,
    },
    rest::{
        connector::RestConnector,
        erase::{acting::Acting, tables::NoTables},
        http::May,
        walk::Ground,
        way,
    },
};

use super::draft::{Write, misfit};

impl RestConnector {
    /// A writing that begins.
    pub(super) fn writing<'a>(&'a self, ground: Ground<'a>, call: &'a Call) -> Acting<'a> {
        Acting {
            connector: self,
            ground,
            tables: &NoTables,
            call,
            may: May::Write,
            paces_before: self.plan.steps.len() + self.plan.erase.len(),
            began: Instant::now(),
            calls: Vec::new(),
        }
    }

    /// Makes the calls of a draft; what each that was taken changed, and what was refused.
    ///
    /// # Errors
    /// If a call was not answered, or not now: what was written by then is found by the next draft.
    async fn write_all(
        &self,
        ground: Ground<'_>,
        writes: Vec<Write>,
        corrections: &Corrections,
        call: &Call,
    ) -> Result<(Vec<Timed>, Vec<Misfit>), ConnectorError> {
        let mut acting = self.writing(ground, call);
        let (mut timed, mut refused) = (Vec::new(), Vec::new());
        for write in writes {
            call.still_wanted()?;
            let Write { act, rendered, carries } = write;
            let step = &self.plan.writes[act.step];
            let Some(plan) = step.call() else { continue };
            let since = Instant::now();
            match acting.one(&act, (&step.change, plan), &act.input, rendered).await {
                Ok(()) => timed.push(Timed {
                    what: format!("{}: {} {}", step.change.name, plan.verb.name(), plan.request.path_as_written),
                    rows: 1,
                    micros: u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX),
                }),
                // A refusal is of this row and these fields alone; the others are asked all the same.
                Err(ConnectorError::Permanent { what }) => {
                    let advice = "see what the system wants there, and change it by hand";
                    let each = carries.iter().map(|at| &corrections.each()[*at]);
                    refused.extend(each.map(|one| misfit(one, MisfitKind::Refused, what.as_str(), advice)));
                }
                Err(error @ (ConnectorError::Transient { .. } | ConnectorError::Cancelled)) => return Err(error),
            }
        }
        Ok((timed, refused))
    }
}

#[async_trait]
impl Rectifier for RestConnector {
    fn correctable(&self) -> Vec<Correctable> {
        let mut found = Vec::new();
        for (_, write) in self.corrects() {
            found.extend(write.fields.iter().map(|field| Correctable {
                collection: self.collection_of(write),
                field: field.name.clone(),
                description: field.description.clone(),
                renames: field.renames.is_some(),
                is_statement: field.is_statement,
                values: Vec::new(),
            }));
        }
        found
    }

    async fn held(&self, subject: &Subject, call: &Call) -> Result<Vec<HeldField>, ConnectorError> {
        self.somebody(subject)?;
        let named = way::of_subject(&self.plan.ways, subject);
        self.held_fields(self.ground(subject, &named), call).await
    }

    async fn propose(
        &self,
        subject: &Subject,
        corrections: &Corrections,
        call: &Call,
    ) -> Result<Proposal, ConnectorError> {
        self.somebody(subject)?;
        let named = way::of_subject(&self.plan.ways, subject);
        Ok(self.draft_corrections(self.ground(subject, &named), corrections, call).await?.proposal)
    }

    async fn rectify(
        &self,
        subject: &Subject,
        corrections: &Corrections,
        hash: &str,
        call: &Call,
    ) -> Result<Rectified, ConnectorError> {
        self.somebody(subject)?;
        let named = way::of_subject(&self.plan.ways, subject);
        let ground = self.ground(subject, &named);
        let draft = self.draft_corrections(ground, corrections, call).await?;
        if draft.proposal.hash != hash || !draft.proposal.is_ready() {
            return Ok(Rectified::Changed(Box::new(draft.proposal)));
        }
        let (statements, refused) = self.write_all(ground, draft.writes, corrections, call).await?;
        // Only what is read counts, whatever the calls were answered with.
        let mut now = self.draft_corrections(ground, corrections, call).await?.proposal;
        let untold = corrections.each().iter().zip(&now.fields).filter(|(one, field)| {
            let at = format!("{}.{}", one.collection, one.field);
            field.changed > 0 && !refused.iter().any(|misfit| misfit.at == at)
        });
        let unseen: Vec<Misfit> = untold
            .map(|(one, _)| {
                let what = "the system took the new value, but read again the old one still stands there";
                misfit(one, MisfitKind::Refused, what, "look again later; if it still stands there, change it by hand")
            })
            .collect();
        now.misfits.extend(refused.into_iter().chain(unseen));
        if !now.is_settled() {
            return Ok(Rectified::Changed(Box::new(now)));
        }
        Ok(Rectified::Done(Written { plan: draft.proposal.hash, fields: draft.proposal.fields, statements }))
    }

    async fn read_back(
        &self,
        subject: &Subject,
        corrections: &Corrections,
        call: &Call,
    ) -> Result<ReadAgain, ConnectorError> {
        self.somebody(subject)?;
        let named = way::of_subject(&self.plan.ways, subject);
        let draft = self.draft_corrections(self.ground(subject, &named), corrections, call).await?;
        Ok(draft.proposal.into())
    }
}
