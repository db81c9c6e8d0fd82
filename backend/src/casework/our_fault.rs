//! A system was asked, and we ourselves failed: its task is tried again as if the system had not answered.

use rightsdesk_exporters::contract::error::ConnectorError;

use super::error::CaseError;

/// Our own database did not answer.
pub(in crate::casework) fn down() -> ConnectorError {
    ConnectorError::transient("our own database did not answer")
}

/// What came of a call could not be written down. The log says `what` and why; the task only that it was us.
pub(in crate::casework) fn unwritten(error: CaseError, what: &str) -> ConnectorError {
    let error = anyhow::Error::new(error);
    tracing::error!(error = format!("{error:#}"), "{what} could not be written down");
    down()
}
