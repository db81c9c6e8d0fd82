//! Who is left out of a sweep: people of whom data is held, and people who have asked for something.

use std::collections::BTreeMap;

use rightsdesk_exporters::contract::subject::Identifier;
use sea_orm::ConnectionTrait;

use super::{people::Person, scope};
use crate::{
    casework::error::CaseError,
    deactivation::in_the_way,
    desk::Desk,
    hold, identifier,
    kernel::ids::{HoldId, TicketId},
};

/// Why somebody is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// A hold names them.
    Held(HoldId),
    /// Their request is open.
    OpenRequest(TicketId),
}

/// Who is left out, by place; few statements, however many people there are.
pub(super) async fn of(
    desk: &Desk,
    db: &impl ConnectionTrait,
    people: &[Person],
) -> Result<BTreeMap<i32, Withheld>, CaseError> {
    let open = open_requests(desk, db, people).await?;
    let mut withheld: BTreeMap<_, _> =
        open.into_iter().map(|(place, ticket)| (place, Withheld::OpenRequest(ticket))).collect();
    let systems: Vec<_> = scope::covered(desk).map(|system| system.key.as_str()).collect();
    // Hashed once for all systems.
    let own = by_blind(people, |name| hold::name::blinds(&desk.index, name));
    for system in systems {
        for (place, hold) in held_here(db, system, &own).await? {
            withheld.insert(place, Withheld::Held(hold));
        }
    }
    Ok(withheld)
}

/// Who has asked for something that is not answered yet, by place.
pub(super) async fn open_requests(
    desk: &Desk,
    db: &impl ConnectionTrait,
    people: &[Person],
) -> Result<BTreeMap<i32, TicketId>, CaseError> {
    let own = by_blind(people, |name| identifier::store::blinds(&desk.index, name.kind().as_str(), name.value()));
    let mut open = BTreeMap::new();
    for found in in_the_way::open_requests(db, &keys(&own)).await? {
        for place in own.get(&found.blind).into_iter().flatten() {
            open.insert(*place, found.ticket_id);
        }
    }
    Ok(open)
}

/// Of whom data is held in this system, by place.
pub(super) async fn held(
    desk: &Desk,
    db: &impl ConnectionTrait,
    system: &str,
    people: &[Person],
) -> Result<BTreeMap<i32, HoldId>, CaseError> {
    held_here(db, system, &by_blind(people, |name| hold::name::blinds(&desk.index, name))).await
}

async fn held_here(
    db: &impl ConnectionTrait,
    system: &str,
    own: &BTreeMap<Vec<u8>, Vec<i32>>,
) -> Result<BTreeMap<i32, HoldId>, CaseError> {
    let mut held = BTreeMap::new();
    let found = hold::store::held(db, system, &keys(own)).await?;
    for found in found.into_iter().filter(|held| !held.is_wish_to_be_erased()) {
        for place in own.get(&found.blind).into_iter().flatten() {
            held.insert(*place, found.hold_id);
        }
    }
    Ok(held)
}

/// Whose names have these keyed hashes. Two people may have a name in common.
fn by_blind(people: &[Person], blinds: impl Fn(&Identifier) -> Vec<Vec<u8>>) -> BTreeMap<Vec<u8>, Vec<i32>> {
    let mut own: BTreeMap<Vec<u8>, Vec<i32>> = BTreeMap::new();
    for person in people {
        for blind in person.identifiers().iter().flat_map(&blinds) {
            own.entry(blind).or_default().push(person.place);
        }
    }
    own
}

fn keys(own: &BTreeMap<Vec<u8>, Vec<i32>>) -> Vec<Vec<u8>> {
    own.keys().cloned().collect()
}
