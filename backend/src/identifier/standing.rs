//! Whether we rely on an identifier, and where it came from.

crate::codes! {
    /// Whether we rely on it.
    Standing {
        /// The person says so; nobody has checked.
        Claimed = "claimed",
        /// Verified, resolved from one that is, or accepted by staff.
        Trusted = "trusted",
        /// Staff decided that it is not the person's.
        Refused = "refused",
    }
}

crate::codes! {
    /// Where we learned it.
    Origin {
        /// It is the contact of the ticket.
        Contact = "contact",
        /// The person gave it with the request.
        Given = "given",
        /// A system told us.
        Resolved = "resolved",
        /// A member of staff added it.
        Staff = "staff",
    }
}
