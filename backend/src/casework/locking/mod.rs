//! Data is stored and not otherwise used (Art. 18).

pub(crate) mod end_locks;
pub mod lock_data;
pub mod mark;
pub(crate) mod mark_anew;
pub(crate) mod marked_meanwhile;
pub mod plan_lift;
pub mod prefer_erasure;
pub(crate) mod tell_lock;
pub(crate) mod tell_lock_ended;
pub mod unlock;
pub(crate) mod unmark;
