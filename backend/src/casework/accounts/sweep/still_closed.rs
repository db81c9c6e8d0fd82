//! Whether accounts are still closed, asked right before they are erased: people come back.

use chrono::TimeDelta;
use rightsdesk_exporters::contract::call::Call;

use super::{people::Person, stopped::Stopped};
use crate::{
    casework::accounts::note_reactivations,
    deactivation::{state::Source, sweep},
    desk::Desk,
};

/// An answer that is older is asked for again.
const HOLDS_FOR: TimeDelta = TimeDelta::minutes(10);

/// Asks about each of them, and takes those out whose account is open. Whether all who are left could be asked about.
pub(super) async fn ask(desk: &Desk, people: &mut Vec<Person>, call: &Call) -> Result<bool, Stopped> {
    if !desk.homeservers.can_be_asked() {
        return Ok(false);
    }
    let names: Vec<_> = people.iter().map(|person| person.account().to_owned()).collect();
    let open = desk.homeservers.open_among(&names, call).await?;
    if !open.is_empty() {
        people.retain(|person| !open.iter().any(|name| name == person.account()));
        note_reactivations::note(desk, Source::Synapse, open).await?;
    }
    Ok(people.iter().all(|person| desk.homeservers.can_ask_about(person.account())))
}

/// Asks again if the last answer for the sweep is old.
pub(super) async fn ask_again(
    desk: &Desk,
    sweep: &sweep::Model,
    people: &mut Vec<Person>,
    call: &Call,
) -> Result<(), Stopped> {
    let now = desk.now();
    if sweep.asked_at.is_some_and(|asked| now < asked + HOLDS_FOR) {
        return Ok(());
    }
    if ask(desk, people, call).await? {
        sweep::asked(&desk.db, sweep.id, now).await?;
    }
    Ok(())
}
