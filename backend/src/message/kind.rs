//! Who wrote a message and who may read it.

crate::codes! {
    /// Who wrote it.
    Author {
        /// The person.
        Subject = "subject",
        /// A member of staff.
        Staff = "staff",
        /// The desk itself: a copy of a letter.
        Desk = "desk",
    }
}

crate::codes! {
    /// Who may read it.
    Visibility {
        /// The person and staff.
        Shared = "shared",
        /// Staff only.
        Internal = "internal",
    }
}
