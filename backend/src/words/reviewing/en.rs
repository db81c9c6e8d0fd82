//! Of decisions by machines, in English.

use super::Reviewing;

/// All of it.
pub const WORDS: Reviewing = Reviewing {
    logic: "How it is made:",
    significance: "What it means to you:",
    effects: "What it is meant to bring about:",
    upheld: "The decision stays as it was",
    changed: "The decision is changed",
    withdrawn: "The decision does not count any more",
    none_told: "No decision about you that has a legal effect or one as serious is made by a machine alone.",
    listed_told: "The decisions that a machine makes without a person:",
    reviewed_told: "A person looked at it again on {0}. {1}: {2}",
    not_reviewed_told: "Nobody has looked at such a decision about you again for this answer.",
    view_told: "You can tell us your view, or contest the result, at any time: write to us, and a person looks at it.",
    listed: "Decisions by a machine alone",
    forbidden: "The law of this ticket does not allow this decision on its basis.",
    none_listed: "None is listed. Unless you know of one, answer that there is none: the ground is proposed in the form.",
    their_view: "What the person wrote",
    no_view: "The person has not written what they think. Ask them before you decide.",
    review: "Decide anew",
    decision: "Which decision",
    verdict: "What you decide",
    reason: "Why",
    reason_hint: "The person reads this, in their language.",
    button: "Write the decision down",
    reviewed: "{0}: {1} ({2}, {3})",
    log_reviewed: "A machine’s decision was decided anew",
    no_such: "Choose a decision from the list, and what you decide.",
    not_reviewed: "Decide the listed decisions anew first: a person has to have looked.",
};
