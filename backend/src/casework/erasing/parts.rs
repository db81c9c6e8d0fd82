//! A part only of what could be erased: what may be chosen.

use std::collections::BTreeSet;

use rightsdesk_exporters::contract::register::Turn;

use crate::{casework::refusal::Refusal, desk::Desk, register::connected::Connected, request::part::Part};

/// Whether the account itself lies in a system: it stays for whoever keeps their account.
pub fn is_root_account(system: &Connected) -> bool {
    system.connector.about().turn == Turn::RootAccount
}

/// What was chosen on a form: none if it is everything that there is to choose.
pub fn chosen<'a>(desk: &Desk, systems: impl IntoIterator<Item = &'a str>, keeps_account: bool) -> Option<Part> {
    let systems: BTreeSet<String> = systems.into_iter().map(str::to_owned).collect();
    let is_all = desk.systems.iter().all(|system| systems.contains(&system.key));
    Part::of(if is_all { BTreeSet::new() } else { systems }, keeps_account)
}

/// Only systems that are connected can be chosen, and something has to be left of it.
pub fn check(desk: &Desk, part: Option<&Part>) -> Result<(), Refusal> {
    let Some(part) = part else { return Ok(()) };
    if part.systems.iter().any(|system| desk.systems.get(system).is_none()) {
        return Err(Refusal::NoSuchSystem);
    }
    let mut systems = desk.systems.iter().peekable();
    let has_none = systems.peek().is_none();
    if has_none || systems.any(|system| part.covers(&system.key, is_root_account(system))) {
        Ok(())
    } else {
        Err(Refusal::NothingChosen)
    }
}
