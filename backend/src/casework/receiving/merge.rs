//! Somebody asks for the same again while the first is open: a reminder, and no new request (EDPB 01/2022, 29). It becomes a
//! message on the first ticket, whose time runs on.
//!
//! Both were confirmed from the same mailbox, each by its own link: a ticket that nobody confirmed is merged with nothing and
//! takes nothing in, so that nobody can hold somebody else's request up, or slip a wish past the confirmation. Two people can share
//! a mailbox, and whoever filled in the first form has its code without being the one who confirmed it: a request that gives other
//! names is one of its own, and what was brought by a merge takes both proofs.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::{Value, json};

use crate::{
    audit,
    casework::{
        error::CaseError,
        sealing::{self, Opened, Place},
        writing::{
            letters,
            occasion::Writing,
            write_message::{self, Note},
        },
    },
    desk::Desk,
    identifier::{
        self,
        standing::{Origin, Standing},
        store::Provenance,
    },
    kernel::ids::{IdentifierId, MessageId, TicketId},
    message::{self, kind::Author},
    request::{self, aim::Aim, part::Part, state::State as RequestState},
    rights::right::Right,
    ticket::{
        self,
        intake::Verification,
        state::{ASKED_AGAIN, State},
    },
    words::language::Language,
};

/// How many earlier tickets of the same contact are looked at.
const MOST_EARLIER: u64 = 50;

/// Merges the ticket that was just confirmed into an earlier one that asks for the same. False if there is none.
pub(super) async fn into_earlier(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &mut Opened,
) -> Result<bool, CaseError> {
    let wishes = wishes(&request::store::of(tx, opened.ticket.id).await?);
    // A complaint asks for nothing, and so for nothing that was asked before.
    if wishes.is_empty() {
        return Ok(false);
    }
    let Some(mut first) = earlier(tx, desk, opened, &wishes).await? else { return Ok(false) };
    let language = Language::from_code(&first.ticket.language).unwrap_or_default();
    let text = own_words(tx, opened).await?.unwrap_or_else(|| language.handing_on().asked_again.to_owned());
    let message = write_message::put_down(tx, desk, &first, Note::Subject, &text).await?;
    take_names(tx, desk, opened, &first).await?;
    let details = json!({ "ticket": opened.ticket.id, "message": message });
    let moved = first.ticket.clone().remind(desk.now(), details)?;
    first.ticket = ticket::store::save(tx, moved).await?;
    let moved = opened.ticket.clone().merge(desk.now(), json!({ "into": first.ticket.id }))?;
    opened.ticket = ticket::store::save(tx, moved).await?;
    request::store::withdraw_all(tx, opened.ticket.id).await?;
    let writing = Writing::Merged { first: &first.ticket.reference, due_on: first.ticket.due_on };
    letters::queue(tx, desk, opened, writing).await?;
    Ok(true)
}

/// The messages that came to a ticket with requests that were merged into it: one with each. Whoever has the code of the first
/// alone need not have written them.
pub async fn brought(db: &impl ConnectionTrait, id: TicketId) -> Result<BTreeSet<MessageId>, CaseError> {
    let log = audit::store::about(db, id).await?;
    let merges = log.iter().filter(|line| line.event == ASKED_AGAIN);
    let messages = merges.map(|line| {
        let mut details: Value = serde_json::from_str(&line.details).map_err(CaseError::fault)?;
        serde_json::from_value(details["message"].take()).map_err(CaseError::fault)
    });
    messages.collect()
}

/// One thing that is asked for: a right, a part of everything, and what an objection is aimed at.
type Wish = (Right, Option<String>, Option<(Aim, BTreeSet<String>)>);

/// What is asked for, as far as it is open: an objection once for each of its aims.
fn wishes(requests: &[request::entity::Model]) -> BTreeSet<Wish> {
    let open = requests.iter().filter(|row| row.state == RequestState::Open);
    open.flat_map(|row| aims(row).into_iter().map(|aim| (row.right, row.part.as_ref().map(Part::to_string), aim)))
        .collect()
}

