//! The REST connector as a restrictor: marks are set and taken away by calls, and read again.

use std::collections::BTreeSet;

use async_trait::async_trait;

use crate::{
    contract::{
        call::Call,
        error::ConnectorError,
        restrictor::{Mark, Marked, Restrictor},
        subject::Subject,
    },
    counted::counted,
    rest::{
        connector::RestConnector,
        erase::{draft::Act, objects, plan::Source, render::Rendered, tables::NoTables},
        input::Input,
        walk::Ground,
        way,
    },
};

use super::{
    plan::{Kind, WriteStep},
    rows,
};

/// What a look at the steps of one kind found.
#[derive(Default)]
struct Look {
    marked: Marked,
    /// What would still have to be done.
    acts: Vec<Act>,
}

impl RestConnector {
    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (usize, &WriteStep)> {
        self.plan.writes.iter().enumerate().filter(move |(_, write)| write.kind == kind)
    }

    /// Looks where it is so already, and where it is not. Asks only.
    async fn look(
        &self,
        ground: Ground<'_>,
        (kind, is_objecting): (Kind, bool),
        call: &Call,
    ) -> Result<Look, ConnectorError> {
        let mut look = Look::default();
        let mut calls = BTreeSet::new();
        for (number, write) in self.of_kind(kind).filter(|(_, write)| !(is_objecting && write.unless_objecting)) {
            call.still_wanted()?;
            let (stands, inputs) = found(ground, write, call).await?;
            look.marked.fields.push((self.mark_name(write), stands));
            let Some(plan) = write.call() else { continue };
            for input in inputs {
                let rendered = Rendered::of(ground, &plan.request, &input).map_err(|unbound| {
                    ConnectorError::permanent(format!("{}: {unbound}; nothing was marked", write.change.name))
                })?;
                let name = format!("{}\n{}", write.change.name, rendered.name());
                if calls.insert(name.clone()) {
                    look.acts.push(Act { step: number, input, name });
                }
            }
        }
        Ok(look)
    }

    /// `system.collection.step`.
    fn mark_name(&self, write: &WriteStep) -> String {
        let collection = match (&write.change.source, write.change.unless_found) {
            (Source::Ways, Some(at)) => &self.plan.steps[at].name,
            (Source::Ways, None) | (Source::Rows(_) | Source::Table(_), _) => &write.change.collection,
        };
        format!("{}.{collection}.{}", self.system.key, write.change.name)
    }

    /// Does it wherever it is not done, and reads again.
    async fn make_so(
        &self,
        subject: &Subject,
        (kind, is_objecting): (Kind, bool),
        call: &Call,
    ) -> Result<Marked, ConnectorError> {
        self.somebody(subject)?;
        let named = way::of_subject(&self.plan.ways, subject);
        let ground = self.ground(subject, &named);
        let before = self.look(ground, (kind, is_objecting), call).await?;
        if before.acts.is_empty() {
            if before.marked.rows() == 0 {
                self.believe_nothing(call).await?;
            }
            return Ok(before.marked);
        }
        let mut acting = self.writing(ground, call);
        for act in &before.acts {
            call.still_wanted()?;
            let write = &self.plan.writes[act.step];
            let Some(plan) = write.call() else { continue };
            let rendered = Rendered::of(ground, &plan.request, &act.input)
                .map_err(|unbound| ConnectorError::permanent(format!("{}: {unbound}", write.change.name)))?;
            acting.one(act, (&write.change, plan), &act.input, rendered).await?;
        }
        let mut after = self.look(ground, (kind, is_objecting), call).await?;
        if let Some(act) = after.acts.first() {
            let (name, left) = (&self.plan.writes[act.step].change.name, after.acts.len() as u64);
            return Err(ConnectorError::permanent(format!(
                "{name}: the system took it, but read again it does not show in {}",
                counted(left, "place", "places")
            )));
        }
        // What was deleted is found no more, and is what was asked for.
        for act in before.acts.iter().filter(|act| self.plan.writes[act.step].deletes()) {
            let name = self.mark_name(&self.plan.writes[act.step]);
            let field = after.marked.fields.iter_mut().find(|(other, _)| *other == name);
            field.into_iter().for_each(|(_, rows)| *rows += 1);
        }
        Ok(after.marked)
    }
}

/// In how many places it is so, and what the calls for the others are made with.
async fn found(ground: Ground<'_>, write: &WriteStep, call: &Call) -> Result<(u64, Vec<Input>), ConnectorError> {
    let step = &write.change;
    if step.source == Source::Ways {
        let all = ground.by_ways(&step.ways, Input::default()).len();
        let open = objects::of(ground, step, &NoTables, call).await?.inputs;
        return Ok((all.saturating_sub(open.len()) as u64, open));
    }
    let rows = rows::of(ground, step, call).await?;
    if rows.iter().any(|row| row.is_shared) {
        return Err(ConnectorError::permanent(format!(
            "{}: a row belongs to other people too; ask whose data it is, and do it by hand",
            step.name
        )));
    }
    let (stands, open): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| write.stands_on(&row.value));
    Ok((stands.len() as u64, open.into_iter().map(|row| row.input).collect()))
}

#[async_trait]
impl Restrictor for RestConnector {
    /// Without a credential for writing a person has to.
    fn marks(&self, mark: Mark) -> bool {
        self.http.may_write() && self.of_kind(Kind::Set(mark)).next().is_some()
    }

    fn unmarks(&self, mark: Mark) -> bool {
        self.http.may_write() && self.of_kind(Kind::Lift(mark)).next().is_some()
    }

    async fn mark(&self, subject: &Subject, mark: Mark, call: &Call) -> Result<Marked, ConnectorError> {
        self.make_so(subject, (Kind::Set(mark), false), call).await
    }

    async fn unmark(
        &self,
        subject: &Subject,
        mark: Mark,
        standing: Option<Mark>,
        call: &Call,
    ) -> Result<Option<Marked>, ConnectorError> {
        let is_objecting = standing == Some(Mark::Object);
        let stays = |write: &WriteStep| is_objecting && write.unless_objecting;
        if self.of_kind(Kind::Lift(mark)).all(|(_, write)| stays(write)) {
            return Ok(None);
        }
        let marked = self.make_so(subject, (Kind::Lift(mark), is_objecting), call).await?;
        if let Some(standing) = standing
            && self.marks(standing)
        {
            // If a step that did not say so took the other mark away as well, it is set again.
            self.mark(subject, standing, call).await?;
        }
        Ok(Some(marked))
    }
}
