//! The tickets on which people look at closed accounts that no sweep can erase.

use rightsdesk_exporters::contract::subject::{Identifier, IdentifierKind};
use sea_orm::DatabaseTransaction;
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        receiving::codes::{Codes, access_code_hash},
        sealing::{self, Opened, Place},
    },
    deactivation::entity::Model as Line,
    desk::Desk,
    identifier::{
        self,
        standing::{Origin, START_TRUSTED},
        store::Provenance,
    },
    kernel::{
        actor::Actor,
        ids::{IdentifierId, MessageId, RequestId, TicketId},
    },
    message::{
        self,
        kind::{Author, Visibility},
    },
    request::{self, due::Due},
    rights::right::Right,
    ticket::{
        self, entity,
        intake::{Channel, Delivery, Verification},
        keys,
    },
    words::language::Language,
};

/// The ticket of this account, with `text` as a note for staff: the one that is open, or a new one.
pub(super) async fn of(
    tx: &DatabaseTransaction,
    desk: &Desk,
    line: &Line,
    account: &str,
    text: &str,
) -> Result<TicketId, CaseError> {
    if let Some(id) = line.ticket_id
        && let Some(ticket) = ticket::store::by_id(tx, id).await?
        && ticket.channel == Channel::Deactivation
        && ticket.state.is_open()
    {
        note(tx, desk, id, text).await?;
        return Ok(id);
    }
    open(tx, desk, line, account, text).await
}

async fn open(
    tx: &DatabaseTransaction,
    desk: &Desk,
    line: &Line,
    account: &str,
    text: &str,
) -> Result<TicketId, CaseError> {
    let now = desk.now();
    let id = TicketId(desk.ids.fresh());
    let kind = IdentifierKind::parse(IdentifierKind::MATRIX_ID).map_err(CaseError::fault)?;
    let name = Identifier::new(kind, account).map_err(CaseError::fault)?;
    let codes = Codes::draw(desk);
    let key = keys::make(tx, &desk.masters, &*desk.chance, id, now).await?;
    let ticket = entity::Model {
        id,
        reference: codes.reference.to_string(),
        // Nobody has to show that they are the person: the homeserver told us.
        state: ticket::state::START_CLOSED_ACCOUNT,
        channel: Channel::Deactivation,
        language: Language::En.code().to_owned(),
        regime: desk.config.desk.regime.code().to_owned(),
        received_at: now,
        received_on: desk.day_of(now),
        unverified_until: None,
        verified_at: Some(now),
        verified_how: Some(Verification::Homeserver),
        contact_kind: IdentifierKind::MATRIX_ID.to_owned(),
        contact_sealed: key.seal(&*desk.chance, &Place::Contact(id).to_string(), account.as_bytes()),
        contact_blind: line.blind.clone(),
        access_code_hash: access_code_hash(desk, &codes.access_code),
        delivery: Delivery::Link,
        agent_sealed: None,
        assignee: None,
        // The promise is kept to the day, whatever day of the week that is.
        due_on: line.due_on,
        due_safe_on: line.due_on,
        closed_at: None,
        version: 1,
    };
    ticket::store::insert(tx, ticket.clone()).await?;
    let opened = Opened { ticket, key };
    let due = Due { on: line.due_on, safe_on: line.due_on };
    let asked = request::store::fresh(RequestId(desk.ids.fresh()), id, Right::Erasure, due);
    request::store::insert(tx, vec![asked]).await?;
    let from = Provenance { standing: START_TRUSTED, origin: Origin::Contact, learned_from: None, round: 0 };
    let row = opened.sealing(desk).row(IdentifierId(desk.ids.fresh()), id, &name, from, now);
    identifier::store::insert(tx, vec![row]).await?;
    let details = json!({ "rights": [Right::Erasure.code()], "channel": Channel::Deactivation.code() });
    audit::store::append(tx, [Entry::on(id, now, Actor::Desk, "received").with(details)]).await?;
    put_down(tx, desk, &opened, text).await?;
    Ok(id)
}

/// Writes a note for staff on a ticket; on one that can no longer be read nothing is written.
pub(super) async fn note(tx: &DatabaseTransaction, desk: &Desk, id: TicketId, text: &str) -> Result<(), CaseError> {
    match sealing::open(tx, desk, id).await {
        Ok(opened) => put_down(tx, desk, &opened, text).await,
        Err(CaseError::Gone) => Ok(()),
        Err(error) => Err(error),
    }
}

async fn put_down(tx: &DatabaseTransaction, desk: &Desk, opened: &Opened, text: &str) -> Result<(), CaseError> {
    let now = desk.now();
    let id = MessageId(desk.ids.fresh());
    let row = message::entity::Model {
        id,
        ticket_id: opened.ticket.id,
        at: now,
        author: Author::Desk,
        staff_id: None,
        visibility: Visibility::Internal,
        body_sealed: opened.seal(desk, Place::Message(id), text),
    };
    message::store::insert(tx, row).await?;
    let details = json!({ "message": id, "visibility": Visibility::Internal.code() });
    audit::store::append(tx, [Entry::on(opened.ticket.id, now, Actor::Desk, "message_written").with(details)]).await?;
    Ok(())
}

/// What staff have to know of every such account.
pub(super) fn dates(line: &Line) -> String {
    format!("The account was closed on {}; everything must be erased by {}.", line.closed_on, line.due_on)
}
