//! Who does something: every line of the audit log has one.

use super::ids::StaffId;

/// Somebody or something that acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The person the data is about, or who asks for them.
    Subject,
    /// A member of staff.
    Staff(StaffId),
    /// A worker carrying out what was decided.
    Worker,
    /// The desk itself, by its rules.
    Desk,
}

impl Actor {
    /// The word in the log.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Staff(_) => "staff",
            Self::Worker => "worker",
            Self::Desk => "desk",
        }
    }

    /// Which member of staff.
    pub const fn staff(self) -> Option<StaffId> {
        match self {
            Self::Staff(id) => Some(id),
            Self::Subject | Self::Worker | Self::Desk => None,
        }
    }
}
