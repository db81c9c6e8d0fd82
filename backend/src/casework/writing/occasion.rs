//! What a letter is about, with what is particular to it.

use chrono::{DateTime, NaiveDate, Utc};
use rightsdesk_vault::token::UrlToken;

use crate::{
    casework::{answering::facts::Facts, asking::asked::Ask, copying::not_portable::Beside},
    complaint::state::{About, Outcome as ComplaintEnd},
    handover::state::Way,
    kernel::ids::ArchiveId,
    letter::kind::Kind,
    question::kind::Kind as Asked,
    request,
};

/// What a fresh link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadsTo {
    /// Files that can be fetched, and the page of the request.
    Files,
    /// The page of the request: nothing lies there to be fetched.
    Page,
    /// The page on which the request is taken back.
    Withdrawing,
}

/// Stands in the query of a link that leads to where the request is taken back.
pub const THEN_WITHDRAW: &str = "then=withdraw";

/// Which letter, with what is particular to it.
#[derive(Debug)]
pub enum Writing<'a> {
    /// Was this you?
    Confirm {
        /// What the link proves the mailbox with.
        token: &'a UrlToken,
        /// What was asked for.
        requests: &'a [request::entity::Model],
        /// Whether the address is left out of advertising already.
        is_listed: bool,
    },
    /// We have your request.
    Acknowledge {
        /// What was asked for, and until when.
        requests: &'a [request::entity::Model],
    },
    /// It takes longer.
    Extend {
        /// What takes longer.
        request: &'a request::entity::Model,
        /// Until when.
        due_on: NaiveDate,
        /// Why.
        reasons: &'a str,
    },
    /// Your archive can be fetched.
    ReadyToFetch {
        /// What the link proves the mailbox with.
        token: &'a UrlToken,
        /// Until when.
        expires_at: DateTime<Utc>,
    },
    /// Your archive is attached.
    Attached {
        /// Which.
        archive: ArchiveId,
        /// Until when it can also be fetched.
        expires_at: DateTime<Utc>,
    },
    /// The fresh link you asked for.
    FreshLink {
        /// What the link proves the mailbox with.
        token: &'a UrlToken,
        /// What is behind it.
        leads_to: LeadsTo,
    },
    /// The written answer to one request.
    Answer {
        /// Which.
        request: &'a request::entity::Model,
        /// What staff wrote.
        text: &'a str,
    },
    /// You took your request back.
    Withdrawn {
        /// Whether anything had begun to be erased by then.
        has_begun: bool,
    },
    /// You took one of your requests back, and the others go on.
    WithdrawnOne {
        /// Which.
        request: &'a request::entity::Model,
        /// Those that go on.
        others: &'a [request::entity::Model],
        /// Whether anything had begun to be erased for it by then.
        has_begun: bool,
        /// Whether the erasure goes on without a copy.
        gives_up_copy: bool,
    },
    /// We hold nothing about you.
    NothingHeld {
        /// The names of the systems that were asked.
        looked_in: Vec<String>,
        /// The names of those that could not be asked.
        not_asked: Vec<String>,
    },
    /// We hold nothing that you could take along.
    NothingPortable(&'a Beside),
    /// A message from staff.
    Message {
        /// Who wrote it.
        by: &'a str,
        /// What staff wrote.
        text: &'a str,
    },
    /// Somebody has fetched your archive.
    Fetched {
        /// When.
        at: DateTime<Utc>,
    },
    /// Your data was sent straight to another provider.
    HandedOver {
        /// To whom.
        receiver: &'a str,
        /// By which way.
        way: Way,
        /// When.
        at: DateTime<Utc>,
        /// How much it was.
        bytes: u64,
        /// Its SHA-256 in hexadecimal.
        sha256: &'a str,
    },
    /// Your data could not be sent to another provider.
    HandoverFailed {
        /// To whom.
        receiver: &'a str,
        /// What the link to the package proves the mailbox with, and until when the package is there; none: it is gone.
        package: Option<(&'a UrlToken, DateTime<Utc>)>,
    },
    /// Who was told.
    RecipientsReply {
        /// A line for each recipient.
        recipients: Vec<String>,
    },
    /// We have to know something first.
    Question {
        /// What is asked, why, and in which words.
        ask: &'a Ask<'a>,
        /// By when a reply is hoped for.
        reply_by: NaiveDate,
        /// What it does to the time that we have, in the person's language.
        clock: Vec<String>,
    },
    /// Somebody else decides about the data.
    RedirectProcessor {
        /// Who.
        customer: &'a str,
        /// What was asked for.
        requests: &'a [request::entity::Model],
        /// When it was passed on.
        on: NaiveDate,
    },
    /// Somebody else decides about the data, to whom nothing was passed on.
    RedirectElsewhere {
        /// Who.
        whom: &'a str,
        /// What was asked for.
        requests: &'a [request::entity::Model],
    },
    /// You had asked for the same before.
    Merged {
        /// The reference of the request that goes on.
        first: &'a str,
        /// Until when it is answered.
        due_on: NaiveDate,
    },
    /// Was it you who complained?
    ConfirmComplaint {
        /// What the link proves the mailbox with.
        token: &'a UrlToken,
    },
    /// Your complaint has come.
    ComplaintAck {
        /// What it is about.
        about: About,
        /// Its case number.
        case: String,
        /// The day on which it came.
        received_on: NaiveDate,
    },
    /// What came of your complaint.
    ComplaintOutcome {
        /// What it is about.
        about: About,
        /// Its case number.
        case: String,
        /// The day on which it came.
        received_on: NaiveDate,
        /// How it ended.
        outcome: ComplaintEnd,
        /// What we found.
        found: &'a str,
        /// What we did.
        done: &'a str,
    },
    /// Nobody replied.
    ClosedNoReply {
        /// What was asked.
        asked: &'a str,
        /// When.
        asked_on: NaiveDate,
    },
    /// Your account was closed.
    Deactivated {
        /// On which day.
        on: NaiveDate,
        /// By which day everything in it is erased.
        by: NaiveDate,
    },
    /// Your data is not used for advertising any more.
    MarketingStopped,
    /// What rested on your consent has stopped.
    ConsentWithdrawn {
        /// What was taken back, in words.
        consent: String,
        /// What else is done with the data where something was found, and on which basis, in words.
        others: Vec<String>,
        /// The names of the systems from which all of it is erased.
        erased: Vec<String>,
    },
    /// A lock on your data ends.
    RestrictionLift {
        /// Since when it is locked.
        since: DateTime<Utc>,
        /// The day.
        ends_on: NaiveDate,
        /// Why, and what happens then.
        why: &'a str,
    },
    /// The answer to a request, with the facts of it.
    Fulfilled {
        /// What staff wrote.
        text: &'a str,
        /// What was done, or that nothing is.
        facts: Facts,
    },
}

impl Writing<'_> {
    pub(in crate::casework) const fn kind(&self) -> Kind {
        match self {
            Self::Confirm { .. } => Kind::Confirm,
            Self::Acknowledge { .. } => Kind::Acknowledge,
            Self::Extend { .. } => Kind::Extend,
            Self::ReadyToFetch { .. } => Kind::ReadyToFetch,
            Self::Attached { .. } => Kind::Attached,
            Self::FreshLink { .. } => Kind::FreshLink,
            Self::Answer { .. } => Kind::Answer,
            Self::NothingHeld { .. } => Kind::NothingHeld,
            Self::NothingPortable(_) => Kind::NothingPortable,
            Self::Withdrawn { .. } | Self::WithdrawnOne { .. } => Kind::Withdrawn,
            Self::Message { .. } => Kind::Message,
            Self::Fetched { .. } => Kind::Fetched,
            Self::HandedOver { .. } => Kind::HandedOver,
            Self::HandoverFailed { .. } => Kind::HandoverFailed,
            Self::RecipientsReply { .. } => Kind::RecipientsReply,
            Self::Question { ask, .. } => match ask.kind {
                Asked::Identity => Kind::VerifyIdentity,
                Asked::Authority => Kind::VerifyAgent,
                Asked::Fee => Kind::Fee,
                Asked::MuchData | Asked::LittleData | Asked::SomethingElse => Kind::Clarify,
            },
            Self::RedirectProcessor { .. } | Self::RedirectElsewhere { .. } => Kind::RedirectProcessor,
            Self::Merged { .. } => Kind::Merged,
            Self::ConfirmComplaint { .. } => Kind::ConfirmComplaint,
            Self::ComplaintAck { .. } => Kind::ComplaintAck,
            Self::ComplaintOutcome { .. } => Kind::ComplaintOutcome,
            Self::ClosedNoReply { .. } => Kind::ClosedNoReply,
            Self::RestrictionLift { .. } => Kind::RestrictionLift,
            Self::Deactivated { .. } => Kind::Deactivated,
            Self::MarketingStopped => Kind::MarketingStopped,
            Self::ConsentWithdrawn { .. } => Kind::ConsentWithdrawn,
            Self::Fulfilled { facts, .. } => facts.kind(),
        }
    }

    pub(in crate::casework) const fn carries(&self) -> Option<ArchiveId> {
        match self {
            Self::Attached { archive, .. } => Some(*archive),
            Self::Confirm { .. }
            | Self::Acknowledge { .. }
            | Self::Extend { .. }
            | Self::ReadyToFetch { .. }
            | Self::FreshLink { .. }
            | Self::Answer { .. }
            | Self::NothingHeld { .. }
            | Self::NothingPortable(_)
            | Self::Withdrawn { .. }
            | Self::WithdrawnOne { .. }
            | Self::Message { .. }
            | Self::Fetched { .. }
            | Self::RecipientsReply { .. }
            | Self::Question { .. }
            | Self::RedirectProcessor { .. }
            | Self::RedirectElsewhere { .. }
            | Self::Merged { .. }
            | Self::ConfirmComplaint { .. }
            | Self::ComplaintAck { .. }
            | Self::ComplaintOutcome { .. }
            | Self::ClosedNoReply { .. }
            | Self::RestrictionLift { .. }
            | Self::Deactivated { .. }
            | Self::MarketingStopped
            | Self::ConsentWithdrawn { .. }
            | Self::Fulfilled { .. }
            | Self::HandoverFailed { .. }
            | Self::HandedOver { .. } => None,
        }
    }
}
