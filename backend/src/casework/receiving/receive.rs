//! Somebody asks: a ticket comes in.
//!
//! The answer is the same for known and unknown people, because nothing is looked up before the person is verified.
//! A request that was made before neither blocks this one nor lends it its verification.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use rightsdesk_exporters::contract::subject::Identifier;
use rightsdesk_vault::{code::AccessCode, token::UrlToken};
use serde_json::json;

use super::codes::Codes;
use crate::{
    audit::{self, entry::Entry},
    casework::{
        complaints::unconfirmed,
        erasing::parts,
        error::CaseError,
        inform,
        receiving::codes::access_code_hash,
        refusal::Refusal,
        sealing::{Opened, Place},
        stopping::suppress,
        writing::{letters, occasion::Writing},
    },
    complaint,
    desk::Desk,
    identifier::{
        self,
        standing::{Origin, START_CLAIMED},
        store::Provenance,
    },
    kernel::{
        actor::Actor,
        database,
        ids::{IdentifierId, MessageId, RequestId, TicketId},
    },
    message::{
        self, LONGEST_MESSAGE,
        kind::{Author, Visibility},
    },
    proof::{self, entity::Purpose},
    request::{self, aim::Aims, due::Due, part::Part},
    rights::right::Right,
    tally,
    ticket::{
        self, entity,
        intake::{Channel, Delivery},
        keys,
    },
    words::language::Language,
};

/// The most identifiers that one request may bring.
pub const MOST_IDENTIFIERS: usize = 20;

/// What somebody asks, as it was checked at the door.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Which rights; at least one.
    pub rights: BTreeSet<Right>,
    /// Which part of everything is to be erased, if erasure is asked for; none: all of it.
    pub part: Option<Part>,
    /// The email address or Matrix ID to answer to.
    pub contact: Identifier,
    /// Whatever else may help to find the person.
    pub others: Vec<Identifier>,
    /// In their own words; may be empty.
    pub message: String,
    /// How the archive is to reach them.
    pub delivery: Delivery,
    /// Their language.
    pub language: Language,
    /// How it came.
    pub channel: Channel,
    /// Who asks for the person, if somebody else does.
    pub agent: Option<String>,
    /// When it reached us, if that was before today: for letters and calls that staff write down.
    pub received_on: Option<NaiveDate>,
}

/// What the person gets to see. The access code is shown here and never again.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The ticket.
    pub id: TicketId,
    /// What to quote.
    pub reference: String,
    /// What opens the status page, together with the reference.
    pub access_code: AccessCode,
    /// By when we answer.
    pub due_on: NaiveDate,
}

/// What somebody asks, with what an objection in it is aimed at.
#[derive(Clone, Debug)]
pub struct Aimed {
    /// What is asked.
    pub asking: Asking,
    /// What the objection is aimed at; none: at what can be weighed alone, or there is no objection.
    pub aims: Option<Aims>,
    /// No right is exercised, and the message is a complaint, brought by this way; none: it is a request.
    pub complaint: Option<complaint::state::Channel>,
}

impl From<Asking> for Aimed {
    fn from(asking: Asking) -> Self {
        Self { asking, aims: None, complaint: None }
    }
}

impl Asking {
    /// The same, aimed at these. Whoever aims at something objects.
    #[must_use]
    pub fn aimed_at(mut self, aims: Option<Aims>) -> Aimed {
        if aims.is_some() {
            self.rights.insert(Right::Objection);
        }
        Aimed { asking: self, aims, complaint: None }
    }
}

/// Takes a request in and writes to the person to have it confirmed.
pub async fn receive(desk: &Desk, asking: impl Into<Aimed>, by: Actor) -> Result<Receipt, CaseError> {
    receive_as(desk, Codes::draw(desk), asking.into(), by).await
}

