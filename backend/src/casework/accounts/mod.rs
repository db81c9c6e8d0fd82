//! Accounts that were closed on the homeserver, from the first word of it to the proof.

pub mod hear_of_accounts;
pub mod import_deactivations;
pub mod note_deactivations;
pub mod note_reactivations;
pub mod poll_homeserver;
pub mod sweep;
pub(crate) mod tell_closing;
pub mod unheard;
pub mod warn_of_closings;
