//! A worker tells a recipient through the recipient's own system.
//!
//! The call has the notice's name at every attempt: should their system have taken it and the answer be lost, it can tell the
//! repetition, after a restart and after staff have ordered it once more too.

use chrono::TimeDelta;
use rightsdesk_exporters::contract::{
    call::Call,
    error::ConnectorError,
    notifier::{Notification, Taken},
    subject::{Identifier, IdentifierKind, Subject},
};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::{
    tell_recipients::known_as,
    through_system::{in_contract, notifier},
    write_notices,
};
use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Opened},
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        backoff::backoff,
        database,
        ids::{NoticeId, StaffId, TicketId},
        lease::Lease,
    },
    notice::{
        self,
        call::{
            entity::Model,
            state::{self, State},
            store,
        },
        state::State as NoticeState,
    },
    ticket,
};

/// How long a call may go on that is asked between its pages; a notice has one.
const BUDGET: std::time::Duration = std::time::Duration::from_secs(60);

/// What came of trying.
enum Carried {
    /// It was taken.
    Taken(Taken),
    /// It was not.
    Not(ConnectorError),
    /// They know already.
    NotNeeded,
}

/// Sends the notice in `lease`.
pub async fn take(desk: &Desk, lease: Lease<Model>, cancel: CancellationToken) -> Result<(), CaseError> {
    let row = lease.row();
    let told = notice::store::by_id(&desk.db, row.id).await?.ok_or(CaseError::NotFound)?;
    let carried = match told.state {
        NoticeState::Planned | NoticeState::Failed if row.attempts > row.max_attempts => {
            Carried::Not(ConnectorError::permanent("tried too often"))
        }
        NoticeState::Planned | NoticeState::Failed => match sealing::open(&desk.db, desk, row.ticket_id).await {
            Ok(opened) => match tell(desk, &opened, &told, row, cancel).await? {
                Ok(taken) => Carried::Taken(taken),
                Err(error) => Carried::Not(error),
            },
            Err(CaseError::Gone) => Carried::Not(ConnectorError::permanent("the request it is about was forgotten")),
            Err(other) => return Err(other),
        },
        NoticeState::Sent | NoticeState::Acknowledged | NoticeState::Impossible | NoticeState::Disproportionate => {
            Carried::NotNeeded
        }
    };
    settle(desk, lease, carried).await
}

async fn tell(
    desk: &Desk,
    opened: &Opened,
    told: &notice::entity::Model,
    row: &Model,
    cancel: CancellationToken,
) -> Result<Result<Taken, ConnectorError>, CaseError> {
    let section = desk.config.recipients.iter().find(|section| section.name == told.recipient);
    let section = section.filter(|section| section.system.as_ref() == Some(&row.system));
    let way = section.and_then(|section| Some((section, notifier(desk, section, told.what)?)));
    let Some((section, notifier)) = way else {
        return Ok(Err(ConnectorError::permanent("this recipient is not told through that system any more")));
    };
    let kind = IdentifierKind::parse(&section.knows).map_err(CaseError::fault)?;
    let names = known_as(&desk.db, opened, &section.knows).await?;
    let names = names.into_iter().map(|name| Identifier::new(kind.clone(), name));
    let names = names.collect::<Result<Vec<_>, _>>().map_err(CaseError::fault)?;
    // No name that they know is relied on any more: a call about nobody would be one about everybody.
    let Ok(subject) = Subject::new(names) else {
        let what = format!("we rely on no {} of the person, by which they know people", section.knows);
        return Ok(Err(ConnectorError::permanent(what)));
    };
    let language = section.language();
    let systems: Vec<_> = told.system_keys().iter().map(|key| desk.systems.name(key, language.code())).collect();
    let what = Notification {
        deed: in_contract(told.what),
        reference: opened.ticket.reference.clone(),
        done_on: desk.day_of(told.planned_at),
        systems: systems.join(", "),
        text: write_notices::to_copy(desk, opened, told, language).await?.text,
    };
    let call = Call { id: row.id.to_string(), cancel, budget: BUDGET };
    Ok(notifier.notify(&subject, &what, &call).await)
}

async fn settle(desk: &Desk, lease: Lease<Model>, carried: Carried) -> Result<(), CaseError> {
    let now = desk.now();
    let row = lease.row().clone();
    let may_again = row.attempts < row.max_attempts;
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[row.ticket_id]).await?;
    let (step, due_at, came) = match &carried {
        Carried::Taken(taken) => (state::TAKE, now, store::taken(now, taken.receipt.clone())),
        Carried::NotNeeded => (state::CALL_OFF, now, Vec::new()),
        Carried::Not(ConnectorError::Cancelled) => (state::GIVE_BACK, now, Vec::new()),
        Carried::Not(ConnectorError::Transient { what, retry_after }) if may_again => {
            let asked = retry_after.and_then(|wait| TimeDelta::from_std(wait).ok()).unwrap_or_default();
            (state::GIVE_BACK, now + backoff(row.attempts).max(asked), store::fault(what))
        }
        Carried::Not(ConnectorError::Transient { what, .. } | ConnectorError::Permanent { what }) => {
            (state::GIVE_UP, now, store::fault(what))
        }
    };
    // If the lease was lost, somebody else has it, and sends it by the same name.
    if lease.settle(&tx, step, due_at, came).await?.is_err() {
        return Ok(());
    }
    let event = match step.to() {
        State::Taken => "recipient_told",
        State::Failed => "recipient_not_told",
        State::Waiting | State::Running | State::CalledOff => return Ok(tx.commit().await?),
    };
    match carried {
        Carried::Taken(taken) => notice::store::taken(&tx, row.id, now, taken.is_acknowledged).await?,
        Carried::Not(_) | Carried::NotNeeded => notice::store::unwritable(&tx, row.id).await?,
    }
    let line =
        Entry::on(row.ticket_id, now, Actor::Worker, event).with(json!({ "notice": row.id, "system": row.system }));
    audit::store::append(&tx, [line]).await?;
    Ok(tx.commit().await?)
}

/// Has one sent once more that their system did not take: what was wrong is put right.
pub async fn again(desk: &Desk, by: StaffId, ticket: TicketId, id: NoticeId) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let _opened = sealing::open_to_write(&tx, desk, ticket).await?;
    let row = notice::store::by_id(&tx, id).await?.filter(|row| row.ticket_id == ticket);
    let row = row.ok_or(CaseError::NotFound)?;
    if !notice::store::send_again(&tx, row.id).await? || !store::retry(&tx, row.id, now).await? {
        return Err(Refusal::NoticeSettled.into());
    }
    let line = Entry::on(ticket, now, Actor::Staff(by), "recipient_again").with(json!({ "notice": row.id }));
    audit::store::append(&tx, [line]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
