//! Of objections, and of what the law says of each system.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Stopping {
        aim_situation, aim_marketing, aim_consent, marketing_plain, marketing_legal, consent_plain, consent_legal, aimed, absolute, on_basis, never_refused, nothing_weighed, not_weighed, weigh, weigh_hint, theirs, ours, weight, weight_ours, weight_theirs, weigh_button, weighed, log_weighed, log_follows, letter_marketing, letter_consent, applies_title, applies_lede, applies, on_one, on_all, closed, closed_instead, instead_marketing, instead_consent, no_longer_necessary, consent_withdrawn, objection_upheld, marketing_objection, unlawful, duty_to_erase, childs_consent, accuracy_contested, locked_rather, needed_for_claim, objection_pending, solely_automated, significant_effect, counts_as_objection, told_erasure,
        consent_ask, consent_hint, consent_none, objection_legal, record_consents, record_parts, elsewhere, elsewhere_hint,
        listed_link, listed_matrix, listed_confirm, listed_declined,
    }
}
