//! The dates of a ticket and of its requests, anew from all that has happened.

use chrono::NaiveDate;
use sea_orm::DatabaseTransaction;
use serde_json::Value;

use crate::{
    casework::{error::CaseError, sealing::Opened},
    desk::Desk,
    kernel::actor::Actor,
    law::deadline::{
        clock::State as ClockState,
        reckon::{Deadline, Status},
    },
    law::regime::Law,
    question::{self, clock::concerning, entity::Model},
    request::{
        self,
        due::{self, Due},
        state::State,
    },
    ticket,
    words::{asking::Asking, date, fill::Fill, language::Language},
};

/// Writes the dates of all open requests and of the ticket, and the line that tells what has moved them.
pub(super) async fn reckon_anew(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &mut Opened,
    event: &'static str,
    by: Actor,
    details: Value,
) -> Result<(), CaseError> {
    let (regime, received_on) = (opened.ticket.regime(), opened.ticket.received_on);
    let questions = question::store::of(tx, opened.ticket.id).await?;
    let reply_by = reply_by(desk, &questions);
    let mut first: Option<Due> = None;
    for row in request::store::of(tx, opened.ticket.id).await? {
        if row.state != State::Open {
            continue;
        }
        let asked = concerning(&questions, row.id);
        let due = due::to_store(&desk.calendars, regime, &row, received_on, &asked, reply_by);
        request::store::fall_due(tx, row.id, due).await?;
        first = Some(first.map_or(due, |earlier| earlier.earlier(due)));
    }
    let first = first.unwrap_or(Due { on: opened.ticket.due_on, safe_on: opened.ticket.due_safe_on });
    let moved = opened.ticket.clone().fall_due(first, event, by, desk.now(), details)?;
    opened.ticket = ticket::store::save(tx, moved).await?;
    Ok(())
}

/// The last day on which a reply can come before the ticket may be closed; today if that is over.
fn reply_by(desk: &Desk, questions: &[Model]) -> NaiveDate {
    let months = desk.config.questions.close_after_months;
    let unsettled = questions.iter().filter(|it| it.state.is_unsettled());
    unsettled.map(|it| question::clock::closable_on(it, months)).fold(desk.today(), NaiveDate::max)
}

/// Whether every open request waits for the person: under no law does any time run. Not so where nothing is open.
pub fn all_wait(
    desk: &Desk,
    ticket: &ticket::entity::Model,
    requests: &[request::entity::Model],
    questions: &[Model],
) -> bool {
    let mut open = requests.iter().filter(|row| row.state == State::Open).peekable();
    open.peek().is_some()
        && open.all(|row| {
            let asked = concerning(questions, row.id);
            let deadline = due::reckoned(&desk.calendars, ticket.regime(), row, ticket.received_on, &asked);
            deadline.status != Status::Running
        })
}

/// What a question does to the time that we have, in words for the person: a sentence for each law.
pub(super) fn told(deadline: &Deadline, due: Due, language: Language) -> Vec<String> {
    let w: &Asking = language.asking();
    let mut told: Vec<(Law, String)> = Vec::new();
    for clock in &deadline.clocks {
        let words = match (&clock.state, clock.law) {
            (ClockState::NotStarted { .. }, _) => w.clock_begins.to_owned(),
            (ClockState::Paused { .. }, Law::Uk) => w.clock_stops_uk.to_owned(),
            (ClockState::Paused { .. }, Law::Eu) => w.clock_stops_eu.to_owned(),
            (ClockState::Running(_), _) => w.clock_runs.with(date::date(due.safe_on, language)),
        };
        if !told.iter().any(|(_, known)| *known == words) {
            told.push((clock.law, words));
        }
    }
    // Where the laws differ, each effect is said with the law that it belongs to.
    let is_same = told.len() < 2;
    told.into_iter().map(|(law, words)| if is_same { words } else { language.under(law, &words) }).collect()
}
