//! Whether an erasure that has begun may go on: asked again and again beside it, for the calls of an API may take an hour, in
//! which holds are set and requests are taken back.

use std::{convert::Infallible, time::Duration};

use rightsdesk_exporters::contract::{error::ConnectorError, subject::Subject};
use sea_orm::DbErr;
use tokio::time::{Instant, interval_at};
use tokio_util::sync::CancellationToken;

use crate::{
    casework::{holding::held, our_fault},
    desk::Desk,
    hold::store::Held,
    request,
    task::{self, entity::Model, state::State},
    ticket::{self, state::State as TicketState},
};

/// How often it is asked.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Why it may not go on.
#[derive(Debug)]
pub(super) enum Stopped {
    /// By holds or locks.
    Held(Vec<Held>),
    /// The person took the request back, or has died.
    TakenBack,
}

/// What stands in the way of it now.
pub(super) async fn stopped(desk: &Desk, task: &Model, subject: &Subject) -> Result<Option<Stopped>, ConnectorError> {
    look(desk, task, subject).await.map_err(|_| our_fault::down())
}

/// Looks for as long as this is awaited; sets `cancel` when it may not go on, or when it is not ours any more.
pub(super) async fn watch(desk: &Desk, task: &Model, subject: &Subject, cancel: CancellationToken) -> Infallible {
    let mut ticks = interval_at(Instant::now() + LOOK_EVERY, LOOK_EVERY);
    loop {
        ticks.tick().await;
        match may_go_on(desk, task, subject).await {
            Ok(true) => {}
            Ok(false) => cancel.cancel(),
            // The next time may be early enough.
            Err(error) => tracing::warn!(%error, "nobody could tell whether an erasure may go on"),
        }
    }
}

async fn may_go_on(desk: &Desk, task: &Model, subject: &Subject) -> Result<bool, DbErr> {
    let now = task::store::by_id(&desk.db, task.id).await?;
    let is_ours = now.is_some_and(|now| now.state == State::Running && now.lease_token == task.lease_token);
    Ok(is_ours && look(desk, task, subject).await?.is_none())
}

async fn look(desk: &Desk, task: &Model, subject: &Subject) -> Result<Option<Stopped>, DbErr> {
    let ticket = ticket::store::by_id(&desk.db, task.ticket_id).await?;
    if ticket.is_some_and(|ticket| ticket.state == TicketState::Withdrawn) {
        return Ok(Some(Stopped::TakenBack));
    }
    if request::store::is_withdrawn(&desk.db, task.request_id).await? {
        return Ok(Some(Stopped::TakenBack));
    }
    let wish = held::Wish { ticket: task.ticket_id, subject, system: &task.system };
    let holds = held::of(&desk.db, desk, wish).await?;
    Ok((!holds.is_empty()).then_some(Stopped::Held(holds)))
}
