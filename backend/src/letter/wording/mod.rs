//! What letters say: one struct for each letter, one template for each language.
//!
//! What always holds: a letter carries no data about the person beyond what they told us in the form and what staff wrote
//! by hand; never a passphrase, never an access code; no name of a system's field. Where the answer says no, in whole or in
//! part, it ends with the ways to complain (Art. 12(4)).

pub mod acknowledge;
pub mod answer;
pub mod attached;
pub mod confirm;
pub mod extend;
pub mod fetched;
pub mod fresh_link;
pub mod handed_over;
pub mod message;
pub mod nothing_held;
pub mod ready_to_fetch;
pub mod recipient_notice;
pub mod recipients_reply;
pub mod rendered;
pub mod sender;
pub mod withdrawn;

#[cfg(test)]
mod samples;
