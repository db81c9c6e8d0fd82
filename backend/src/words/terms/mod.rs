//! Staff words for what the database keeps as codes, and for what happened: the log, and what was just done.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::{catalogue, shelf};

shelf! {
    /// All of them in one language.
    Terms {
        role: Role,
        channel: Channel,
        regime: Regime,
        identifier: Identifier,
        letter: Letter,
        operation: Operation,
        who: Who,
        log: Log,
        notice: Notice,
        warning: Warning,
        refusal: Refusal,
        illegal: Illegal,
    }
}

catalogue! {
    /// What a member of staff may do.
    Role { officer, agent, auditor }
}

catalogue! {
    /// By which way a request came.
    Channel { web, api, mail, phone, letter, deactivation }
}

catalogue! {
    /// Under which law.
    Regime { uk, eu, both }
}

catalogue! {
    /// Kinds of identifiers that every desk has; others keep the name that a manifest gives them.
    Identifier { email, matrix_id, phone_number, ems_account, postal_address }
}

catalogue! {
    /// The letters.
    Letter {
        confirm, acknowledge, extend, ready_to_fetch, attached, fresh_link, answer, nothing_held, nothing_portable, withdrawn, message,
        fetched,
    }
}

catalogue! {
    /// What a task asks of a system.
    Operation { resolve, export, correct, erase, lock, stop, review }
}

catalogue! {
    /// Who does something, when it is no member of staff that we know.
    Who { subject, worker, desk, former_staff }
}

catalogue! {
    /// Lines of the log.
    Log {
        received, confirmation_held_back, confirmed, denied, expired, expired_unwritten, started, gathered, reopened, answered,
        withdrawn, extended, due_moved, assigned, unassigned, identity_checked, identifier_accepted, identifier_refused,
        identifier_added,
        message_written, note_written, task_ended, task_went_on, task_ended_by_hand, task_retried, letter_sent,
        letter_abandoned, letter_retried, package_built, package_abandoned, package_retried, package_released,
        package_discarded, package_fetched, mailbox_proved, link_asked, fetch_disputed, request_answered, contact_shown,
        answer_proposed, answer_returned,
        access_code_renewed, records_shown, erasure_approved, erasure_decided,
    }
}

catalogue! {
    /// What was just done, above the page that comes after.
    Notice {
        package_discarded, assigned, unassigned, started, verified, withdrawn, identifier_accepted, identifier_refused,
        identifier_added, task_retried, task_finished, answered, answer_proposed, answer_returned, extended, message_sent,
        note_kept, released, package_retried, letter_retried, erasure_approved, erasure_goes_ahead, erasure_decided, lock_set, lock_planned,
        lock_goes_on, erasure_preferred, weighed, correction_asked, correction_approved, correction_settled, hold_set,
        hold_reviewed, hold_lifted, drift_known, drift_looked, part_changed, signed_out, shown, system_well, system_failed,
    }
}

catalogue! {
    /// What staff should know first.
    Warning { failing, package_abandoned, letter_abandoned, fetch_disputed, confirmation_held_back }
}

catalogue! {
    /// Why something was not done.
    Refusal {
        too_many_identifiers, too_long, no_proof, not_verified, not_said_how, not_for_them, closed, contact_is_verified,
        already_there, task_not_by_hand, no_answer, already_answered, not_in_review, no_package, package_not_ready,
        not_collecting, task_not_over, nothing_to_ask_of, package_not_given_up, letter_not_given_up, not_unconfirmed, token_name,
        no_reasons, too_late_to_extend, not_to_be_extended, plan_changed, plan_has_obstacles, exports_first, approved_before, nothing_to_approve, erased_already, erasing_had_begun,
    }
}

catalogue! {
    /// What a ticket cannot go through where it stands.
    Illegal { confirm, deny, expire, start, gather, reopen, answer, withdraw, assign, fall_due }
}
