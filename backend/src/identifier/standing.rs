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

crate::machine! {
    Standing of "A name of a person";
    begins {
        /// The person says so.
        START_CLAIMED => Claimed;
        /// It follows from what we rely on.
        START_TRUSTED => Trusted;
    }
    moves {
        /// A system knows it too.
        CONFIRM: Claimed => Trusted;
        /// The link is confirmed, or staff accept it.
        ACCEPT: Claimed | Refused => Trusted;
        /// Staff refuse it.
        REFUSE: Claimed | Trusted => Refused;
        /// Staff leave it open.
        DOUBT: Trusted | Refused => Claimed;
        /// What led there is not relied on any more.
        UNLEARN: Trusted => Claimed;
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
