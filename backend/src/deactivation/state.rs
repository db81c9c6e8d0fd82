//! Where the line of a closed account stands.
//!
//! ```text
//! waiting ──claim──▶ running ──all systems proven──▶ proven
//!   ▲ │                │ │                             ▲
//!   │ └──── reopened ──┼─┼──▶ cancelled                │
//!   └── a batch left it│ └──── a person must look ──▶ aside ──its ticket was answered
//!       out ◀──────────┘                               │
//!   ◀── the hold was lifted, the request was closed ───┤
//!                                                      └──its ticket was refused on a ground──▶ kept
//! ```

crate::codes! {
    /// Where the line stands.
    State {
        /// In its days of grace, or in the queue.
        Waiting = "waiting",
        /// In a sweep.
        Running = "running",
        /// Left to people; see why.
        Aside = "aside",
        /// Nothing is left in any system but what the rules keep.
        Proven = "proven",
        /// People decided on its ticket, with a ground, that not everything of it is erased.
        Kept = "kept",
        /// The account was opened again before it was erased everywhere; what was erased by then is in the evidence.
        Cancelled = "cancelled",
    }
}

crate::machine! {
    State of "A closed account";
    begins {
        /// It is heard of.
        START => Waiting;
    }
    moves {
        /// A sweep takes it.
        CLAIM: Waiting => Running;
        /// The sweep left it out.
        GIVE_BACK: Running => Waiting;
        /// All systems are proven.
        PROVE: Running => Proven;
        /// It was opened again while the sweep had it.
        CANCEL: Running => Cancelled;
        /// It was opened again.
        REOPEN: Waiting | Aside => Cancelled;
        /// A person must look.
        SET_ASIDE: Running => Aside;
        /// The hold is lifted, or the request is closed.
        PUT_BACK: Aside => Waiting;
        /// People have erased it on its ticket.
        PROVE_BY_HAND: Aside => Proven;
        /// People have decided that not everything goes.
        KEEP: Aside => Kept;
    }
}

impl State {
    /// Whether something is still to be done.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Waiting | Self::Running | Self::Aside => true,
            Self::Proven | Self::Kept | Self::Cancelled => false,
        }
    }
}

crate::codes! {
    /// Why people have an account, and no sweep.
    Why {
        /// A legal hold names the person.
        Held = "held",
        /// A request of the person's is open: it comes first.
        OpenRequest = "open_request",
        /// A system could not erase the person as it erases others.
        NeedsPerson = "needs_person",
    }
}

crate::codes! {
    /// Who told us that an account was closed, or opened again.
    Source {
        /// The list of users of Synapse, which tells no time.
        Synapse = "synapse",
        /// The Matrix authentication service.
        Mas = "mas",
        /// A signed call.
        Webhook = "webhook",
        /// Our module inside Synapse, as it happens.
        Module = "module",
        /// A file that staff read in.
        Import = "import",
    }
}