/// Takes a request in under these codes.
pub(super) async fn receive_as(desk: &Desk, codes: Codes, asking: Aimed, by: Actor) -> Result<Receipt, CaseError> {
    let Aimed { asking, aims, complaint } = asking;
    if asking.rights.is_empty() && complaint.is_none() {
        return Err(CaseError::Refused(Refusal::NoRight));
    }
    if asking.message.chars().count() > LONGEST_MESSAGE {
        return Err(CaseError::Refused(Refusal::TooLong));
    }
    if asking.agent.as_deref().is_some_and(|agent| agent.contains(char::is_control)) {
        return Err(CaseError::Refused(Refusal::AgentName));
    }
    if asking.others.len() > MOST_IDENTIFIERS {
        return Err(CaseError::Refused(Refusal::TooManyIdentifiers));
    }
    parts::check(desk, asking.part.as_ref())?;
    let now = desk.now();
    let today = desk.day_of(now);
    let received_on = asking.received_on.unwrap_or(today);
    if received_on > today {
        return Err(CaseError::Refused(Refusal::FutureDay));
    }

    let id = TicketId(desk.ids.fresh());
    let Codes { reference, access_code } = codes;
    let reference = reference.to_string();
    let token = UrlToken::draw(&*desk.chance);
    let contact_kind = asking.contact.kind().as_str();
    let contact_blind = identifier::store::blind(&desk.index, contact_kind, asking.contact.value());

    let regime = desk.config.desk.regime;
    let requests: Vec<_> = asking
        .rights
        .iter()
        .map(|&right| {
            let due = request::due::of(&desk.calendars, regime, right, received_on);
            request::entity::Model {
                aims: aims.clone().filter(|_| right == Right::Objection),
                part: asking.part.clone().filter(|_| right == Right::Erasure),
                ..request::store::fresh(RequestId(desk.ids.fresh()), id, right, due)
            }
        })
        .collect();
    // Without a request there is a complaint.
    let due = requests.iter().map(Due::stored).reduce(Due::earlier);
    let Due { on: due_on, safe_on: due_safe_on } = due.unwrap_or_else(|| unconfirmed::due(desk, received_on));

    let tx = database::write(&desk.db).await?;
    let key = keys::make(&tx, &desk.masters, &*desk.chance, id, now).await?;
    let seal = |place: Place, text: &str| key.seal(&*desk.chance, &place.to_string(), text.as_bytes());
    let ticket = entity::Model {
        id,
        reference: reference.clone(),
        state: ticket::state::START,
        channel: asking.channel,
        language: asking.language.code().to_owned(),
        regime: regime.code().to_owned(),
        received_at: now,
        received_on,
        unverified_until: Some(now + kept_unverified(desk, contact_kind)),
        verified_at: None,
        verified_how: None,
        contact_kind: contact_kind.to_owned(),
        contact_sealed: seal(Place::Contact(id), asking.contact.value()),
        contact_blind: contact_blind.clone(),
        access_code_hash: access_code_hash(desk, &access_code),
        delivery: asking.delivery,
        agent_sealed: asking.agent.as_deref().map(|agent| seal(Place::Agent(id), agent)),
        assignee: None,
        due_on,
        due_safe_on,
        closed_at: None,
        version: 1,
    };
    ticket::store::insert(&tx, ticket.clone()).await?;
    let opened = Opened { ticket, key };
    let rights: Vec<_> = asking.rights.iter().map(|right| right.code()).collect();
    request::store::insert(&tx, requests.clone()).await?;
    identifier::store::insert(&tx, identifier_rows(desk, &opened, &asking)).await?;
    if let Some(brought) = complaint {
        unconfirmed::put_down(&tx, desk, &opened, brought, &asking.message).await?;
    } else if !asking.message.trim().is_empty() {
        let id = MessageId(desk.ids.fresh());
        let text = message::entity::Model {
            id,
            ticket_id: opened.ticket.id,
            at: now,
            author: Author::Subject,
            staff_id: None,
            visibility: Visibility::Shared,
            body_sealed: opened.seal(desk, Place::Message(id), asking.message.trim()),
        };
        message::store::insert(&tx, text).await?;
    }
    match asking.channel {
        // They had the pages before them.
        Channel::Web => inform::versions::note(&tx, desk, id).await?,
        Channel::Api | Channel::Mail | Channel::Phone | Channel::Letter | Channel::Deactivation => {}
    }
    let mut details = json!({ "rights": rights, "channel": asking.channel.code() });
    if complaint.is_some() {
        details["complaint"] = true.into();
    }
    audit::store::append(&tx, [Entry::on(id, now, by, "received").with(details)]).await?;

    if complaint == Some(complaint::state::Channel::Staff) {
        // Whoever writes it down says in the next step how they know who complains.
    } else if !opened.ticket.has_mailbox() {
        // Nothing is held back: staff see the ticket among those that need them.
        suppress::on_receipt(&tx, desk, &opened.ticket, aims.as_ref(), &asking.contact).await?;
    } else if may_mail(&tx, desk, asking.contact.kind().as_str(), asking.contact.value()).await? {
        let hash = desk.index.token_hash(Purpose::Confirm.code(), token.as_str()).to_vec();
        proof::store::insert(&tx, hash, id, Purpose::Confirm, now).await?;
        // Only with a letter by which they can say that they did not ask.
        let is_listed = suppress::on_receipt(&tx, desk, &opened.ticket, aims.as_ref(), &asking.contact).await?;
        let writing = if complaint.is_some() {
            Writing::ConfirmComplaint { token: &token }
        } else {
            Writing::Confirm { token: &token, requests: &requests, is_listed }
        };
        letters::queue(&tx, desk, &opened, writing).await?;
    } else {
        audit::store::append(&tx, [Entry::on(id, now, Actor::Desk, "confirmation_held_back")]).await?;
    }
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(Receipt { id, reference, access_code, due_on })
}

