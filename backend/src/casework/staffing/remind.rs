//! Whoever has a ticket is reminded by mail before its requests are due: the reference, the rights and the day, and nothing
//! about the person. Nobody has it: the desk's own address gets the mail.
//!
//! Alarms go by the earliest day on any tenable reading. A request that waits for the person, and for which no such day
//! runs, reminds nobody; nor does one that is answered.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        sealing,
        writing::letters::{self, Outgoing},
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{ReminderId, TicketId},
    },
    letter::{
        kind::Kind,
        wording::{reminder::Reminder, rendered::Wording},
    },
    question::{self, clock::concerning},
    reminder::{self, entity::Model, step},
    request::{self, due, state::State},
    staff,
    ticket::{self, entity},
    words::{
        date,
        fill::{self, Fill},
    },
};

/// A reminder of one request that is due now.
#[derive(Clone, Debug)]
struct Due {
    request: request::entity::Model,
    on: NaiveDate,
    days_before: i32,
}

/// Reminds of all that is due.
pub async fn remind(desk: &Desk) -> Result<(), CaseError> {
    let Some(furthest) = desk.config.reminders.days_before.iter().copied().max() else { return Ok(()) };
    let until = desk.today() + Days::new(u64::try_from(furthest).unwrap_or(0));
    let tickets = ticket::store::at_work_due_until(&desk.db, until).await?;
    let ids: Vec<TicketId> = tickets.iter().map(|ticket| ticket.id).collect();
    let mut requests: BTreeMap<TicketId, Vec<_>> = BTreeMap::new();
    for row in request::store::of_all(&desk.db, &ids).await? {
        requests.entry(row.ticket_id).or_default().push(row);
    }
    let questions = question::store::of_all(&desk.db, &ids).await?;
    let open: Vec<_> = requests.values().flatten().map(|row| row.id).collect();
    let sent = reminder::store::of_all(&desk.db, &open).await?;
    for ticket in &tickets {
        let rows = requests.remove(&ticket.id).unwrap_or_default();
        let asked: Vec<_> = questions.iter().filter(|it| it.ticket_id == ticket.id).cloned().collect();
        let mut due: Vec<Due> = rows.into_iter().filter_map(|row| due_now(desk, ticket, row, &asked)).collect();
        due.retain(|it| !sent.iter().any(|row| is_of(row, it)));
        if !due.is_empty() {
            remind_of(desk, ticket, due).await?;
        }
    }
    Ok(())
}

fn is_of(row: &Model, due: &Due) -> bool {
    row.request_id == due.request.id && row.due_safe_on == due.on && row.days_before == due.days_before
}

fn due_now(
    desk: &Desk,
    ticket: &entity::Model,
    row: request::entity::Model,
    asked: &[question::entity::Model],
) -> Option<Due> {
    if row.state != State::Open {
        return None;
    }
    let asked = concerning(asked, row.id);
    let deadline = due::reckoned(&desk.calendars, ticket.regime(), &row, ticket.received_on, &asked);
    let on = deadline.due_safe?;
    let days_before = step::due(&desk.config.reminders.days_before, on, desk.today())?;
    Some(Due { request: row, on, days_before })
}

/// One mail for all that is due of a ticket, and the lines that keep it from being sent again.
async fn remind_of(desk: &Desk, ticket: &entity::Model, due: Vec<Due>) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, ticket.id).await?;
    // Read again: it may have been answered in between.
    let still: Vec<_> = request::store::of(&tx, ticket.id).await?;
    let is_open = |due: &Due| still.iter().any(|row| row.id == due.request.id && row.state == State::Open);
    if !opened.ticket.state.is_open() {
        return Ok(());
    }
    let mut noted = Vec::new();
    for it in due.into_iter().filter(is_open) {
        let id = ReminderId(desk.ids.fresh());
        let row =
            Model { id, request_id: it.request.id, due_safe_on: it.on, days_before: it.days_before, sent_at: now };
        if reminder::store::note(&tx, row).await? {
            noted.push(it);
        }
    }
    if noted.is_empty() {
        return Ok(());
    }
    let assignee = match opened.ticket.assignee {
        Some(person) => staff::store::by_id(&tx, person).await?,
        None => None,
    };
    let reachable = assignee.filter(|person| person.disabled_at.is_none()).and_then(|person| person.email);
    let to = reachable.unwrap_or_else(|| desk.config.desk.contact.clone());
    let written = letter(desk, &opened.ticket.reference, &noted);
    let letter = Outgoing {
        kind: Kind::Reminder,
        language: desk.config.reminders.language().code().to_owned(),
        to: &to,
        written: written.map_err(CaseError::fault)?,
        carries: None,
    };
    let letter = letters::put(&tx, desk, &opened, letter).await?;
    let requests: Vec<_> = noted.iter().map(|it| it.request.id).collect();
    let details = json!({ "letter": letter, "requests": requests });
    audit::store::append(&tx, [Entry::on(ticket.id, now, Actor::Worker, "reminded").with(details)]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

fn letter(desk: &Desk, reference: &str, due: &[Due]) -> askama::Result<crate::letter::wording::rendered::Rendered> {
    let language = desk.config.reminders.language();
    let w = language.reminding();
    let left = |on: NaiveDate| match (on - desk.today()).num_days() {
        0 => w.today.to_owned(),
        1 => w.tomorrow.to_owned(),
        days => w.days.with(days),
    };
    let lines = due.iter().map(|it| {
        let right = language.public().rights.of(it.request.right).name;
        fill::fill(w.line, &[&right, &left(it.on), &date::date(it.on, language)])
    });
    let first = due.iter().map(|it| it.on).min().unwrap_or_else(|| desk.today());
    Reminder {
        organisation: desk.config.desk.organisation.clone(),
        reference: reference.to_owned(),
        left: left(first),
        lines: lines.collect(),
        link: format!("{}/desk/t/{reference}", desk.config.desk.staff_url.trim_end_matches('/')),
    }
    .render(language)
}
