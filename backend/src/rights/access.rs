//! The right of access (Art. 15): confirmation, a copy of the data, and the facts of Art. 15(1)(a)–(h) and (2).
//!
//! The facts come from the register and stand in the package beside the copy.

use super::rules::{Answer, Articles, Asks, Rules, Scope};

/// What is particular to this right.
pub const RULES: Rules =
    Rules { articles: Articles::alike("15"), asks: Asks::Export { scope: Scope::Everything }, answer: Answer::Package };
