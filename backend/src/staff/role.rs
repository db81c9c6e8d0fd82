//! What a member of staff may do.

crate::codes! {
    /// The roles.
    Role {
        /// The data protection officer: everything, staff accounts included.
        Officer = "officer",
        /// Works on tickets.
        Agent = "agent",
        /// Reads, changes nothing.
        Auditor = "auditor",
    }
}

impl Role {
    /// Whether this role may change tickets.
    pub const fn may_work(self) -> bool {
        match self {
            Self::Officer | Self::Agent => true,
            Self::Auditor => false,
        }
    }
}
