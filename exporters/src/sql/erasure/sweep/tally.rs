//! What was found and done, person by person.

use crate::contract::erasure::{Along, Effect, Evidence};

use super::bonds::Bonds;

/// What was found and done, person by person.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    /// Rows that were deleted or overwritten.
    pub(super) rows: Vec<u64>,
    /// Rows that stay by the rules.
    pub(super) kept: Vec<u64>,
    /// For each of them, how many rows of which table were touched. That is a handful of tables.
    pub(super) touched: Vec<Vec<(usize, u64)>>,
    /// Who shares rows with whom.
    pub(super) bonds: Bonds,
}

impl Tally {
    /// Of so many people.
    pub(super) fn of(people: usize) -> Self {
        Self {
            rows: vec![0; people],
            kept: vec![0; people],
            touched: vec![Vec::new(); people],
            bonds: Bonds::among(people),
        }
    }

    /// So many rows of a table were deleted or overwritten, which belong to each of these.
    pub(super) fn touch(&mut self, table: usize, people: &[usize], rows: u64) {
        for &person in people {
            self.rows[person] += rows;
            let touched = &mut self.touched[person];
            match touched.iter_mut().find(|(other, _)| *other == table) {
                Some((_, known)) => *known += rows,
                None => touched.push((table, rows)),
            }
        }
    }
}

/// Adds what was done for some to what was done for others.
pub(super) fn add(all: &mut Evidence, more: Evidence) {
    if all.effects.is_empty() {
        all.effects = more.effects;
    } else {
        for (all, more) in all.effects.iter_mut().zip(more.effects) {
            add_effect(all, more);
        }
    }
    for more in more.along {
        let same =
            |along: &&mut Along| (&along.table, &along.with, along.effect) == (&more.table, &more.with, more.effect);
        match all.along.iter_mut().find(same) {
            Some(along) => along.rows += more.rows,
            None => all.along.push(more),
        }
    }
    all.statements.extend(more.statements);
}

fn add_effect(all: &mut Effect, more: Effect) {
    all.before += more.before;
    all.after += more.after;
    all.found += more.found;
    all.deleted += more.deleted;
    all.blanked += more.blanked;
    all.shared += more.shared;
    for more in more.kept {
        match all.kept.iter_mut().find(|kept| kept.ground == more.ground) {
            Some(kept) => {
                kept.rows += more.rows;
                // A row without a known day is kept for longer than any day.
                kept.until =
                    if kept.until.is_none() || more.until.is_none() { None } else { kept.until.max(more.until) };
            }
            None => all.kept.push(more),
        }
    }
}