fn aims(row: &request::entity::Model) -> Vec<Option<(Aim, BTreeSet<String>)>> {
    let nowhere = BTreeSet::new;
    match &row.aims {
        Some(aims) => aims
            .each()
            .map(|aim| Some((aim, if aim == Aim::Consent { aims.consents().clone() } else { nowhere() })))
            .collect(),
        None if row.right == Right::Objection => vec![Some((Aim::Situation, nowhere()))],
        None => vec![None],
    }
}

/// The oldest ticket of the same contact that is open, confirmed from the mailbox, and asks for all of this.
async fn earlier(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    wanted: &BTreeSet<Wish>,
) -> Result<Option<Opened>, CaseError> {
    let names = given(tx, desk, opened).await?;
    let blinds = identifier::store::blinds(&desk.index, &opened.ticket.contact_kind, &opened.contact()?);
    let of_contact = ticket::store::references_for_contact(tx, blinds, MOST_EARLIER).await?;
    for (id, _) in of_contact.into_iter().rev().filter(|(id, _)| *id != opened.ticket.id) {
        let Some(row) = ticket::store::by_id(tx, id).await? else { continue };
        let is_at_work = matches!(row.state, State::Received | State::Collecting | State::Review);
        // Who asks for somebody else does not ask for themselves.
        let is_alike = row.agent_sealed.is_none() && opened.ticket.agent_sealed.is_none();
        // Whom staff have verified by hand they have seen; a mailbox shows no more than itself.
        let is_of_mailbox = row.verified_how == Some(Verification::Mailbox);
        if is_at_work && is_alike && is_of_mailbox && wishes(&request::store::of(tx, id).await?).is_superset(wanted) {
            if are_others(&names, &identifier::store::of(tx, id).await?) {
                continue;
            }
            return Ok(Some(sealing::open(tx, desk, id).await?));
        }
    }
    Ok(None)
}

/// A name that somebody gave beside the contact: its kind, and all keyed hashes under which it may be stored.
type Given = (String, Vec<Vec<u8>>);

async fn given(tx: &DatabaseTransaction, desk: &Desk, opened: &Opened) -> Result<Vec<Given>, CaseError> {
    let rows = identifier::store::of(tx, opened.ticket.id).await?;
    let names = rows.iter().filter(|row| row.origin == Origin::Given).map(|row| {
        let name = identifier::store::open(row, &opened.key)?;
        let blinds = identifier::store::blinds(&desk.index, name.kind().as_str(), name.value());
        Ok((row.kind.clone(), blinds))
    });
    names.collect()
}

/// Whether one of the names is of a kind of which others are known, and not this one.
fn are_others(names: &[Given], known: &[identifier::entity::Model]) -> bool {
    names.iter().any(|(kind, blinds)| {
        let mut of_kind = known.iter().filter(|row| row.kind == *kind).peekable();
        of_kind.peek().is_some() && !of_kind.any(|row| blinds.contains(&row.blind))
    })
}

/// What the person wrote with the second request.
async fn own_words(tx: &DatabaseTransaction, opened: &Opened) -> Result<Option<String>, CaseError> {
    for row in message::store::of(tx, opened.ticket.id).await? {
        if row.author == Author::Subject {
            return Ok(Some(opened.unseal(Place::Message(row.id), &row.body_sealed)?));
        }
    }
    Ok(None)
}

/// Names that only the second request gave are claims on the first.
async fn take_names(tx: &DatabaseTransaction, desk: &Desk, from: &Opened, to: &Opened) -> Result<(), CaseError> {
    let known: BTreeSet<_> = identifier::store::of(tx, to.ticket.id).await?.into_iter().map(|row| row.blind).collect();
    let mut rows = Vec::new();
    for row in identifier::store::of(tx, from.ticket.id).await? {
        if row.origin != Origin::Given || known.contains(&row.blind) {
            continue;
        }
        let name = identifier::store::open(&row, &from.key)?;
        let provenance =
            Provenance { standing: Standing::Claimed, origin: Origin::Given, learned_from: None, round: 0 };
        let id = IdentifierId(desk.ids.fresh());
        rows.push(to.sealing(desk).row(id, to.ticket.id, &name, provenance, desk.now()));
    }
    identifier::store::insert(tx, rows).await?;
    Ok(())
}
