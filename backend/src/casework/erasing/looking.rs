//! A look at what would be erased: people are to approve it, or there is nothing that they could approve.

use rightsdesk_exporters::contract::{
    erasure::{Order, Preview},
    error::ConnectorError,
    outcome::ManualWork,
    subject::Subject,
};

use super::{
    asking::{Asking, DAYS_TO_LOOK},
    what_stays,
};
use crate::{
    casework::{collecting::system_answer::Answer, holding::held, our_fault, sealing::Opened},
    desk::Desk,
    hold::store::Held,
    task::{entity::Model, erasure::Erasure, result::TaskResult, state::Outcome},
};

/// Looks what would be erased now, unless it is held.
pub(super) async fn look(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    asking: &Asking<'_>,
) -> Result<Answer, ConnectorError> {
    let holds = held::of(&desk.db, desk, wish(task, asking.subject)).await.map_err(|_| our_fault::down())?;
    if !holds.is_empty() {
        return kept(desk, opened, task, earlier, asking, holds).await;
    }
    let order = earlier.order.clone().unwrap_or_else(|| Order::by_the_manifest(desk.now()));
    let preview = asking.eraser.preview(asking.subject, &order, asking.call).await?;
    Ok(seen(earlier, preview))
}

/// What comes after a look.
pub(super) fn seen(earlier: &TaskResult, preview: Preview) -> Answer {
    let changes_nothing = preview.is_empty() && preview.is_ready();
    let erasure = Erasure { preview, done: None };
    let found = erasure.found();
    let result = TaskResult { erasure: Some(erasure), untold: Vec::new(), ..earlier.clone() };
    let result = if result.gone.is_empty() { result } else { TaskResult { located: None, gaps: Vec::new(), ..result } };
    match (found, changes_nothing) {
        (0, true) if !result.gone.is_empty() => Answer::Ended { result, outcome: Outcome::Done },
        (0, true) => Answer::Ended { result, outcome: Outcome::NotFound },
        // All that was found stays, for reasons that the plan names: nobody has anything to approve.
        (_, true) => Answer::Ended { result: what_stays::with_gaps(result), outcome: Outcome::Partial },
        (_, false) => {
            let instructions = "Look at what would be erased, and approve it or decide what is open.".into();
            Answer::ByHand(result, ManualWork { instructions, days: DAYS_TO_LOOK })
        }
    }
}

fn wish<'a>(task: &'a Model, subject: &'a Subject) -> held::Wish<'a> {
    held::Wish { ticket: task.ticket_id, subject, system: &task.system }
}

/// All of it stays.
pub(super) async fn kept(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    asking: &Asking<'_>,
    holds: Vec<Held>,
) -> Result<Answer, ConnectorError> {
    let located = asking.connector.locate(asking.subject, asking.call).await?;
    Ok(held::keeps(desk, (&opened.ticket, &task.system), asking.connector, earlier, located, holds))
}
