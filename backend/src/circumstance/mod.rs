//! What staff have learned of the person and the data protection officer has to decide about.
//!
//! Somebody who has died is no longer protected by this law (Data Protection Act 2018 s. 3(2)), but by others (in France, Arts
//! 84–86 of the law of 1978): nothing is disclosed and nothing erased until it is decided. A child under sixteen still gets an answer,
//! and it is looked at whether their data has to go (Art. 17(1)(d) and (f)): nothing of their ticket is forgotten before that, and
//! whoever wants it erased has asked for it.

pub mod entity;
pub mod kind;
pub mod store;
