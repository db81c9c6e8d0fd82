//! Who was given whose data: when, what of it, and on what order or basis.
//!
//! It answers to whom data was actually disclosed, by name (Art. 15(1)(c), CJEU C-154/21), and who has to be told of an
//! erasure (Art. 19). A disclosure is found by keyed hashes of the person's names and sealed with a key of its own, like a
//! hold. Where the law forbids telling the person, it is withheld from their answer on a coded ground until a day.

pub mod basis;
pub mod seal;

pub mod entity;
pub mod name;
pub mod store;
