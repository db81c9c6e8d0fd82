//! What was erased is written into the ledger at once, and then read back.
//!
//! In this order: a system that does not answer when it is read back has erased all the same, and whoever asks again finds the
//! line.

use rightsdesk_exporters::contract::{
    erasure::{Evidence, Standing},
    error::ConnectorError,
    outcome::ManualWork,
};

use super::{
    erase::{Asking, DAYS_TO_LOOK},
    half_way, lines, put_on_ledger,
    what_stays::with_gaps,
};
use crate::{
    casework::{collecting::system_answer::Answer, sealing::Opened},
    desk::Desk,
    ledger::what::What,
    task::{
        entity::Model,
        erasure::{Done, Erasure},
        result::TaskResult,
        state::Outcome,
    },
};

/// An erasure that was carried out.
pub(super) struct Proving<'a> {
    pub(super) desk: &'a Desk,
    pub(super) opened: &'a Opened,
    pub(super) task: &'a Model,
    pub(super) earlier: &'a TaskResult,
    /// What was approved.
    pub(super) seen: &'a Erasure,
    pub(super) asking: &'a Asking<'a>,
}

impl Proving<'_> {
    /// Writes that it was done, and reads back.
    pub(super) async fn done(&self, evidence: Option<Evidence>) -> Result<Answer, ConnectorError> {
        let plan = &self.seen.preview;
        let evidence = evidence.map(|last| half_way::whole(plan, last));
        let told = (What::Done, put_on_ledger::counts(evidence.as_ref()));
        lines::note(self.desk, self.opened, self.task, plan, told).await.map_err(half_way::ours)?;
        self.read_back(evidence).await
    }

    /// Reads back what the ledger says was done.
    pub(super) async fn read_back(&self, evidence: Option<Evidence>) -> Result<Answer, ConnectorError> {
        let plan = &self.seen.preview;
        let verified = self.asking.eraser.verify(self.asking.subject, &plan.order, self.asking.call).await?;
        let left: Vec<_> = verified.residues.iter().filter(|residue| residue.standing != Standing::Kept).collect();
        let places: Vec<_> = left.iter().map(|it| format!("{}.{}: {}", it.table, it.column, it.rows)).collect();
        let is_clean = verified.is_clean();
        let keeps_something = self.seen.keeps_something();
        let erasure = Erasure { preview: plan.clone(), done: Some(Done { evidence, verified }) };
        let result = TaskResult { erasure: Some(erasure), ..self.earlier.clone() };
        Ok(match (is_clean, keeps_something) {
            (true, false) => Answer::Ended { result, outcome: Outcome::Done },
            (true, true) => Answer::Ended { result: with_gaps(result), outcome: Outcome::Partial },
            (false, _) => {
                let instructions = format!(
                    "It was erased, but the person's names still stand in: {}. See whose they are.",
                    places.join(", ")
                );
                Answer::ByHand(result, ManualWork { instructions: instructions.as_str().into(), days: DAYS_TO_LOOK })
            }
        })
    }
}
