//! On what data was disclosed, and how we know.

crate::codes! {
    /// On what.
    Basis {
        /// An order of a court or an authority.
        Order = "order",
        /// A law that requires it without an order.
        Law = "law",
        /// A contract with the person, or for them.
        Contract = "contract",
        /// The person's consent.
        Consent = "consent",
        /// A legitimate interest, ours or theirs.
        Interest = "interest",
    }
}

crate::codes! {
    /// Who wrote it down.
    Source {
        /// A member of staff.
        Staff = "staff",
        /// A file that was read in.
        Import = "import",
        /// A connected system that keeps a list.
        System = "system",
    }
}
