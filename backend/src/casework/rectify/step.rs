//! A rectification in one system, step by step: look what is held; wait until somebody says what is wrong; show what would change;
//! wait until people have approved it; write it; read it back.

use rightsdesk_exporters::contract::{
    call::Call,
    correction::{HeldField, Proposal, Rectified},
    error::ConnectorError,
    outcome::ManualWork,
    rectifier::Rectifier,
    subject::Subject,
    text::Text,
};

use super::{
    approve, executed,
    said::{self, Said},
};
use crate::{
    casework::{collecting::system_answer::Answer, error::CaseError, holding::held, our_fault, sealing::Opened},
    correction::{
        self,
        state::{FIND, HINDER},
    },
    desk::Desk,
    hold::store::Held,
    kernel::database,
    task::{
        self, approval,
        correcting::{Correcting, Done},
        entity::Model,
        result::TaskResult,
        state::Outcome,
    },
    ticket,
};

/// How long people have to see to it.
const DAYS: u16 = 10;

/// What is needed to ask the system.
pub(in crate::casework) struct Asking<'a> {
    /// How it corrects.
    pub rectifier: &'a dyn Rectifier,
    /// The person.
    pub subject: &'a Subject,
    /// The call.
    pub call: &'a Call,
}

/// The next step; none if nothing is held there that could be corrected by us.
pub(in crate::casework) async fn step(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    asking: Asking<'_>,
) -> Result<Option<Answer>, ConnectorError> {
    let request = task.request_id.ok_or_else(|| ConnectorError::permanent("the task corrects for no request"))?;
    let said = said::live(&desk.db, opened, request, &task.system).await.map_err(ours)?;
    let before = earlier.correcting.clone().unwrap_or_default();
    if let (Some(said), Some(plan)) = (&said, &before.proposal)
        && is_approved(desk, task, said, plan).await?
    {
        return carry_out(desk, opened, task, earlier, (said, plan), asking).await.map(Some);
    }
    let held = asking.rectifier.held(asking.subject, asking.call).await?;
    let Some(said) = said else {
        let is_anything = held.iter().any(|field| !field.values.is_empty() || field.shared > 0);
        let correcting = Correcting { proposal: None, held, ..before };
        let work = "Nobody has said yet which field is wrong. The person can do it on the page of their request, or you can \
                    write it down here.";
        return Ok(is_anything.then(|| waits(earlier, correcting, work)));
    };
    let proposal = asking.rectifier.propose(asking.subject, &said.corrections, asking.call).await?;
    seen(desk, earlier, &said, held, proposal).await.map(Some)
}

fn waits(earlier: &TaskResult, correcting: Correcting, instructions: impl Into<Text>) -> Answer {
    let result = TaskResult { correcting: Some(correcting), ..earlier.clone() };
    Answer::ByHand(result, ManualWork { instructions: instructions.into(), days: DAYS })
}

async fn is_approved(desk: &Desk, task: &Model, said: &Said, plan: &Proposal) -> Result<bool, ConnectorError> {
    let approvals = approval::of(&desk.db, task.id, &plan.hash).await.map_err(|_| our_fault::down())?;
    Ok(approvals.len() >= approve::needed(desk, plan, said.corrections.each()))
}

/// What comes after a look.
async fn seen(
    desk: &Desk,
    earlier: &TaskResult,
    said: &Said,
    held: Vec<HeldField>,
    proposal: Proposal,
) -> Result<Answer, ConnectorError> {
    let is_stopped = |row: &correction::entity::Model| {
        let at = format!("{}.{}", row.collection, row.field);
        proposal.misfits.iter().any(|misfit| misfit.at == at)
    };
    let (stopped, found): (Vec<_>, Vec<_>) = said.rows.iter().partition(|row| is_stopped(row));
    for (rows, step) in [(stopped, HINDER), (found, FIND)] {
        let ids = rows.into_iter().map(|row| row.id).collect();
        correction::store::move_on(&desk.db, ids, step).await.map_err(|_| our_fault::down())?;
    }
    let work = if proposal.is_ready() {
        "Look at what would be written, and approve it."
    } else if proposal.is_settled() {
        "All of this stands there already: end the task as done."
    } else {
        "Something is in the way. Refuse, do by hand or keep as a statement what cannot be written."
    };
    let before = earlier.correcting.clone().unwrap_or_default();
    Ok(waits(earlier, Correcting { held, proposal: Some(proposal), ..before }, work))
}

async fn carry_out(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    (said, plan): (&Said, &Proposal),
    asking: Asking<'_>,
) -> Result<Answer, ConnectorError> {
    let (subject, call) = (asking.subject, asking.call);
    let holds = begin(desk, task, subject).await?;
    let written = if holds.is_empty() {
        match asking.rectifier.rectify(subject, &said.corrections, &plan.hash, call).await? {
            Rectified::Done(written) => Some(written),
            // It was approved, and now all is so: it was written, and only the answer was lost.
            Rectified::Changed(now) if now.is_settled() => None,
            Rectified::Changed(now) => {
                let held = asking.rectifier.held(subject, call).await?;
                return seen(desk, earlier, said, held, *now).await;
            }
        }
    } else if asking.rectifier.propose(subject, &said.corrections, call).await?.is_settled() {
        // The same, before the hold was set: there is nothing left that it could keep.
        None
    } else {
        // What was approved is worth nothing now: people approve it again when it may be written.
        approval::forget(&desk.db, task.id).await.map_err(|_| our_fault::down())?;
        let ids = said.rows.iter().map(|row| row.id).collect();
        correction::store::move_on(&desk.db, ids, FIND).await.map_err(|_| our_fault::down())?;
        let before = earlier.correcting.clone().unwrap_or_default();
        return Ok(waits(earlier, before, held::for_staff(&holds)));
    };
    let again = asking.rectifier.read_back(subject, &said.corrections, call).await?;
    let is_clean = again.is_clean();
    executed::note(desk, opened, task, said, is_clean).await.map_err(ours)?;
    let before = earlier.correcting.clone().unwrap_or_default();
    let correcting = Correcting { done: vec![Done { written, again }], ..before };
    if is_clean {
        let result = TaskResult { correcting: Some(correcting), ..earlier.clone() };
        return Ok(Answer::Ended { result, outcome: Outcome::Done });
    }
    Ok(waits(earlier, correcting, "It was written, but reading back found something else there too. See what it is."))
}

/// What is held or locked is not written: by what. Nor is anything written if the person has taken the request back since the
/// task was claimed.
async fn begin(desk: &Desk, task: &Model, subject: &Subject) -> Result<Vec<Held>, ConnectorError> {
    let asked = async {
        let tx = database::write(&desk.db).await?;
        // Before anything else of this transaction: who sets a hold waits for it, or it waits for them.
        let wish = held::Wish { ticket: task.ticket_id, subject, system: &task.system };
        let holds = held::against_correcting(&tx, desk, wish).await?;
        ticket::store::lock(&tx, &[task.ticket_id]).await?;
        if !task::store::is_still_running(&tx, task.id).await? {
            return Err(CaseError::Changed);
        }
        tx.commit().await?;
        Ok::<Vec<Held>, CaseError>(holds)
    };
    match asked.await {
        Err(CaseError::Changed) => Err(ConnectorError::Cancelled),
        begun => begun.map_err(ours),
    }
}

fn ours(error: CaseError) -> ConnectorError {
    our_fault::unwritten(error, "a rectification")
}
