//! Data is erased: seen, approved, done, proven, and looked at again.

pub mod approve_erasure;
pub(crate) mod asking;
pub(crate) mod broken_off;
pub mod change_part;
pub(crate) mod counted;
pub mod erase;
pub(crate) mod erase_childs;
pub mod evidence;
pub(crate) mod half_way;
pub(crate) mod in_turn;
mod lines;
pub mod look_again;
mod looking;
pub(crate) mod may_go_on;
pub mod part_words;
pub mod parts;
pub(crate) mod plan_looks;
mod proving;
pub mod put_on_ledger;
pub mod reappeared;
pub mod replay;
mod staying;
mod stopped;
pub(crate) mod tell_erasure;
pub(crate) mod what_stays;
