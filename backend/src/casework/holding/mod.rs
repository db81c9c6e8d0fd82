//! What must stay stays: holds, and what they keep from happening.

pub mod held;
pub mod keep_names;
pub(crate) mod kept_past;
pub mod lift_hold;
pub mod review_hold;
pub mod set_hold;
pub mod take_name_out;
pub mod untold;
pub(crate) mod write_step;
