//! Which letter, and where it stands.

crate::codes! {
    /// The letters.
    Kind {
        /// Was this you? With the link to say so.
        Confirm = "confirm",
        /// We have your request; this is when you hear from us.
        Acknowledge = "acknowledge",
        /// It takes two more months, and why.
        Extend = "extend",
        /// Your archive can be fetched.
        ReadyToFetch = "ready_to_fetch",
        /// Your archive is attached.
        Attached = "attached",
        /// The fresh link you asked for.
        FreshLink = "fresh_link",
        /// The written answer.
        Answer = "answer",
        /// We hold nothing about you.
        NothingHeld = "nothing_held",
        /// You took your request back.
        Withdrawn = "withdrawn",
        /// A message from staff.
        Message = "message",
        /// Somebody has fetched your archive.
        Fetched = "fetched",
        /// To a recipient: the data was corrected, erased or locked.
        RecipientNotice = "recipient_notice",
        /// To a recipient: copies of what was public are to go.
        PublicNotice = "public_notice",
        /// Your data was sent straight to another provider.
        HandedOver = "handed_over",
        /// Who was told.
        RecipientsReply = "recipients_reply",
    }
}

crate::codes! {
    /// Where a letter stands.
    State {
        /// In the queue.
        Waiting = "waiting",
        /// A worker sends it.
        Running = "running",
        /// The mail server has taken it.
        Sent = "sent",
        /// Given up after too many attempts: a person must look.
        Abandoned = "abandoned",
    }
}
