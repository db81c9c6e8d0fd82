//! What letters say: one struct for each letter, one template for each language.
//!
//! What always holds: a letter carries no data about the person beyond what they told us in the form and what staff wrote
//! by hand; never a passphrase, never an access code; no name of a system's field. Where the answer says no, in whole or in
//! part, it ends with the ways to complain (Art. 12(4)).

pub mod acknowledge;
pub mod answer;
pub mod attached;
pub mod clarify;
pub mod closed_no_reply;
pub mod complaint_ack;
pub mod complaint_ack_alone;
pub mod complaint_outcome;
pub mod confirm;
pub mod confirm_complaint;
pub mod consent_withdrawn;
pub mod customer_notice;
pub mod deactivated;
pub mod extend;
pub mod fee;
pub mod fetched;
pub mod fresh_link;
pub mod fulfil_automated;
pub mod fulfil_erasure;
pub mod fulfil_objection;
pub mod fulfil_rectification;
pub mod fulfil_restriction;
pub mod handed_over;
pub mod handed_over_by_mail;
pub mod handover_failed;
pub mod handover_mail;
pub mod marketing_stopped;
pub mod merged;
pub mod message;
pub mod nothing_held;
pub mod nothing_portable;
pub mod ready_to_fetch;
pub mod recipient_notice;
pub mod recipients_reply;
pub mod redirect_elsewhere;
pub mod redirect_processor;
pub mod refuse;
pub mod reminder;
pub mod rendered;
pub mod restriction_lift;
pub mod samples;
pub mod sender;
pub mod verify_agent;
pub mod verify_identity;
pub mod withdrawn;
pub mod withdrawn_one;

#[cfg(test)]
mod checks;
#[cfg(test)]
mod must;
#[cfg(test)]
mod must_tell;
#[cfg(test)]
mod snapshots;
