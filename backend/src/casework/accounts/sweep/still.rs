//! Who still is to be erased: asked before each lot of people, for one lot after the other may take hours, in which holds
//! are set, requests come in and accounts are opened again.

use std::collections::BTreeSet;

use super::{people::Person, withheld};
use crate::{
    casework::error::CaseError,
    deactivation::{claim, part::Model},
    desk::Desk,
};

/// The places of those who are not to be erased now. Why not is asked once more when the sweep is over.
pub(super) async fn not_now(
    desk: &Desk,
    db: &impl sea_orm::ConnectionTrait,
    part: &Model,
    people: &[Person],
) -> Result<BTreeSet<i32>, CaseError> {
    let closed: BTreeSet<_> = claim::of(db, part.sweep_id)
        .await?
        .into_iter()
        .filter(|line| line.reopened_at.is_none())
        .map(|line| line.id)
        .collect();
    let opened = people.iter().filter(|person| !closed.contains(&person.line)).map(|person| person.place);
    let mut not_now: BTreeSet<_> = opened.collect();
    not_now.extend(withheld::held(desk, db, &part.system, people).await?.into_keys());
    not_now.extend(withheld::open_requests(desk, db, people).await?.into_keys());
    Ok(not_now)
}
