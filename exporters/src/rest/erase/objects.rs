//! The rows that an erasing step is done for, and what lies below them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    contract::{call::Call, error::ConnectorError},
    rest::{
        connector::patience_without_cursor,
        input::Input,
        page::as_text,
        plan::Output,
        template::Place,
        walk::{Ground, Purpose, Turn, Walker},
    },
};

use super::{
    plan::{DonePlan, EraseStep, Source},
    tables::Tables,
};

/// The rows of one step.
#[derive(Debug, Default)]
pub(in crate::rest) struct Found {
    /// What each one's call is made with.
    pub(in crate::rest) inputs: Vec<Input>,
    /// How many rows of other people's the API found for the same question.
    pub(in crate::rest) strangers: u64,
}

/// The rows that a step is done for.
pub(in crate::rest) async fn of(
    ground: Ground<'_>,
    step: &EraseStep,
    tables: &dyn Tables,
    call: &Call,
) -> Result<Found, ConnectorError> {
    let mut found = Found::default();
    match &step.source {
        Source::Rows(at) => {
            if !ground.plan.can_ask(*at, ground.subject, ground.named) {
                return Ok(found);
            }
            let mut take = |input: Input, row: &Value| {
                if fits(step, row) {
                    found.inputs.extend(by_ways(ground, step, input));
                }
                Ok(())
            };
            found.strangers = each_row(ground, *at, Purpose::Counting, (&step.name, call), &mut take).await?;
        }
        Source::Table(table) => {
            let rows = tables.rows(table, call).await?;
            for row in rows.iter().filter(|row| fits(step, row)) {
                found.inputs.extend(by_ways(ground, step, Input::of(flat(table, row))));
            }
        }
        Source::Ways => {
            let done = match step.unless_found {
                Some(at) => ways_found(ground, at, call).await?,
                None => BTreeSet::new(),
            };
            let all = ground.by_ways(&step.ways, Input::default()).into_iter();
            found.inputs.extend(all.filter(|input| input.way().is_none_or(|way| !done.contains(&way))));
        }
    }
    Ok(found)
}

/// Goes through the person's rows of a reading step, as they are; how many rows of others the API found as well.
pub(in crate::rest) async fn each_row(
    ground: Ground<'_>,
    at: usize,
    purpose: Purpose,
    (words, call): (&str, &Call),
    take: &mut (dyn FnMut(Input, &Value) -> Result<(), ConnectorError> + Send),
) -> Result<u64, ConnectorError> {
    let mut walker = Walker::new(ground, at, purpose, None)?;
    let mut strangers = 0;
    loop {
        call.still_wanted()?;
        match walker.turn(call, patience_without_cursor(call)).await? {
            Turn::Done => return Ok(strangers),
            Turn::OnTheWay | Turn::File(..) => {}
            Turn::Rows(page) => {
                let rows = page.reply.rows(&ground.plan.steps[at].records, words)?;
                strangers += page.strangers;
                for taken in page.taken {
                    take(taken.input, rows[taken.index].value)?;
                }
            }
        }
    }
}

/// For each object, by its name, how many rows of a step below it are the person's.
pub(super) async fn below(
    ground: Ground<'_>,
    at: usize,
    object: &str,
    call: &Call,
) -> Result<BTreeMap<String, u64>, ConnectorError> {
    let mut counts = BTreeMap::new();
    // A file is counted by the row that leads to it.
    let counted = match &ground.plan.steps[at].output {
        Output::File(_) => ground.plan.steps[at].parent.unwrap_or(at),
        Output::Records(_) | Output::Nothing => at,
    };
    if !ground.plan.can_ask(counted, ground.subject, ground.named) {
        return Ok(counts);
    }
    let mut walker = Walker::new(ground, counted, Purpose::Counting, None)?;
    loop {
        call.still_wanted()?;
        match walker.turn(call, patience_without_cursor(call)).await? {
            Turn::Done => return Ok(counts),
            Turn::OnTheWay | Turn::File(..) => {}
            Turn::Rows(page) => {
                for taken in &page.taken {
                    if let Some(name) = taken.input.value(object) {
                        *counts.entry(name.to_owned()).or_default() += 1;
                    }
                }
            }
        }
    }
}

impl DonePlan {
    /// Whether one of these rows tells that it is done for this input.
    pub(super) fn is_told_by(&self, rows: &[Value], ground: Ground<'_>, input: &Input) -> bool {
        let Ok(ours) = ground.fill(&self.equals, Place::Whole, input) else { return false };
        let is_ours = |row: &Value| self.path.query(row).iter().any(|node| as_text(node).as_ref() == Some(&ours));
        rows.iter().any(is_ours)
    }
}

/// The ways for which a step finds something.
async fn ways_found(ground: Ground<'_>, at: usize, call: &Call) -> Result<BTreeSet<usize>, ConnectorError> {
    let mut ways = BTreeSet::new();
    let mut walker = Walker::new(ground, at, Purpose::Counting, None)?;
    loop {
        call.still_wanted()?;
        match walker.turn(call, patience_without_cursor(call)).await? {
            Turn::Done => return Ok(ways),
            Turn::OnTheWay | Turn::File(..) => {}
            Turn::Rows(page) => ways.extend(page.taken.iter().filter_map(|taken| taken.input.way())),
        }
    }
}

pub(in crate::rest) fn fits(step: &EraseStep, row: &Value) -> bool {
    step.only_when.iter().all(|test| test.holds(row))
}

fn by_ways(ground: Ground<'_>, step: &EraseStep, input: Input) -> Vec<Input> {
    if step.ways.is_empty() { vec![input] } else { ground.by_ways(&step.ways, input).into() }
}

/// A row's values under their names: `login.id`, and `login.profile.phone` for what lies inside JSON.
fn flat(table: &str, row: &Value) -> BTreeMap<String, String> {
    fn add(name: String, value: &Value, into: &mut BTreeMap<String, String>) {
        if let Value::Object(inside) = value {
            inside.iter().for_each(|(key, value)| add(format!("{name}.{key}"), value, into));
        } else if let Some(text) = as_text(value) {
            into.insert(name, text);
        }
    }
    let mut values = BTreeMap::new();
    add(table.to_owned(), row, &mut values);
    values
}
