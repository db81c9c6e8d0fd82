//! Of legal holds: what staff read, and what the person is told.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Holding {
        nav, title, lede, none, caption, person, ground, place, everywhere, review, review_due, days_left, age, age_days, lifted,
        lifted_lede, new, new_title, new_lede, back, names, names_hint, names_of_ticket, places, places_hint, reason,
        reason_hint, review_on, review_hint, set_button, one_title, history, step_set, step_reviewed, step_lifted, next_review,
        review_title, review_button, lift_title, lift_lede, lift_button, stopped, stopped_lede, of_ticket, ticket_part,
        ticket_lede, log_set, log_lifted, log_kept, no_reason, review_day, no_names, lifted_already, no_system, forgotten, untold, untold_hint, is_untold, person_again,
    }
}
