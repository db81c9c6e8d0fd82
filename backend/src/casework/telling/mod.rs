//! Whoever got the data is told (Art. 19), and the person is told who they are.

pub mod acknowledge_notice;
pub mod carry_notice;
pub mod disclosed;
pub(crate) mod note_disclosures;
pub mod recipients;
pub mod record_disclosure;
pub mod settle_notice;
pub mod tell_recipients;
mod through_system;
pub mod who_was_told;
pub mod write_notices;
