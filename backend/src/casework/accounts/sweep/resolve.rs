//! What else the people of a sweep are called, asked of all systems round by round until nobody has a new name.

use rightsdesk_exporters::contract::{
    call::Call,
    error::ConnectorError,
    outcome::{Certainty, Learned},
    subject::Subject,
};

use super::people::Person;
use crate::{desk::Desk, register::connected::Connected};

/// More rounds than any chain of names is long.
const MOST_ROUNDS: usize = 8;

/// Asks until nothing new comes. What people may have chosen themselves is not relied on: nobody looks at it here.
pub(super) async fn resolve(desk: &Desk, people: &mut [Person], call: &Call) -> Result<(), ConnectorError> {
    let section = &desk.config.deactivation;
    let is_asked = |system: &&Connected| {
        let about = system.connector.about();
        // One after the other thousands would take a system that is not swept a day.
        let is_fast = system.connector.eraser().is_some_and(|eraser| eraser.sweeper().is_some());
        !about.learns.is_empty() && (is_fast || section.covers(&system.key, about))
    };
    let systems: Vec<_> = desk.systems.iter().filter(is_asked).collect();
    let mut fresh: Vec<usize> = (0..people.len()).collect();
    for _ in 0..MOST_ROUNDS {
        let mut next = Vec::new();
        for system in &systems {
            call.still_wanted()?;
            let asked: Vec<_> = fresh.iter().copied().filter(|index| may_know(system, &people[*index])).collect();
            let subjects: Vec<_> = asked.iter().filter_map(|index| people[*index].subject()).collect();
            if subjects.is_empty() {
                continue;
            }
            let answers = ask(system, &subjects, call).await?;
            if answers.len() != asked.len() {
                let what = format!("{} has answered for other people than it was asked about", system.key);
                return Err(ConnectorError::permanent(what));
            }
            for (index, learned) in asked.into_iter().zip(answers) {
                let known = learned.iter().filter(|learned| learned.certainty == Certainty::Known);
                let mut is_new = false;
                for name in known {
                    is_new |= people[index].learn(&name.identifier);
                }
                if is_new && !next.contains(&index) {
                    next.push(index);
                }
            }
        }
        if next.is_empty() {
            return Ok(());
        }
        fresh = next;
    }
    Err(ConnectorError::permanent("every round of resolving brings new names; a manifest leads in a circle"))
}

fn may_know(system: &Connected, person: &Person) -> bool {
    let accepts = &system.connector.about().accepts;
    person.identifiers().iter().any(|name| accepts.contains(name.kind()))
}

async fn ask(system: &Connected, subjects: &[Subject], call: &Call) -> Result<Vec<Vec<Learned>>, ConnectorError> {
    if let Some(sweeper) = system.connector.eraser().and_then(|eraser| eraser.sweeper()) {
        return sweeper.resolve_all(subjects, call).await;
    }
    let mut answers = Vec::with_capacity(subjects.len());
    for subject in subjects {
        answers.push(system.connector.resolve(subject, call).await?);
    }
    Ok(answers)
}
