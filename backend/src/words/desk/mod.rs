//! What the pages for staff say.
//!
//! Staff words are fixed: one word for one state, everywhere, as the design's own list of words has them.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::{catalogue, shelf};

shelf! {
    /// All texts of the pages for staff in one language.
    DeskWords {
        site: Site,
        sign_in: SignIn,
        ticket_state: TicketState,
        time_left: TimeLeft,
        task_state: TaskState,
        request_state: RequestState,
        mail_state: MailState,
        health: Health,
        verified: Verified,
        queue: Queue,
        ticket: Ticket,
        deadline: Deadline,
        systems_map: SystemsMap,
        identifiers: Identifiers,
        requests: Requests,
        messages: Messages,
        next_step: NextStep,
        package: Package,
        task: Task,
        preview: Preview,
        record: Record,
        systems: Systems,
        outbox: Outbox,
        people: People,
        trouble: Trouble,
        wrong: Wrong,
    }
}

catalogue! {
    /// What stands around every page.
    Site {
        title, skip, navigation, queue, record, systems, outbox, people, times, signed_in, sign_out, problem, any, none,
        back_to_queue, back_to_ticket, page_of, previous, next, pages, optional, moment, try_again, yes, no,
    }
}

catalogue! {
    /// The door.
    SignIn { title, name, password, enter, refused }
}

catalogue! {
    /// Where a ticket stands.
    TicketState { unverified, received, collecting, needs_person, review, answered, withdrawn, denied, expired, no_reply, merged }
}

catalogue! {
    /// What is left of a deadline.
    TimeLeft { days, day, today, late_days, late_day, over, waits }
}

catalogue! {
    /// Where a task stands.
    TaskState {
        waiting, running, running_share, done, nothing_held, not_looked, partly, by_hand, by_hand_of, failed, abandoned, skipped,
    }
}

catalogue! {
    /// Where a request stands.
    RequestState { open, granted, partly_granted, refused, nothing_held, withdrawn, passed_on, not_ours }
}

catalogue! {
    /// Where a letter stands.
    MailState { queued, sent, failed, abandoned, by_hand }
}

catalogue! {
    /// How a system is.
    Health { well, failing, unknown, by_hand }
}

catalogue! {
    /// How we know that it is the person.
    Verified { mailbox, matrix, by_hand, not_yet }
}

catalogue! {
    /// The list of tickets.
    Queue {
        title, views, all_open, needs_action, mine, unassigned, due_soon, by_hand, unverified, closed, search,
        search_hint, right, state, assignee, due, me, nobody, due_late, due_week, due_month, apply, clear, caption,
        caption_one, reference, subject, time_left, systems, empty, next_due, none_found, first_title, first_mail,
        first_system, first_colleague,
    }
}

catalogue! {
    /// One ticket.
    Ticket {
        deadline, systems, messages, details, log, subject, show, show_hint, verified, assigned, nobody, law, channel,
        received, language, regime, delivery, agent, who, what, others, by_link, by_attachment, refresh,
    }
}

catalogue! {
    /// The line of the deadline.
    Deadline { describe, received, today, due, latest, due_safe, extension_unused, late, working }
}

catalogue! {
    /// The picture of the systems.
    SystemsMap {
        describe, of, nobody_asked, as_table, system, asked, state, found, remark, retry, open, actions,
    }
}

catalogue! {
    /// What systems know the person by.
    Identifiers {
        title, kind, value, from, standing, contact, given, resolved, staff, claimed, trusted, refused, accept, refuse, undo, undo_hint,
        claimed_note, add, add_hint,
    }
}

catalogue! {
    /// The rights that are exercised.
    Requests {
        title, due, due_safe, answer, answer_hint, outcome, ground, ground_hint, send, answered_on, files_answer, after_copy,
        extend, extend_reasons, extend_hint, extend_button, extended_on,
    }
}

catalogue! {
    /// Messages and notes.
    Messages {
        none, person, letter, internal, never_seen, reply, reply_hint, reply_by_hand, send, note, note_hint, keep, staff_to_person,
    }
}

catalogue! {
    /// What to do next.
    NextStep {
        title, nothing, read_only, assign, assign_button, take, start, verify, verify_how, verify_hint, verify_button, write_first,
        release, release_hint, discard, discard_why, discard_hint, discard_button, withdraw, withdraw_said, withdraw_hint, withdraw_button,
        renew, renew_hint, renew_button, renewed, send_code,
    }
}

catalogue! {
    /// The answer before it goes out.
    Package {
        title, building, ready, abandoned, released, none, size, checksum, files, system, collection, records, shared, shared_hint,
        free_text, free_text_hint, preview, withheld, delivery, expires, downloads, nothing_found, rebuild, contents,
        contents_lede, path,
    }
}

catalogue! {
    /// A task that a person carries out.
    Task {
        title, instructions, due, note, note_hint, files, files_hint, uploaded, outcome, done, done_hint, not_found,
        not_found_hint, partial, partial_hint, skipped, skipped_hint, finish, finished,
    }
}

catalogue! {
    /// The records of one collection.
    Preview { title, lede, caption, row, shared, none, more, cut }
}

catalogue! {
    /// A request that came in some other way than the form.
    Record {
        title, lede, channel, mail, phone, letter, received_on, received_on_hint, contact, contact_hint, email,
        matrix_id, rights, message, message_hint, language, agent_name, agent_name_hint, identifiers, identifiers_hint,
        record, recorded, code_once, open,
    }
}

catalogue! {
    /// The connected systems.
    Systems { title, lede, caption, system, finds_by, learns, health, last_success, last_error, never, test, test_of, none }
}

catalogue! {
    /// Letters and their fate.
    Outbox { title, lede, caption, letter, ticket, to, state, queued, tries, last_error, retry, none }
}

catalogue! {
    /// Staff accounts.
    People { title, lede, caption, name, role, last_seen, active, never, add }
}

catalogue! {
    /// Pages for when something did not work.
    Trouble {
        not_found, not_found_text, denied, denied_text, foreign, foreign_text, changed, changed_text, old_form, old_form_text, too_large,
        too_large_text, too_many, too_many_text, away, away_text, broken,
        broken_text, saved, not_saved, not_known, incident, go_back,
    }
}

catalogue! {
    /// What is wrong with one answer of a form.
    Wrong {
        no_right, no_contact, email, matrix_id, day, future_day, no_channel, no_outcome, no_note, no_answer, no_ground,
        no_message, identifiers, identifier, too_long, no_reason,
    }
}
