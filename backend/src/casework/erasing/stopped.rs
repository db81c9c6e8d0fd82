//! What is told of an erasure that a hold, or the person, stopped.

use rightsdesk_exporters::contract::{erasure::Preview, error::ConnectorError};

use super::{asking::Asking, broken_off, lines, looking, may_go_on::Stopped};
use crate::{
    casework::{collecting::system_answer::Answer, holding::held, sealing::Opened},
    desk::Desk,
    task::{entity::Model, result::TaskResult, state::Outcome},
};

/// It was broken off: the ledger and people are told what is gone, and what is left stays.
pub(super) async fn tell(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    asking: &Asking<'_>,
    (plan, now, stopped): (&Preview, &Preview, Stopped),
) -> Result<Answer, ConnectorError> {
    let gone = broken_off::gone(plan, now);
    let line = lines::interrupted(desk, opened, task, plan, &gone).await.map_err(lines::ours)?;
    let is_any_gone = !gone.is_empty() || !earlier.gone.is_empty();
    let then = match stopped {
        Stopped::Held(holds) if !is_any_gone => looking::kept(desk, opened, task, earlier, asking, holds).await?,
        Stopped::Held(holds) => {
            let result = broken_off::result(earlier, gone, now);
            held::keeps_the_rest(desk, (&opened.ticket, &task.system), result, holds)
        }
        Stopped::TakenBack => ended_as_it_is(broken_off::result(earlier, gone, now)),
    };
    Ok(Answer::BrokenOff(Box::new(line), Box::new(then)))
}

/// What ends although nobody wants it any more: in part, where something was done.
pub(super) fn ended_as_it_is(result: TaskResult) -> Answer {
    if result.gone.is_empty() && !result.is_erased() {
        return Answer::Ended { result, outcome: Outcome::Skipped };
    }
    let manual = if result.gone.is_empty() {
        result.manual.clone()
    } else {
        Some(broken_off::work(&result, |language| language.erased().taken_back, None, 0))
    };
    Answer::Ended { result: TaskResult { manual, ..result }, outcome: Outcome::Partial }
}
