//! The right to data portability (Art. 20): what the person provided, in a structured, commonly used and
//! machine-readable form.
//!
//! It reaches less far than access: only consent or contract, only automated processing, nothing that was inferred.

use super::rules::{Answer, Articles, Asks, Rules, Scope};

/// What is particular to this right.
pub const RULES: Rules = Rules {
    articles: Articles::alike("20"),
    asks: Asks::Export { scope: Scope::ProvidedByThePerson },
    answer: Answer::Package,
};
