//! What somebody is who gets data from us.

use serde::Deserialize;

/// What a recipient is to us: Art. 4(7)–(9), Art. 26.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecipientRole {
    /// Works for us, on our orders.
    #[default]
    Processor,
    /// Decides together with us.
    Joint,
    /// Decides for itself.
    Controller,
}

impl RecipientRole {
    /// The word it is stored and written as.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Processor => "processor",
            Self::Joint => "joint",
            Self::Controller => "controller",
        }
    }
}
