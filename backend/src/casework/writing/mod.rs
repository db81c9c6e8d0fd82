//! What the desk writes to the person, and what they write to each other.

pub mod letters;
pub mod occasion;
pub mod remedies;
pub mod reply_texts;
pub mod send_letter;
pub mod test_letter;
pub mod wish_words;
pub mod wording;
pub(crate) mod wording_asking;
pub(crate) mod wording_fulfilled;
pub(crate) mod wording_handing;
pub mod write_message;
pub(crate) mod writer;
