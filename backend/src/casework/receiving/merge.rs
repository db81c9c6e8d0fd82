//! Somebody asks for the same again while the first is open: a reminder, and no new request (EDPB 01/2022, 29). It becomes a
//! message on the first ticket, whose time runs on.
//!
//! Both were confirmed from the same mailbox, each by its own link: a ticket that nobody confirmed is merged with nothing and
//! takes nothing in, so that nobody can hold somebody else's request up, or slip a wish past the confirmation. Two people can share
//! a mailbox, and whoever filled in the first form has its code without being the one who confirmed it: a request that gives a name
//! which the first has not is one of its own, for people to say whose name that is, and what was brought by a merge takes both
//! proofs.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
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
    },
    kernel::ids::{MessageId, TicketId},
    message::{self, kind::Author},
    request::{self, aim::Aim, part::Part, state::State as RequestState},
    rights::right::Right,
    ticket::{self, state::ASKED_AGAIN},
    words::language::Language,
};

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
    let merges: Vec<_> = log.iter().filter(|line| line.event == ASKED_AGAIN).collect();
    if merges.is_empty() {
        return Ok(BTreeSet::new());
    }
    let messages = message::store::of(db, id).await?;
    let brought = merges.into_iter().filter_map(|line| named_in(&line.details).or_else(|| newest(&messages, line.at)));
    Ok(brought.collect())
}

/// The message that the line of a merge names. Lines from before they named it do not.
fn named_in(details: &str) -> Option<MessageId> {
    let mut details: Value = serde_json::from_str(details).ok()?;
    serde_json::from_value(details.get_mut("message")?.take()).ok()
}

/// The person's newest message by then: a merge wrote it, and its line right after it.
fn newest(messages: &[message::entity::Model], by: DateTime<Utc>) -> Option<MessageId> {
    let theirs = messages.iter().filter(|row| row.author == Author::Subject && row.at <= by);
    theirs.max_by_key(|row| (row.at, row.id)).map(|row| row.id)
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

/// The oldest ticket of the same contact that is open, confirmed from the mailbox, asks for all of this, and has all names that are
/// given now. Whom staff have verified by hand they have seen, where a mailbox shows no more than itself: nothing goes into theirs.
async fn earlier(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    wanted: &BTreeSet<Wish>,
) -> Result<Option<Opened>, CaseError> {
    let names = given(tx, desk, opened).await?;
    let blinds = identifier::store::blinds(&desk.index, &opened.ticket.contact_kind, &opened.contact()?);
    for row in ticket::store::of_mailbox(tx, blinds).await? {
        // Who asks for somebody else does not ask for themselves.
        let is_alike = row.agent_sealed.is_none() && opened.ticket.agent_sealed.is_none();
        if row.id == opened.ticket.id || !is_alike {
            continue;
        }
        let asks_all = wishes(&request::store::of(tx, row.id).await?).is_superset(wanted);
        if asks_all && !brings_others(&names, &identifier::store::of(tx, row.id).await?) {
            return Ok(Some(sealing::open(tx, desk, row.id).await?));
        }
    }
    Ok(None)
}

/// All keyed hashes under which a name may be stored that somebody gave beside the contact.
async fn given(tx: &DatabaseTransaction, desk: &Desk, opened: &Opened) -> Result<Vec<Vec<Vec<u8>>>, CaseError> {
    let rows = identifier::store::of(tx, opened.ticket.id).await?;
    let names = rows.iter().filter(|row| row.origin == Origin::Given).map(|row| {
        let name = identifier::store::open(row, &opened.key)?;
        Ok(identifier::store::blinds(&desk.index, name.kind().as_str(), name.value()))
    });
    names.collect()
}

/// Whether one of the names is none of those that stand on a ticket, or is one that staff found not to be its person's: nobody knows
/// that both are of one person, and the name would get there by a mailbox alone.
fn brings_others(names: &[Vec<Vec<u8>>], known: &[identifier::entity::Model]) -> bool {
    let theirs = |blinds: &Vec<Vec<u8>>| {
        known.iter().any(|row| row.standing != Standing::Refused && blinds.contains(&row.blind))
    };
    !names.iter().all(theirs)
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
