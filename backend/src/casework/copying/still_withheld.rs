//! Whether something is withheld that asking a system again would bring back: the marks are numbers of records, and say nothing
//! of what a system would hand over the next time.
//!
//! So nothing is asked anew on which a mark stands: staff undo it first, look at what comes, and mark it again.

use crate::{
    casework::{error::CaseError, refusal::Refusal, sealing::Opened},
    task::entity::Model,
};

/// Whether a mark stands on what this task brought.
pub(in crate::casework) fn is_any(opened: &Opened, task: &Model) -> Result<bool, CaseError> {
    Ok(!opened.result_of(task)?.withheld.is_empty())
}

/// Refuses if a mark stands on what any of these tasks brought.
pub(in crate::casework) fn must_be_none<'a>(
    opened: &Opened,
    tasks: impl IntoIterator<Item = &'a Model>,
) -> Result<(), CaseError> {
    for task in tasks {
        if is_any(opened, task)? {
            return Err(Refusal::StillWithheld.into());
        }
    }
    Ok(())
}
