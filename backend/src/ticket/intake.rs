//! What is fixed when a ticket comes in.

crate::codes! {
    /// By which way the request reached us. All are official (Art. 12(2); no form is required).
    Channel {
        /// The form on the public pages.
        Web = "web",
        /// The API.
        Api = "api",
        /// A mail, written down by staff.
        Mail = "mail",
        /// A call, written down by staff.
        Phone = "phone",
        /// A letter, written down by staff.
        Letter = "letter",
        /// Nobody asked: the account was closed, and no sweep can erase it.
        Deactivation = "deactivation",
    }
}

crate::codes! {
    /// How the archive reaches the person.
    Delivery {
        /// They fetch it from the status page, behind two proofs.
        Link = "link",
        /// It is mailed as an encrypted attachment if it fits; the passphrase stands on the status page only.
        Attachment = "attachment",
    }
}

crate::codes! {
    /// How we know that the request comes from the person.
    Verification {
        /// They pressed the button behind a link that we mailed to their address.
        Mailbox = "mailbox",
        /// A member of staff checked by other means, and wrote down how.
        ByHand = "by_hand",
        /// Their homeserver told us of their account.
        Homeserver = "homeserver",
    }
}
