//! A use of data ends: by an objection (Art. 21) or because consent is taken back (Art. 7(3)).

pub mod aim_words;
pub mod bare_wish;
pub mod follow_with_erasure;
pub mod never_weighed;
pub mod stop_at_once;
pub mod suppress;
