//! What was collected is looked at, packed and handed over.

pub mod about;
pub mod assemble_archive;
pub mod bring_copy;
pub mod carry_by_mail;
pub mod carry_over;
pub mod copy_first;
pub mod discard_package;
pub mod fetch;
pub mod fresh_link;
pub mod hand_over;
pub mod look_into;
pub(crate) mod not_portable;
pub mod package;
pub mod portable;
pub mod release;
pub(crate) mod still_withheld;
pub(crate) mod withheld_before;
pub mod withhold;
