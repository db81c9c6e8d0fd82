//! The SQL connector as a restrictor: a mark is a value that the manifest names, written as a correction is.

use async_trait::async_trait;

use crate::{
    contract::{
        call::Call,
        correction::{Correction, Corrections, Held, MisfitKind, Proposal, Rectified},
        error::ConnectorError,
        restrictor::{Mark, Marked, Restrictor},
        subject::Subject,
    },
    manifest::model::MarkValues,
    sql::connector::SqlConnector,
};

use super::draft::{Fields, Wish};

impl SqlConnector {
    /// Each field that holds the mark: its collection, its name, the values.
    fn marked_fields(&self, mark: Mark) -> Vec<(String, String, MarkValues)> {
        let mut found = Vec::new();
        for place in &self.graph.collections {
            for field in &place.collection.fields {
                if let Some(values) = field.marks.of(mark) {
                    found.push((place.address(), field.name.clone(), values.clone()));
                }
            }
        }
        found
    }

    async fn write_mark(
        &self,
        subject: &Subject,
        values: Vec<(String, String, Option<String>)>,
        call: &Call,
    ) -> Result<Marked, ConnectorError> {
        self.somebody(subject)?;
        let each = values.into_iter().map(|(collection, field, right)| Correction {
            collection,
            field,
            held: Held::Whatever,
            right,
        });
        let mut each: Vec<_> = each.collect();
        let all = corrections(each.clone())?;
        let wish = Wish { system: &self.system.key, subject, corrections: &all, fields: Fields::Marks };
        let found = self.propose_mark(wish, call).await?;
        // Where the person has no row, nothing has to be marked.
        each.retain(|one| !is_nowhere(&found, one));
        if each.is_empty() {
            return Ok(Marked::default());
        }
        let there = corrections(each)?;
        let wish = Wish { corrections: &there, ..wish };
        let proposal = self.propose_mark(wish, call).await?;
        if proposal.changes.is_empty() || !proposal.misfits.is_empty() {
            return answer(&proposal);
        }
        call.still_wanted()?;
        let writing = self.database.writing().await?;
        match self.rectify_now(wish, &proposal.hash, writing, call).await? {
            Rectified::Done(_) => answer(&self.propose_mark(wish, call).await?),
            Rectified::Changed(_) => Err(ConnectorError::transient("what is held changed while it was being marked")),
        }
    }

    async fn propose_mark(&self, wish: Wish<'_>, call: &Call) -> Result<Proposal, ConnectorError> {
        let mut snapshot = self.begin(call).await?;
        let drafted = self.draft_corrections(wish, &mut snapshot, call).await;
        let draft = self.settle(snapshot, drafted).await?;
        Ok(draft.proposal)
    }
}

fn corrections(each: Vec<Correction>) -> Result<Corrections, ConnectorError> {
    Corrections::new(each).map_err(|error| ConnectorError::permanent(error.to_string()))
}

fn is_nowhere(proposal: &Proposal, one: &Correction) -> bool {
    let at = format!("{}.{}", one.collection, one.field);
    proposal.misfits.iter().any(|misfit| misfit.kind == MisfitKind::NotFound && misfit.at == at)
}

/// What holds the mark now; an error if rows that are there do not.
fn answer(proposal: &Proposal) -> Result<Marked, ConnectorError> {
    if let Some(misfit) = proposal.misfits.first() {
        return Err(ConnectorError::permanent(format!("{}: {}; {}", misfit.at, misfit.what, misfit.advice)));
    }
    if !proposal.changes.is_empty() {
        return Err(ConnectorError::permanent("read again, not every row held the mark"));
    }
    let fields = proposal.fields.iter().map(|field| (format!("{}.{}", field.collection, field.field), field.right));
    Ok(Marked { fields: fields.collect() })
}

#[async_trait]
impl Restrictor for SqlConnector {
    fn marks(&self, mark: Mark) -> bool {
        !self.marked_fields(mark).is_empty()
    }

    fn unmarks(&self, mark: Mark) -> bool {
        let fields = self.marked_fields(mark);
        !fields.is_empty() && fields.iter().all(|(_, _, values)| values.lift.is_some())
    }

    async fn mark(&self, subject: &Subject, mark: Mark, call: &Call) -> Result<Marked, ConnectorError> {
        let fields = self.marked_fields(mark).into_iter();
        let values = fields.map(|(collection, field, values)| (collection, field, Some(values.set))).collect();
        self.write_mark(subject, values, call).await
    }

    async fn unmark(
        &self,
        subject: &Subject,
        mark: Mark,
        standing: Option<Mark>,
        call: &Call,
    ) -> Result<Option<Marked>, ConnectorError> {
        let kept = standing.map_or_else(Vec::new, |standing| self.marked_fields(standing));
        let is_kept =
            |collection: &str, field: &str| kept.iter().any(|(at, name, _)| at == collection && name == field);
        let fields = self.marked_fields(mark).into_iter().filter(|(collection, field, _)| !is_kept(collection, field));
        let values: Vec<_> = fields.map(|(collection, field, values)| (collection, field, values.lift)).collect();
        if values.is_empty() {
            return Ok(None);
        }
        self.write_mark(subject, values, call).await.map(Some)
    }
}
