//! What systems know the person by, and where we learned it.
//!
//! An identifier that the person only claims is never used to ask a system: it may be somebody else's. It becomes
//! trusted when a system resolves it from one that is, or when a member of staff decides so.

pub mod check;
pub mod entity;
pub mod mask;
pub mod standing;
pub mod store;
