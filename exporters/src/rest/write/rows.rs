//! The rows that a writing step is done for.

use serde_json::Value;

use crate::{
    contract::{call::Call, error::ConnectorError},
    rest::{
        erase::{
            objects::{each_row, fits},
            plan::{EraseStep, Source},
        },
        input::Input,
        page::as_text,
        plan::Output,
        walk::{Ground, Purpose},
    },
};

/// One of the person's rows.
#[derive(Debug)]
pub(super) struct Row {
    /// What tells it apart from the others.
    pub(super) key: String,
    /// What its call is made with.
    pub(super) input: Input,
    /// The row as it was read.
    pub(super) value: Value,
    /// Whether it belongs to other people too.
    pub(super) is_shared: bool,
}

/// The person's rows, sorted by their key.
///
/// # Errors
/// If the API could not be asked, or if there are more than the step allows: then a person has to look.
pub(super) async fn of(ground: Ground<'_>, step: &EraseStep, call: &Call) -> Result<Vec<Row>, ConnectorError> {
    let Source::Rows(at) = step.source else { return Ok(Vec::new()) };
    if !ground.plan.can_ask(at, ground.subject, ground.named) {
        return Ok(Vec::new());
    }
    let reading = &ground.plan.steps[at];
    let shared_when = match &reading.output {
        Output::Records(export) => export.shared_when.as_ref(),
        Output::Nothing | Output::File(_) => None,
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut take = |input: Input, value: &Value| {
        if !fits(step, value) {
            return Ok(());
        }
        if rows.len() as u64 >= step.max_objects {
            return Err(ConnectorError::permanent(format!(
                "{}: there are more than {} rows of {} to write to; a person has to look whether all are meant",
                step.name, step.max_objects, reading.name
            )));
        }
        let key = reading.key.as_ref().and_then(|key| key.query(value).first().and_then(as_text));
        rows.push(Row {
            key: key.unwrap_or_default(),
            input,
            value: value.clone(),
            is_shared: shared_when.is_some_and(|test| test.holds(value)),
        });
        Ok(())
    };
    each_row(ground, at, Purpose::Reading, (&step.name, call), &mut take).await?;
    rows.sort_by(|one, other| one.key.cmp(&other.key));
    Ok(rows)
}
