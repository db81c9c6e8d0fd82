//! Keys, sealing and keyed hashes: what keeps personal data unreadable without its key.
//!
//! One [`master::MasterKey`] stands outside the database. Under it each ticket has its own [`ticket::TicketKey`],
//! stored wrapped; with that key the ticket's values ([`ticket::TicketKey::seal`]) and files ([`stream`]) are sealed.
//! Whoever destroys the wrapped key has erased the ticket, in every backup too. Look-ups that must work without
//! opening anything go through a keyed hash ([`index`]). What people hold in their hands (codes, links, references)
//! is drawn in [`token`] and its neighbours; all randomness comes from [`chance`].
//!
//! What must always hold: no key and no secret has a `Debug` form that shows it; every sealed byte is bound to the
//! place it was sealed for, so that it cannot be moved to another row; what is opened was not changed.

pub mod aead;
pub mod chance;
pub mod code;
pub mod crockford;
pub mod index;
pub mod master;
pub mod passphrase;
pub mod reference;
pub mod sealer;
pub mod secret;
pub mod signing;
pub mod stream;
pub mod ticket;
pub mod token;
