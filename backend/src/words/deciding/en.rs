//! In English.

use super::Deciding;

/// The words.
pub const WORDS: Deciding = Deciding {
    rests_on: "What this rests on:",
    further_ground: "A further ground",
    evidence: "Evidence for the ground",
    write_answer: "Write the answer: {0}",
    evidence_hint: "Only staff read this. A refusal needs it: the burden of proof is ours.",
    evidence_on_file: "Evidence: {0}",
    needs_officer: "The data protection officer has to agree.",
    needs_second: "Somebody else has to agree before the person is told.",
    proposed: "Proposed: {0}",
    proposed_by: "{0}, {1}",
    on_grounds: "Grounds",
    agree: "Agree and send it to the person",
    agree_hint: "You agree with the outcome, the grounds and the words.",
    send_back: "Send it back",
    send_back_why: "Why",
    send_back_hint: "Only staff read this.",
    grounds_all: "What each ground says, and what has to be on file",
    ground_does_not_fit: "This ground does not answer this request.",
    no_evidence: "Write down the evidence for the ground.",
    already_proposed: "An answer is proposed already. Agree to it, or send it back.",
    own_proposal: "You proposed this. Somebody else has to agree.",
    officer_has_to_agree: "The data protection officer has to agree to this ground.",
    nothing_proposed: "No answer is proposed for this request.",
    grounds_title: "Grounds of decisions",
    grounds_lede: "On these grounds not everything is done that was asked, or not at once. A ground that only one law knows is not offered where both apply.",
    rights: "Answers",
    provisions: "Provisions",
    says: "What the person reads",
    on_file: "What has to be on file",
    package_first: "Release the package, or throw it away and answer in writing: what was asked for has not gone out.",
    not_all_done: "Something was left out or done only in part: have it tried again (“Retry … now” at the task) and do it, or answer that it is granted in part, with the ground.",
};