/// How long nobody may verify a request before it is forgotten: a person without a mailbox waits for staff to write.
fn kept_unverified(desk: &Desk, contact_kind: &str) -> TimeDelta {
    let limits = desk.config.limits;
    if entity::has_mailbox(contact_kind) {
        TimeDelta::hours(limits.unconfirmed_hours)
    } else {
        TimeDelta::days(limits.unconfirmed_days_by_hand)
    }
}

/// The contact and the further identifiers, each once. All are only claimed until the person is verified.
fn identifier_rows(desk: &Desk, opened: &Opened, asking: &Asking) -> Vec<identifier::entity::Model> {
    let contact = std::iter::once((&asking.contact, Origin::Contact));
    let others = asking.others.iter().filter(|other| **other != asking.contact).map(|other| (other, Origin::Given));
    let mut seen = BTreeSet::new();
    contact
        .chain(others)
        .filter(|(identifier, _)| seen.insert((*identifier).clone()))
        .map(|(identifier, origin)| {
            let from = Provenance { standing: START_CLAIMED, origin, learned_from: None, round: 0 };
            opened.sealing(desk).row(
                IdentifierId(desk.ids.fresh()),
                opened.ticket.id,
                identifier,
                from,
                opened.ticket.received_at,
            )
        })
        .collect()
}

/// Whether one more unasked-for mail may go to this address. The request is kept in any case; the answer on the page
/// is the same, or a stranger could learn that somebody else has asked.
pub(super) async fn may_mail(
    tx: &sea_orm::DatabaseTransaction,
    desk: &Desk,
    contact_kind: &str,
    contact: &str,
) -> Result<bool, CaseError> {
    let limits = desk.config.limits;
    let now = desk.now();
    // However it is written, most mailboxes are the same one (RFC 5321 §2.4): capitals do not make room for more mail.
    let mailbox = identifier::store::blind(&desk.index, contact_kind, &contact.to_lowercase());
    let address = [b"mail to ".as_slice(), &mailbox].concat();
    let hour = |most| tally::store::Limit { most, span: TimeDelta::hours(1) };
    let day = |most| tally::store::Limit { most, span: TimeDelta::days(1) };
    let daily = [b"by day ".as_slice(), &address].concat();
    // What one limit refuses is not counted by the next.
    Ok(tally::store::count(tx, &address, hour(limits.mails_per_address_and_hour), now).await?
        && tally::store::count(tx, &daily, day(limits.mails_per_address_and_day), now).await?
        && tally::store::count(tx, b"mails in all", hour(limits.mails_per_hour), now).await?)
}
