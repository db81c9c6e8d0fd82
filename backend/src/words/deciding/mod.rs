//! Words for deciding: what staff read while a decision waits, and how its grounds stand in the answer.

pub mod de;
pub mod en;
pub mod fr;
pub mod grounded;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Deciding {
        rests_on, further_ground, evidence, evidence_hint, write_answer, evidence_on_file, needs_officer, needs_second,
        proposed, proposed_by, on_grounds, agree, agree_hint, send_back, send_back_why, send_back_hint, grounds_all,
        grounds_title, grounds_lede, rights, provisions, says, on_file,
        ground_does_not_fit, no_evidence, already_proposed, own_proposal, officer_has_to_agree, nothing_proposed,
        package_first, not_all_done, erased_because, erased_because_hint,
    }
}
