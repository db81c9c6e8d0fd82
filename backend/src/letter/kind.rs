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
        /// To staff: a request is due.
        Reminder = "reminder",
        /// Who are you?
        VerifyIdentity = "verify_identity",
        /// May you act for somebody else?
        VerifyAgent = "verify_agent",
        /// What do you mean?
        Clarify = "clarify",
        /// This would cost a fee.
        Fee = "fee",
        /// Somebody else decides about the data.
        RedirectProcessor = "redirect_processor",
        /// To a customer: a request about their data.
        CustomerNotice = "customer_notice",
        /// You had asked for the same before.
        Merged = "merged",
        /// Your complaint has come.
        ComplaintAck = "complaint_ack",
        /// What came of your complaint.
        ComplaintOutcome = "complaint_outcome",
        /// Nobody replied, and the request is closed.
        ClosedNoReply = "closed_no_reply",
        /// Your data is not used for advertising any more.
        MarketingStopped = "fulfil_marketing_objection",
        /// What rested on your consent has stopped.
        ConsentWithdrawn = "consent_withdrawn",
        /// A lock on your data ends.
        RestrictionLift = "restriction_lift",
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

crate::machine! {
    State of "A letter";
    begins {
        /// It is written.
        START => Waiting;
    }
    moves {
        /// A worker takes it.
        CLAIM: Waiting | Running => Running;
        /// It is tried again later.
        GIVE_BACK: Running => Waiting;
        /// The mail server takes it.
        SEND: Running => Sent;
        /// It cannot be sent.
        GIVE_UP: Running => Abandoned;
        /// A person has it tried again.
        RETRY: Abandoned => Waiting;
    }
}
