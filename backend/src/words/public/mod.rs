//! What the public pages say.
//!
//! Rules: sentence case; you and we; active; at most twenty words a sentence; a button is a verb with its object; bad
//! news says what, why and what one can do. The French says *vous*, the German says *Sie*.

pub mod de;
pub mod en;
pub mod fr;

use std::borrow::Borrow;

use super::catalogue::{Entry, catalogue, shelf};
use crate::rights::right::Right;

shelf! {
    /// All texts of the public pages in one language.
    PublicWords {
        site: Site,
        rights: Rights,
        start: Start,
        contact: Contact,
        details: Details,
        check: Check,
        sent: Sent,
        confirm: Confirm,
        confirmed: Confirmed,
        sign_in: SignIn,
        status: Status,
        files: Files,
        help: Help,
        privacy: Privacy,
        accessibility: Accessibility,
        trouble: Trouble,
        wrong: Wrong,
        remedies: Remedies,
    }
}

catalogue! {
    /// What stands around every page.
    Site {
        title, skip, navigation, ask, check, help, no_cookies, privacy, accessibility, languages, back, go_on, optional,
        problem, leave_empty, change, reference, access_code, day, moment,
    }
}

catalogue! {
    /// One right: what the form says, its legal name, what staff call it, and what we need to know for it.
    RightWords { plain, legal, name, prompt }
}

/// The words for each of the eight rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// Art. 15.
    pub access: RightWords,
    /// Art. 16.
    pub rectification: RightWords,
    /// Art. 17.
    pub erasure: RightWords,
    /// Art. 18.
    pub restriction: RightWords,
    /// Art. 20.
    pub portability: RightWords,
    /// Art. 21.
    pub objection: RightWords,
    /// Art. 22.
    pub automated_decisions: RightWords,
    /// Art. 13 and 14.
    pub informed: RightWords,
}

impl Rights {
    /// The order in which the form offers them: what people want most comes first.
    pub const IN_FORM_ORDER: [Right; 8] = [
        Right::Access,
        Right::Rectification,
        Right::Erasure,
        Right::Restriction,
        Right::Portability,
        Right::Objection,
        Right::AutomatedDecisions,
        Right::Informed,
    ];

    /// The words for one right.
    pub fn of(&self, right: impl Borrow<Right>) -> &RightWords {
        match right.borrow() {
            Right::Informed => &self.informed,
            Right::Access => &self.access,
            Right::Rectification => &self.rectification,
            Right::Erasure => &self.erasure,
            Right::Restriction => &self.restriction,
            Right::Portability => &self.portability,
            Right::Objection => &self.objection,
            Right::AutomatedDecisions => &self.automated_decisions,
        }
    }

    /// All texts with their names.
    pub fn all(&self) -> Vec<Entry> {
        Self::IN_FORM_ORDER.into_iter().flat_map(|right| self.of(right).all()).collect()
    }
}

catalogue! {
    /// The first page: what this is, and the eight rights.
    Start {
        title, lede, effort, before, before_text, choose, choose_hint, other_ways, by_mail, by_phone, by_letter, no_need,
    }
}

catalogue! {
    /// How we reach the person.
    Contact {
        title, lede, email, email_hint, matrix_id, matrix_id_hint, either, no_passport,
    }
}

catalogue! {
    /// What helps us to find the person, how the answer should come, and for whom it is.
    Details {
        title, lede, find, other_email, other_email_why, other_matrix_id, other_matrix_id_why, customer_number,
        customer_number_why, phone_number, phone_number_why, message, more, message_hint, delivery, link, link_hint,
        attachment, attachment_hint, whom, myself, somebody, agent_name, agent_name_hint,
    }
}

catalogue! {
    /// The answers once more, before they are sent.
    Check {
        title, lede, wishes, contact, identifiers, message, delivery, whom, nothing, link_note, matrix_note, send,
    }
}

catalogue! {
    /// What the person keeps: reference, access code, due date.
    Sent {
        title, panel, keep, code_once, next, next_text, next_matrix, due, due_matrix, no_message, wrong_address, print,
    }
}

catalogue! {
    /// The page behind the link in the first message.
    Confirm {
        title, asked, wishes, nothing_yet, erasure_note, yes, no,
    }
}

catalogue! {
    /// What follows the button, and the links that no longer work.
    Confirmed {
        title, thanks, due, see_status, declined_title, declined, dead_title, dead, dead_confirmed, dead_again, dead_files,
    }
}

catalogue! {
    /// The door to a request: reference and access code.
    SignIn {
        title, lede, reference_hint, access_code_hint, enter, lost, lost_text,
    }
}

catalogue! {
    /// One request as its owner sees it.
    Status {
        title, unconfirmed, unconfirmed_matrix, resend, working, collecting, checking, ready, closed, refused, withdrawn, late, steps,
        received, confirmed, wait_confirm, step_collecting, step_working, checked, step_ready, step_answered, answered,
        not_looked,
        by_hand, wishes, open, done, partly, not_done, messages, no_messages, withheld, withheld_link, withheld_sent, you, write, write_hint, send, delivery,
        fresh_link, fresh_link_text, fresh_link_sent, mailed, mailed_text, mailed_maybe, mailed_maybe_text, passphrase, passphrase_text, withdraw,
        withdraw_text, withdraw_button, withdraw_needs_link, unhappy, language, leave,
    }
}

catalogue! {
    /// The files of an answer.
    Files {
        title, ask_code, open, lede, left, left_one, table, part, size, checksum, get, get_part, checksum_hint, until,
        past, nobody, not_me, not_me_text, not_me_button, locked_title, locked, gone_title, gone, other_way,
        other_way_text,
    }
}

catalogue! {
    /// Questions people have.
    Help {
        title, lede, time, time_text, code, code_text, no_message, no_message_text, proof, proof_text, open_file,
        open_file_text, somebody, somebody_text, reach, reach_text,
    }
}

catalogue! {
    /// What the desk itself does with what it is told.
    Privacy {
        title, lede, keep, keep_text, why, why_text, who, who_text, long, long_text, month, months, year, years, cookies, cookies_text,
        rights, rights_text, responsible, responsible_text, responsible_apart, interests, interests_text, transfers, transfers_text, must, must_text, machines, machines_text, complain,
    }
}

catalogue! {
    /// The accessibility statement.
    Accessibility {
        title, lede, meets, meets_text, limits, limits_text, tell, tell_text,
    }
}

catalogue! {
    /// Pages for when something did not work.
    Trouble {
        not_found, not_found_text, too_many, too_many_text, away, away_text, broken, broken_text, saved, not_saved, not_known, incident,
        old_form, old_form_text, foreign, foreign_text, too_large, too_large_text, start_again, write_us,
    }
}

catalogue! {
    /// What is wrong with one answer of a form.
    Wrong {
        no_right, unknown_right, no_contact, email, matrix_id, identifier, message_long, no_agent, agent_long,
        no_message, no_reference, no_code, wrong_code, wrong_own_code, no_answer,
    }
}

catalogue! {
    /// What one can do who is not content with us.
    Remedies {
        us, uk, eu, court,
    }
}
