//! Waits for what was ordered to be done.

use reqwest::Response;
use serde_json::Value;
use serde_json_path::JsonPath;
use tokio::time::Instant;

use crate::{
    contract::error::ConnectorError,
    rest::{
        connector::patience_without_cursor,
        http::{Ask, AskBody, refused, unless_cancelled},
        input::Input,
        page::as_text,
        reply::Reply,
        request::Verb,
        template::{Place, Template},
    },
};

use super::{
    acting::{Acting, MAX_BYTES},
    plan::{ConflictPlan, EraseStep, JobPlan},
};

/// The id of a job in an answer.
pub(super) fn id_in(path: &JsonPath, value: &Value, words: &str) -> Result<String, ConnectorError> {
    let id = path.query(value).first().and_then(as_text).filter(|id| !id.trim().is_empty());
    id.ok_or_else(|| ConnectorError::permanent(format!("{words} took the order, but did not say which job it is")))
}

/// Asks until the job is done.
///
/// # Errors
/// Permanent if it failed; transient if it still runs when our patience is at its end.
pub(super) async fn wait(
    acting: &mut Acting<'_>,
    plan: &JobPlan,
    number: usize,
    step: &EraseStep,
    input: &Input,
    id: String,
) -> Result<(), ConnectorError> {
    let since = Instant::now();
    let input = input.clone().with("job.id", id);
    loop {
        let ask = get(acting, number, step, (&plan.poll, &plan.poll_as_written), &input)?;
        let words = ask.words();
        let response = asked(acting, &ask).await?;
        let code = response.status();
        acting.note(&ask, &response);
        if !code.is_success() {
            return Err(refused(&words, acting.may, &response));
        }
        let reply = read(acting, response, &words).await?;
        let status = plan.status.query(&reply.value).first().and_then(as_text).unwrap_or_default();
        if plan.done.contains(&status) {
            return Ok(());
        }
        if plan.failed.contains(&status) {
            return Err(ConnectorError::permanent(format!("{}: the job that was ordered has failed", step.name)));
        }
        if since.elapsed() + plan.every > plan.timeout {
            return Err(ConnectorError::wait(
                plan.every,
                format!("{}: the job that was ordered still runs", step.name),
            ));
        }
        unless_cancelled(acting.call, tokio::time::sleep(plan.every)).await?;
    }
}

/// The id of the job that was ordered before.
pub(super) async fn in_the_way(
    acting: &mut Acting<'_>,
    plan: &ConflictPlan,
    number: usize,
    step: &EraseStep,
    input: &Input,
) -> Result<String, ConnectorError> {
    let ask = get(acting, number, step, (&plan.list, &plan.list_as_written), input)?;
    let words = ask.words();
    let ours = acting.ground.fill(&plan.equals, Place::Whole, input);
    let ours = ours.map_err(|unbound| ConnectorError::permanent(format!("{words}: {unbound}")))?;
    let response = asked(acting, &ask).await?;
    acting.note(&ask, &response);
    if !response.status().is_success() {
        return Err(refused(&words, acting.may, &response));
    }
    let reply = read(acting, response, &words).await?;
    let rows = reply.rows(&plan.records, &words)?;
    let same = |value: &Value| plan.path.query(value).iter().any(|node| as_text(node).as_ref() == Some(&ours));
    match rows.iter().find(|row| same(row.value)) {
        Some(row) => id_in(&plan.id, row.value, &words),
        None => Err(ConnectorError::transient(format!("{words}: the job that is in the way is not in the list"))),
    }
}

fn get<'a>(
    acting: &Acting<'_>,
    number: usize,
    step: &'a EraseStep,
    (path, as_written): (&Template, &'a str),
    input: &Input,
) -> Result<Ask<'a>, ConnectorError> {
    let path = acting.ground.fill(path, Place::Path, input);
    Ok(Ask {
        pace: acting.paces_before + number,
        name: &step.name,
        may: acting.may,
        verb: Verb::Get,
        as_written,
        not_found: &[],
        path: path.map_err(|unbound| ConnectorError::permanent(format!("{}: {unbound}", step.name)))?,
        query: Vec::new(),
        body: AskBody::Nothing,
        headers: Vec::new(),
        timeout: step.timeout(),
    })
}

async fn asked(acting: &Acting<'_>, ask: &Ask<'_>) -> Result<Response, ConnectorError> {
    Ok(acting.connector.http.send(ask, acting.call, patience_without_cursor(acting.call)).await?)
}

async fn read(acting: &Acting<'_>, response: Response, words: &str) -> Result<Reply, ConnectorError> {
    Reply::read(response, words, MAX_BYTES, acting.connector.plan.errors.iter(), acting.call).await
}
