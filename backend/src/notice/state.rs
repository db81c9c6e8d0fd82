//! What is told, by which way, and how that stands.

crate::codes! {
    /// Why a recipient is told.
    Article {
        /// It got the data: Art. 19.
        Recipient = "19",
        /// It may have links to or copies of data that was made public: Art. 17(2).
        Public = "17(2)",
    }
}

crate::codes! {
    /// What was done with the data.
    Deed {
        /// It was corrected or completed: Art. 16.
        Rectified = "rectified",
        /// It was erased: Art. 17(1).
        Erased = "erased",
        /// It was locked: Art. 18.
        Restricted = "restricted",
        /// Its lock has ended, as the notice of the lock has promised to say.
        Unrestricted = "unrestricted",
    }
}

impl Deed {
    /// Whether whoever was told of this knows otherwise once they were told of `later`.
    pub fn is_undone_by(self, later: Self) -> bool {
        match self {
            Self::Restricted => later == Self::Unrestricted,
            Self::Unrestricted => later == Self::Restricted,
            Self::Rectified | Self::Erased => false,
        }
    }
}

crate::codes! {
    /// By which way.
    Way {
        /// By a letter of ours, with a link to acknowledge.
        Mail = "mail",
        /// Through the recipient's own system.
        Connector = "connector",
        /// By a member of staff.
        ByHand = "by_hand",
    }
}

crate::codes! {
    /// How it stands.
    State {
        /// Nobody has been told yet.
        Planned = "planned",
        /// It left us.
        Sent = "sent",
        /// The recipient has said that it is done.
        Acknowledged = "acknowledged",
        /// The letter could not be delivered, or the recipient's system did not take it.
        Failed = "failed",
        /// The recipient cannot be told; a person wrote down why.
        Impossible = "impossible",
        /// Telling them is out of all proportion; a person wrote down why.
        Disproportionate = "disproportionate",
    }
}

crate::machine! {
    State of "A notice to a recipient";
    begins {
        /// Something was corrected, erased or locked, or a lock has ended.
        START => Planned;
    }
    moves {
        /// Its letter leaves, or their system takes it.
        SEND: Planned | Failed => Sent;
        /// Its letter cannot be sent, or their system does not take it.
        FAIL: Planned => Failed;
        /// Staff have it sent once more through their system.
        SEND_AGAIN: Failed => Planned;
        /// Staff have told the recipient.
        TELL_BY_HAND: Planned | Failed | Sent => Sent;
        /// The recipient says that it is done.
        ACKNOWLEDGE: Planned | Failed | Sent => Acknowledged;
        /// Telling is impossible, and staff say why.
        CALL_IMPOSSIBLE: Planned | Failed | Sent => Impossible;
        /// Telling is out of proportion, and staff say why.
        CALL_DISPROPORTIONATE: Planned | Failed | Sent => Disproportionate;
    }
}

impl State {
    /// Whether somebody still has to do something: tell, or tell again.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Planned | Self::Failed => true,
            Self::Sent | Self::Acknowledged | Self::Impossible | Self::Disproportionate => false,
        }
    }

    /// Whether staff have written down that the recipient is not told.
    pub const fn is_given_up(self) -> bool {
        match self {
            Self::Impossible | Self::Disproportionate => true,
            Self::Planned | Self::Failed | Self::Sent | Self::Acknowledged => false,
        }
    }

    /// Whether it can still be ended by hand: whatever is not at its end.
    pub const fn may_be_settled(self) -> bool {
        match self {
            Self::Planned | Self::Failed | Self::Sent => true,
            Self::Acknowledged | Self::Impossible | Self::Disproportionate => false,
        }
    }
}
