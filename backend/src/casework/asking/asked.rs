//! A question, as staff write it.

use crate::{kernel::ids::RequestId, question::kind::Kind};

/// What is asked, as staff wrote it.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// What is asked for.
    pub kind: Kind,
    /// The request that it concerns; none: all of the ticket.
    pub request: Option<RequestId>,
    /// Why: the person reads it.
    pub reason: &'a str,
    /// The exact wording. Of a fee, how it was worked out.
    pub wording: &'a str,
    /// Of a fee: how much.
    pub amount: &'a str,
    /// Why it was not asked earlier; empty: for no reason that counts.
    pub late_because: &'a str,
}
