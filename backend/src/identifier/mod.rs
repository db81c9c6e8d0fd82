//! What systems know the person by, and where we learned it.
//!
//! An identifier that the person only claims is never used to ask a system: it may be somebody else's. It becomes
//! trusted when a system knows it beside one that is, or when a member of staff decides so. What the person could have
//! typed into that system themselves is only a claim too.

pub mod check;
pub mod entity;
pub mod mask;
pub mod standing;
pub mod store;

pub mod unlearned;
