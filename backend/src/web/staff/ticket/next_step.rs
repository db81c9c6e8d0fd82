//! What the reader can do next about a ticket.

use super::todo;
use crate::{
    archive::state::State as ArchiveState,
    desk::Desk,
    ticket::state::State,
    web::{
        case::Case,
        page::{desk::ticket::NextStep, field::Field},
        staff::signed_in::SignedIn,
    },
    words::fill::Fill,
};

/// That somebody gave names on which nobody has decided.
fn undecided(case: &Case, by: &SignedIn) -> Option<String> {
    let number = case.identifiers.iter().filter(|row| row.is_undecided()).count();
    (number > 0).then(|| by.language.guiding().release_undecided.with(number))
}

/// What the reader can do with it where it stands; nothing for somebody who may only look.
pub(super) fn of(desk: &Desk, by: &SignedIn, case: &Case) -> NextStep {
    let ticket = &case.opened.ticket;
    if !by.role().may_work() {
        return NextStep::default();
    }
    let is_assignable = ticket.state.is_open() && (ticket.state.is_verified() || ticket.is_verified_by_staff());
    let people = case.staff.iter().filter(|person| person.disabled_at.is_none() && person.role.may_work());
    NextStep {
        may_work: true,
        todo: todo::of(desk, by, case),
        staff: if is_assignable {
            people.map(|person| (person.id.to_string(), person.name.clone())).collect()
        } else {
            Vec::new()
        },
        assignee: ticket.assignee.map(|id| id.to_string()).unwrap_or_default(),
        may_start: ticket.state == State::Received && !case.is_only_complaint(),
        is_by_hand: !ticket.has_mailbox(),
        may_verify: ticket.state == State::Unverified,
        how: Field::default(),
        may_release: ticket.state == State::Review
            && case.archive.as_ref().is_some_and(|archive| archive.state == ArchiveState::Ready),
        undecided: undecided(case, by),
        may_discard: ticket.state == State::Review
            && case.archive.as_ref().is_some_and(|archive| archive.state.may_be_discarded()),
        why: Field::default(),
        may_withdraw: is_assignable,
        said: Field::default(),
        may_renew: ticket.verified_at.is_some(),
        checked: Field::default(),
    }
}
