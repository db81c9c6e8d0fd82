//! What was erased is written into the ledger at once, and then read back.
//!
//! In this order: a system that does not answer when it is read back has erased all the same, and whoever asks again finds the
//! line.

use rightsdesk_exporters::contract::{
    erasure::{Evidence, Preview, Standing},
    error::ConnectorError,
    outcome::ManualWork,
};

use super::{
    asking::{Asking, DAYS_TO_LOOK},
    lines, put_on_ledger,
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
        let evidence = evidence.map(|last| whole(plan, last));
        let told = (What::Done, put_on_ledger::counts(evidence.as_ref()));
        lines::note(self.desk, self.opened, self.task, plan, told).await.map_err(lines::ours)?;
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

/// What was done, where an erasure went on after it had been interrupted: the plan is done as a whole or it is not done, and the
/// system's last answer counts only what was left by then.
fn whole(plan: &Preview, last: Evidence) -> Evidence {
    let mut evidence = last;
    for planned in &plan.collections {
        let Some(effect) = evidence.effects.iter_mut().find(|it| it.collection == planned.collection) else { continue };
        effect.before = effect.before.max(planned.in_table);
        effect.found = effect.found.max(planned.found);
        effect.deleted = effect.deleted.max(planned.deleted);
        effect.blanked = effect.blanked.max(planned.blanked);
        effect.hidden = planned.hidden.or(effect.hidden);
        effect.ended = effect.ended.max(planned.ended);
        effect.suppressed = effect.suppressed.max(planned.suppressed);
    }
    evidence
}

#[cfg(test)]
mod tests {
    use rightsdesk_exporters::contract::erasure::{Effect, Order, Outlook};

    use super::*;

    #[test]
    fn the_last_answer_of_an_erasure_that_went_on_does_not_stand_for_all_of_it() {
        let people =
            Outlook { collection: "crm.people".into(), found: 6, deleted: 6, in_table: 9, ..Outlook::default() };
        let plan = Preview {
            system: "crm".into(),
            order: Order::by_the_manifest(chrono::DateTime::UNIX_EPOCH),
            collections: vec![people],
            along: Vec::new(),
            obstacles: Vec::new(),
            remarks: Vec::new(),
            frozen: Vec::new(),
            parts: Vec::new(),
            hash: String::new(),
        };
        let left =
            Effect { collection: "crm.people".into(), before: 7, after: 3, found: 4, deleted: 4, ..Effect::default() };
        let whole = whole(&plan, Evidence { effects: vec![left], ..Evidence::default() });
        let effect = &whole.effects[0];
        assert_eq!((effect.before, effect.after, effect.found, effect.deleted), (9, 3, 6, 6));
    }
}
