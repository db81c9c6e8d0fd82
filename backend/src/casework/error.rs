//! What can keep a verb from happening, as the doors tell it apart.

use std::error::Error;

use sea_orm::DbErr;

use crate::{
    casework::refusal::Refusal,
    identifier::store::Unreadable,
    kernel::database::{self, Away},
    ticket::{keys::KeyError, state::IllegalMove, store::SaveError},
};

/// Why something did not happen. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// There is no such ticket, task or link; or it is not for the one who asks, which is told in the same words.
    #[error("there is no such thing here")]
    NotFound,
    /// The ticket stands elsewhere.
    #[error(transparent)]
    Illegal(#[from] IllegalMove),
    /// Somebody else was faster.
    #[error("somebody else has changed the ticket in between")]
    Changed,
    /// What was asked makes no sense here.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Too often.
    #[error("too many attempts; try again later")]
    Limited,
    /// What is asked for was destroyed in due time.
    #[error("what was asked for has been destroyed")]
    Gone,
    /// Something of ours is broken.
    #[error("a fault of ours")]
    Fault(#[source] Box<dyn Error + Send + Sync>),
}

impl CaseError {
    /// A fault with its cause.
    pub fn fault(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Fault(cause.into())
    }

    /// Whether nothing is wrong but that our own database is away.
    pub fn away(&self) -> Option<Away> {
        match self {
            Self::NotFound | Self::Illegal(_) | Self::Changed | Self::Refused(_) | Self::Limited | Self::Gone => None,
            Self::Fault(cause) => {
                let mut next: Option<&(dyn Error + 'static)> = Some(&**cause);
                while let Some(error) = next {
                    if let Some(error) = error.downcast_ref::<DbErr>() {
                        return database::away(error);
                    }
                    next = error.source();
                }
                None
            }
        }
    }
}

impl From<DbErr> for CaseError {
    fn from(error: DbErr) -> Self {
        if database::is_outrun(&error) { Self::Changed } else { Self::fault(error) }
    }
}

impl From<SaveError> for CaseError {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::Changed => Self::Changed,
            SaveError::Store(error) => error.into(),
        }
    }
}

impl From<KeyError> for CaseError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Destroyed => Self::Gone,
            KeyError::Wrapped(_) | KeyError::Store(_) => Self::fault(error),
        }
    }
}

impl From<Unreadable> for CaseError {
    fn from(error: Unreadable) -> Self {
        Self::fault(error)
    }
}

impl From<rightsdesk_vault::aead::OpenError> for CaseError {
    fn from(error: rightsdesk_vault::aead::OpenError) -> Self {
        Self::fault(error)
    }
}
