//! Of systems that are not as their manifests say, for staff.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Drifting {
        title, lede, back, gone, gone_lede, people, people_lede, people_caption, others, others_lede, known, known_lede,
        known_by, table, columns, seen, whole, part, look, sampled, email, matrix_id, phone, first_seen, why, why_hint,
        know_button, look_again, link, link_gone, link_people, away, changed, looked_at, never_looked, nothing,
    }
}
