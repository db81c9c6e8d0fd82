//! What can go wrong when a system is asked, and what to do about it.

use std::time::Duration;

/// A question that got no answer.
///
/// The texts are for staff: they name the system's tables, statuses and addresses, never a person or a secret.
#[derive(Debug, thiserror::Error)]
pub enum ConnectorError {
    /// Ask again later: the system was down, slow, or asked us to wait.
    #[error("{what}")]
    Transient {
        /// What happened.
        what: String,
        /// How long the system asked us to wait, if it did.
        retry_after: Option<Duration>,
    },
    /// Asking again would not help: a person must look.
    #[error("{what}")]
    Permanent {
        /// What happened, and what to do about it if we know.
        what: String,
    },
    /// We were told to stop. Nothing is lost: the same question may be asked again.
    #[error("stopped before the end")]
    Cancelled,
}

impl ConnectorError {
    /// A fault that may pass.
    pub fn transient(what: impl Into<String>) -> Self {
        Self::Transient { what: what.into(), retry_after: None }
    }

    /// A fault that passes after `wait`.
    pub fn wait(wait: Duration, what: impl Into<String>) -> Self {
        Self::Transient { what: what.into(), retry_after: Some(wait) }
    }

    /// A fault that stays until a person has looked.
    pub fn permanent(what: impl Into<String>) -> Self {
        Self::Permanent { what: what.into() }
    }
}
