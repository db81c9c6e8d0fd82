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
        /// We hold nothing that you could take along.
        NothingPortable = "nothing_portable",
        /// You took your request back.
        Withdrawn = "withdrawn",
        /// A message from staff.
        Message = "message",
        /// Somebody has fetched your archive.
        Fetched = "fetched",
        /// To a recipient: the data was corrected, erased or locked, or a lock has ended.
        RecipientNotice = "recipient_notice",
        /// To a recipient: copies of what was public are to go.
        PublicNotice = "public_notice",
        /// Your data was sent straight to another provider.
        HandedOver = "handed_over",
        /// Your data could not be sent to another provider.
        HandoverFailed = "handover_failed",
        /// To another provider: the data, in a locked file.
        HandoverMail = "handover_mail",
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
        /// Was it you who complained? With the link to say so.
        ConfirmComplaint = "confirm_complaint",
        /// Your complaint has come.
        ComplaintAck = "complaint_ack",
        /// What came of your complaint.
        ComplaintOutcome = "complaint_outcome",
        /// Nobody replied, and the request is closed.
        ClosedNoReply = "closed_no_reply",
        /// Your account was closed.
        Deactivated = "deactivated",
        /// Your data is not used for advertising any more.
        MarketingStopped = "fulfil_marketing_objection",
        /// What rested on your consent has stopped.
        ConsentWithdrawn = "consent_withdrawn",
        /// A lock on your data ends.
        RestrictionLift = "restriction_lift",
        /// Your data is locked.
        FulfilRestriction = "fulfil_restriction",
        /// You objected, and we have stopped.
        FulfilObjection = "fulfil_objection",
        /// What machines decide, and what a person decided anew.
        FulfilAutomated = "fulfil_automated",
        /// What was erased, and what stays.
        FulfilErasure = "fulfil_erasure",
        /// What was corrected.
        FulfilRectification = "fulfil_rectification",
        /// We do not do this, and why.
        Refuse = "refuse",
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
        /// It never left; what it was to bring reached the person in another way, as staff say.
        ByHand = "by_hand",
    }
}

impl Kind {
    /// Whether it brings the person the copy that they asked for.
    pub const fn brings_copy(self) -> bool {
        matches!(self, Self::ReadyToFetch | Self::Attached)
    }

    /// Whether it waits while it is not decided what follows from the death of the person: it tells of their data or carries it.
    /// What does not: what only acknowledges or asks, and what goes to others for their protection.
    pub const fn is_for_them_alone(self) -> bool {
        !matches!(
            self,
            Self::Confirm
                | Self::ConfirmComplaint
                | Self::Acknowledge
                | Self::Extend
                | Self::Withdrawn
                | Self::RecipientNotice
                | Self::PublicNotice
                | Self::Reminder
                | Self::VerifyIdentity
                | Self::VerifyAgent
                | Self::Clarify
                | Self::Fee
                | Self::CustomerNotice
                | Self::ComplaintAck
                | Self::ClosedNoReply
        )
    }

    /// Where the law asks for this letter, or what it does for the person.
    pub const fn articles(self) -> &'static str {
        match self {
            Self::Confirm => "12(6), 5(1)(f)",
            Self::Acknowledge => "12(1)–(3)",
            Self::Extend => "12(3), UK 12A(3)–(4)",
            Self::ReadyToFetch | Self::Attached => "15, 20, 12(1)–(4)",
            Self::FreshLink | Self::Fetched => "5(1)(f), 32",
            Self::Answer => "12(1), 12(3)–(4)",
            Self::NothingHeld => "15(1)",
            Self::NothingPortable => "20(1), 12(4)",
            Self::Withdrawn => "12(2)",
            Self::Message => "12(1)–(2)",
            Self::RecipientNotice => "19",
            Self::PublicNotice => "17(2)",
            Self::HandedOver | Self::HandoverFailed | Self::HandoverMail => "20(2)",
            Self::RecipientsReply => "19",
            Self::Reminder => "12(3), 24",
            Self::VerifyIdentity => "12(6), 5(1)(c)",
            Self::VerifyAgent => "12(2), 12(6)",
            Self::Clarify => "12(2), UK 12A(5)",
            Self::Fee => "12(5), 15(3)",
            Self::RedirectProcessor | Self::CustomerNotice => "28(3)(e)",
            Self::Merged => "12(2)",
            Self::ConfirmComplaint => "12(6), 5(1)(f)",
            Self::ComplaintAck => "DPA 2018 s. 164A(3)",
            Self::ComplaintOutcome => "DPA 2018 s. 164A(4)–(5)",
            Self::ClosedNoReply => "12(2), 12(4)",
            Self::Deactivated => "17(1), 12(1)",
            Self::MarketingStopped => "21(2)–(3)",
            Self::ConsentWithdrawn => "7(3)",
            Self::RestrictionLift => "18(3)",
            Self::FulfilRestriction => "18(1)–(3), 19",
            Self::FulfilObjection => "21(1), 18(1)(d), 17(1)(c)",
            Self::FulfilAutomated => "22, UK 22A–22D, 15(1)(h)",
            Self::FulfilErasure => "17, 19, 12(4)",
            Self::FulfilRectification => "16, 19",
            Self::Refuse => "12(4)–(5), 77, 79",
        }
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
        /// A person has brought it in another way.
        BRING: Abandoned => ByHand;
    }
}
