//! Decisions made by machines alone (Art. 22; in the UK Art. 22A–22D): a human being looks again, hears the person, and
//! decides anew.
//!
//! The UK replaced Art. 22 on 5 February 2026 (Data (Use and Access) Act 2025, section 80).

use super::rules::{Answer, Articles, Asks, Rules, Work};

/// What is particular to this right.
pub const RULES: Rules = Rules {
    articles: Articles { eu: "22", uk: "22A–22D" },
    asks: Asks::ByHand(Work::Review),
    answer: Answer::InWriting,
};
