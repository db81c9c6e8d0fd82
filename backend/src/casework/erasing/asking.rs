//! What is needed to ask a system to erase.

use rightsdesk_exporters::contract::{call::Call, connector::Connector, eraser::Eraser, subject::Subject};

/// How long people have to look at a plan.
pub(super) const DAYS_TO_LOOK: u16 = 5;

/// What is needed to ask the system.
pub(in crate::casework) struct Asking<'a> {
    /// The system.
    pub connector: &'a dyn Connector,
    /// How it erases.
    pub eraser: &'a dyn Eraser,
    /// The person.
    pub subject: &'a Subject,
    /// The call.
    pub call: &'a Call,
}
