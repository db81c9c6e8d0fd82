//! A ticket in a list.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::Object;

use super::{
    page::Paging,
    person::{Colleague, colleague},
};
use crate::{
    casework::{error::CaseError, sealing},
    desk::Desk,
    identifier::mask::masked,
    kernel::ids::TicketId,
    request,
    rights::right::Right,
    staff, task,
    ticket::{
        self,
        entity::Model,
        intake::{Channel, Verification},
        queue::{Awaited, needs_person},
        state::State,
    },
};

/// A page of tickets.
#[derive(Clone, Debug, Object)]
pub struct TicketPage {
    /// The tickets.
    pub tickets: Vec<TicketSummary>,
    /// Where in the list this is.
    pub paging: Paging,
}

/// A ticket in few words.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct TicketSummary {
    /// What it is called everywhere.
    pub reference: String,
    /// Where it stands.
    pub state: State,
    /// The rights that are exercised.
    pub rights: Vec<Right>,
    /// Who asks, masked; absent if it was erased.
    pub contact: Option<String>,
    /// By which way it came.
    pub channel: Channel,
    /// The day on which it reached us.
    pub received_on: NaiveDate,
    /// The last day on which it may lawfully be answered.
    pub due_on: NaiveDate,
    /// The earliest such day on any tenable reading of the law.
    pub due_safe_on: NaiveDate,
    /// How the person was verified, if they were.
    pub verified_how: Option<Verification>,
    /// Who works on it.
    pub assignee: Option<Colleague>,
    /// How many systems have something to say.
    pub systems_asked: u32,
    /// How many of them have said it.
    pub systems_done: u32,
    /// Whether somebody has to do something now, as `needs=person` asks: write to a person whom no letter reaches and
    /// verify them, start it, look at it before it goes out, or see to a task.
    pub needs_person: bool,
    /// When it was closed, in whatever way.
    pub closed_at: Option<DateTime<Utc>>,
}

/// Those of `tickets`, in one statement for each kind of thing that is told, whatever their number.
pub async fn of(desk: &Desk, tickets: &[Model]) -> Result<Vec<TicketSummary>, CaseError> {
    if tickets.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<TicketId> = tickets.iter().map(|ticket| ticket.id).collect();
    let keys = ticket::keys::of_all(&desk.db, &desk.masters, &ids).await?;
    let requests = request::store::of_all(&desk.db, &ids).await?;
    let progress = task::store::progress(&desk.db, &ids).await?;
    let progress: BTreeMap<_, _> = progress.into_iter().map(|of| (of.ticket, of)).collect();
    let besides = ticket::queue::besides_tasks(&desk.db, &ids).await?;
    let staff = staff::store::all(&desk.db).await?;
    let summaries = tickets.iter().map(|ticket| {
        let of = progress.get(&ticket.id);
        let task = of.is_some_and(|of| of.needs_person);
        let awaited = Awaited { task, ..besides.get(&ticket.id).copied().unwrap_or_default() };
        // A key that is not there was destroyed in due time.
        let contact =
            keys.get(&ticket.id).map(|key| masked(&ticket.contact_kind, &sealing::contact_in_list(key, ticket)));
        let requests = requests.iter().filter(|request| request.ticket_id == ticket.id);
        Ok(TicketSummary {
            reference: ticket.reference.clone(),
            state: ticket.state,
            rights: requests.map(|request| request.right).collect(),
            contact,
            channel: ticket.channel,
            received_on: ticket.received_on,
            due_on: ticket.due_on,
            due_safe_on: ticket.due_safe_on,
            verified_how: ticket.verified_how,
            assignee: ticket.assignee.map(|id| colleague(&staff, id)),
            systems_asked: of.map_or(0, |of| of.asked),
            systems_done: of.map_or(0, |of| of.done),
            needs_person: needs_person(ticket, awaited),
            closed_at: ticket.closed_at,
        })
    });
    summaries.collect()
}
