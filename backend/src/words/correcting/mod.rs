//! Of rectification: what the person fills in and reads, and what staff see.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Correcting {
        told_title, told_corrected, told_completed, told_refused, told_statement, told_open, told_former,
        told_recipients, note_contested, note_statement, own_title, own_lede, own_now, own_right, own_right_hint, own_renames, own_asked,
        own_nothing, own_button, own_none, own_rest, own_no_value, own_leave, own_not_a_value, own_not_now, own_invitation, own_needs_link,
        own_open, own_link_button, own_link_sent, own_thanks, own_back, own_looking, own_done, own_not_done, own_kept, title, done_title, lede,
        held, said, field, row, old, new, state, by, the_person, everywhere, nothing, gone, shared, changes, misfits,
        already, approve, approvals, approve_hint, approve_button, decide, decision, choose_refuse, choose_by_hand,
        choose_statement, decide_button, add, add_held, add_held_hint, add_right, add_right_hint, add_clear,
        add_button, by_hand_instead, read_back, answer_lost, in_work, state_asked, state_found, state_needs_person,
        state_approved, state_refused, state_written, state_read_back, state_by_hand, state_statement,
        refused_nothing, refused_no_value, refused_not_a_value, refused_own, refused_changed, refused_in_the_way, refused_contested,
        log_asked, log_approved, log_settled, log_executed, log_anew,
        own_soon, mail_open, log_invited,
        own_nothing_found,
    }
}

#[cfg(test)]
mod tests {
    use crate::words::language::Language;

    #[test]
    fn the_mail_names_what_stands_on_the_page() {
        for language in Language::ALL {
            let w = language.correcting();
            for name in [w.own_title, w.own_link_button, w.own_open] {
                assert!(w.mail_open.contains(name), "{name} in {}", language.code());
            }
        }
    }
}
